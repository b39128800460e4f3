"""Seals over the log: batches of digests in a Merkle tree (RFC 6962, SM3), each seal chained to the one before.

Sealing and verifying see every town, so they run on the owner's connection; what they read are digests, not cases.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.apps import apps
from django.conf import settings
from django.db import models, transaction

from fazhi.kernel import files
from fazhi.kernel.digests import sm3
from fazhi.kernel.models import Evidence, LogEntry, Seal, SealedEntry
from fazhi.kernel.rows import entry_digest, row_digest
from fazhi.kernel.today import now

OWNER = "owner"
BATCH = 50_000
FIRST = "0" * 64


@dataclass(frozen=True)
class Broken:
    """Something that does not fit its seal: where (table and row), and one Chinese sentence."""

    table: str
    row: str
    sentence: str


def root(digests: Sequence[str]) -> str:
    """Merkle tree hash of some leaf digests (RFC 6962 §2.1 with SM3)."""
    level = [sm3(b"\x00" + bytes.fromhex(one)) for one in digests]
    while len(level) > 1:
        paired = [
            sm3(b"\x01" + bytes.fromhex(level[at]) + bytes.fromhex(level[at + 1])) for at in range(0, len(level) - 1, 2)
        ]
        level = paired + ([level[-1]] if len(level) % 2 else [])
    return level[0] if level else sm3(b"")


def chained(before: str, tree: str) -> str:
    """The chain digest of a seal from the one before it and its own root."""
    return sm3(bytes.fromhex(before) + bytes.fromhex(tree))


def seal() -> Seal | None:
    """Seal all log entries that no seal covers yet (ids commit out of order, so by absence, not by number)."""
    with transaction.atomic(using=OWNER):
        last = Seal.objects.using(OWNER).select_for_update().order_by("-serial").first()
        open_entries = LogEntry.objects.using(OWNER).filter(sealed__isnull=True).order_by("serial")
        entries = list(open_entries.values_list("serial", "digest")[:BATCH])
        if not entries:
            return None
        tree = root([digest for _, digest in entries])
        made = Seal.objects.using(OWNER).create(
            sealed_at=now(), count=len(entries), root=tree, chain=chained(last.chain if last else FIRST, tree)
        )
        SealedEntry.objects.using(OWNER).bulk_create(
            SealedEntry(entry_id=serial, seal=made, position=at, digest=digest)
            for at, (serial, digest) in enumerate(entries)
        )
        return made


def newest() -> str | None:
    """The chain digest of the last seal, which covers the whole log up to it; None before the first. On any connection."""
    return Seal.objects.order_by("-serial").values_list("chain", flat=True).first()


def verify(checkpoint: str = "") -> Iterator[Broken]:
    """Everything that was altered: rows against the log, the log against its seals, files against their digests.

    `checkpoint` is a chain digest kept outside (printed on a report): it must still occur, else the tail was cut or rewritten.
    """
    yield from _rows()
    yield from _log()
    yield from _files()
    if checkpoint and not Seal.objects.using(OWNER).filter(chain=checkpoint).exists():
        yield Broken(
            "kernel_seal", checkpoint[:12], f"外存封签 {checkpoint[:12]}… 在库中不存在，日志可能被截断或整体重写。"
        )


def _rows() -> Iterator[Broken]:
    latest = (
        LogEntry.objects.using(OWNER)
        .order_by("table", "row", "-serial")
        .distinct("table", "row")
        .values_list("table", "row", "row_digest")
    )
    known: dict[str, dict[str, str]] = {}
    for table, row, digest in latest.iterator(chunk_size=5000):
        known.setdefault(table, {})[row] = digest
    for model in apps.get_models():
        table = model._meta.db_table
        if not _logged(model) and table not in known:
            continue
        expected = known.pop(table, {})
        for stored in model._base_manager.using(OWNER).all().iterator(chunk_size=2000):
            last = expected.pop(str(stored.pk), None)
            if last is None:
                yield Broken(table, str(stored.pk), f"{table} 的 {stored.pk} 不是经办理步骤写入的，日志中没有记录。")
            elif last != row_digest(stored):
                yield Broken(
                    table, str(stored.pk), f"{table} 的 {stored.pk} 与日志中最后一次记录不一致，内容被直接改动过。"
                )
        for missing in expected:
            yield Broken(table, missing, f"{table} 的 {missing} 在日志中有记录而库中已不存在，被直接删除。")


def _logged(model: type[models.Model]) -> bool:
    return (
        model._meta.managed
        and model._meta.app_label == "kernel"
        and model.__name__ in {"Case", "Step", "Clock", "Evidence", "Link"}
    )


def _log() -> Iterator[Broken]:
    before = FIRST
    for one in Seal.objects.using(OWNER).order_by("serial").iterator():
        covered = SealedEntry.objects.using(OWNER).filter(seal=one).order_by("position")
        leaves = dict(covered.values_list("entry_id", "digest"))
        yield from _entries(one, leaves)
        if len(leaves) != one.count or root([*leaves.values()]) != one.root or chained(before, one.root) != one.chain:
            yield Broken(
                "kernel_seal", str(one.serial), f"第 {one.serial} 号封签与其覆盖的日志不一致，日志被增删或改动过。"
            )
        before = one.chain


def _entries(one: Seal, leaves: Mapping[int, str]) -> Iterator[Broken]:
    """The entries under a seal against the digests they had when it was set."""
    missing = set(leaves)
    for entry in LogEntry.objects.using(OWNER).filter(sealed__seal=one).iterator(chunk_size=5000):
        missing.discard(entry.serial)
        what = f"日志第 {entry.serial} 条（{entry.table} 的 {entry.row}）"
        if entry.digest != entry_digest(entry):
            yield Broken("kernel_logentry", str(entry.serial), f"{what}的内容与其摘要不一致，被改动过。")
        elif entry.digest != leaves[entry.serial]:
            yield Broken("kernel_logentry", str(entry.serial), f"{what}与封存时不同，封存之后被整条改写过。")
    for serial in sorted(missing):
        yield Broken("kernel_logentry", str(serial), f"日志第 {serial} 条在封存之后被删除。")


def _files() -> Iterator[Broken]:
    found = Evidence.objects.using(OWNER).values_list("id", "name", "digest")
    for identifier, name, digest in found.iterator(chunk_size=2000):
        try:
            files.read(digest)
        except FileNotFoundError:
            yield Broken(
                "kernel_evidence",
                str(identifier),
                f"佐证「{name}」的文件不见了（{settings.FILES_ROOT.name}/{digest[:12]}…）。",
            )
        except ValueError as error:
            yield Broken("kernel_evidence", str(identifier), f"佐证「{name}」：{error}")
