"""From draft to issued report: submit (freeze text and Readings), both heads countersign the same edition, issued.

Nothing here is ever changed: an edition that needs a correction is followed by another one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import msgspec
from django.db import IntegrityError, transaction
from django.db.models import Prefetch

from fazhi.indicators.freezing import freeze
from fazhi.kernel import act, seals
from fazhi.kernel.act import signature
from fazhi.kernel.digests import digest_of
from fazhi.kernel.today import now, today
from fazhi.papers.writing import written_date
from fazhi.people.actors import Actor
from fazhi.people.identifiers import new_id
from fazhi.report.building import Built
from fazhi.report.draft import Draft
from fazhi.report.findings import remarks
from fazhi.report.models import Countersign, Edition
from fazhi.report.pieces import Piece
from fazhi.report.texts import may_edit

HEADS = tuple(role for role, _ in Countersign.ROLES)
TITLES = dict(Countersign.ROLES)


class NotIssued(ValueError):
    """A step toward the issue was refused; the Chinese sentence says why and what to do."""


@dataclass(frozen=True)
class State:
    """An edition and who has signed it. It is issued when both heads have."""

    edition: Edition
    signed: tuple[Countersign, ...]

    @property
    def draft(self) -> Draft:
        """The text that was submitted."""
        return msgspec.convert(self.edition.content, Draft)

    @property
    def waiting(self) -> list[str]:
        """Titles of the heads who have not signed."""
        done = {one.role for one in self.signed}
        return [TITLES[role] for role in HEADS if role not in done]

    @property
    def issued(self) -> bool:
        """Whether both heads have signed."""
        return not self.waiting

    @property
    def day(self) -> date | None:
        """The date of the document: the day of the last signature; None before that."""
        return max(one.signed_on for one in self.signed) if self.issued else None

    @property
    def seal(self) -> str:
        """The seal of the log at the last signature, which leaves the database with the issued report; empty before."""
        return (max(self.signed, key=lambda one: one.signed_at).seal or "") if self.issued else ""

    @property
    def final(self) -> Draft:
        """The text with the date of issue once it is issued."""
        return msgspec.structs.replace(self.draft, date=written_date(self.day)) if self.day else self.draft

    @property
    def signers(self) -> list[str]:
        """Names of those who have signed, the secretary first."""
        return [one.name for role in HEADS for one in self.signed if one.role == role]


@dataclass(frozen=True)
class Change:
    """A figure that is printed differently now than in an edition; empty where it is not printed at all."""

    figure: str
    title: str
    before: str
    now: str


def changes(edition: Draft, live: Draft) -> list[Change]:
    """Every figure whose printed value has moved since an edition was submitted."""
    before, now = _printed(edition), _printed(live)
    return [
        Change(
            name,
            (now.get(name) or before[name]).note,
            *(said[name].text if name in said else "" for said in (before, now)),
        )
        for name in dict.fromkeys((*before, *now))
        if name not in before or name not in now or before[name].text != now[name].text
    ]


def _printed(draft: Draft) -> dict[str, Piece]:
    return {piece.figure: piece for block in draft.blocks for piece in block.pieces if piece.figure}


def states(town: str, year: int) -> list[State]:
    """Every edition of a report, the latest first; two queries."""
    found = Edition.objects.filter(town=town, year=year).order_by("-serial")
    signed = Prefetch("countersigns", Countersign.objects.order_by("signed_at"), to_attr="signed")
    return [State(edition, tuple(edition.signed)) for edition in found.prefetch_related(signed)]


def submit(actor: Actor, built: Built) -> Edition:
    """Freeze the draft and its Readings as a further edition. NotIssued while something is missing or contradicts."""
    draft = built.draft
    if not may_edit(actor, draft.town):
        raise NotIssued("只有本镇的报告编辑（司法所）可以送签，报告没有送签。")
    _complete(draft)
    content = msgspec.to_builtins(draft)
    batch = new_id()
    serial = (Edition.objects.filter(town=draft.town, year=draft.year).count()) + 1
    try:
        with transaction.atomic():
            edition = Edition(
                id=batch,
                town=draft.town,
                year=draft.year,
                serial=serial,
                content=content,
                digest=digest_of(content),
                made_by_id=actor.person_id,
                signature=signature(actor),
                made_at=now(),
            )
            act.record(actor, "report.submit", [edition])
            freeze([built.readings[name] for name in draft.figures], batch, actor)
    except IntegrityError as error:
        raise NotIssued("另有一份送签稿刚刚形成，这一份没有送签；请刷新页面后核对再送。") from error
    return edition


def _complete(draft: Draft) -> None:
    if draft.missing:
        first = draft.missing[0]
        raise NotIssued(f"报告还缺 {len(draft.missing)} 处（{first.where}：{first.what}），没有送签；请补齐后再送。")
    if draft.unsupported:
        _, piece = draft.unsupported[0]
        raise NotIssued(
            f"有 {len(draft.unsupported)} 个手工填写的数字没有依据（如“{piece.text}”），没有送签；"
            "请改为指标引用或删去。"
        )
    wrong = [remark for remark in remarks(draft) if remark.tone == "bad"]
    if wrong:
        raise NotIssued(f"自审发现 {len(wrong)} 处有误（{wrong[0].finding.message}），没有送签；请改正后再送。")


def sign(actor: Actor, town: str, edition_id: UUID) -> State:
    """Countersign the latest edition as secretary or mayor. NotIssued for anybody else or any other edition."""
    if actor.role not in HEADS or actor.division != town:
        raise NotIssued("年度报告由本镇党委书记和镇长会签，您的岗位不能签发；没有记录签发。")
    edition = Edition.objects.filter(town=town, pk=edition_id).first()
    newest = edition and Edition.objects.filter(town=town, year=edition.year).order_by("-serial").first()
    if edition is None or edition != newest:
        raise NotIssued("这一稿之后又有新的送签稿，不能再签；请打开最新一稿核对后签发。")
    if digest_of(edition.content) != edition.digest:
        raise NotIssued("这一稿的内容与送签时的摘要不一致，不能签发；请告知系统管理员并运行 fazhi verify。")
    try:
        with transaction.atomic():
            countersign = Countersign(
                town=town,
                edition=edition,
                role=actor.role,
                person_id=actor.person_id,
                name=actor.name,
                digest=edition.digest,
                signed_on=today(),
                signed_at=now(),
                seal=seals.newest(),
            )
            act.record(actor, "report.sign", [countersign])
    except IntegrityError as error:
        raise NotIssued("您的岗位已经签发过这一稿，不需要再签。") from error
    return next(state for state in states(town, edition.year) if state.edition == edition)
