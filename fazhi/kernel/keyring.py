"""Changing the master key: every data key is wrapped anew, every blind index computed anew; no ciphertext changes.

So the digests of the log stay valid, and clients may write meanwhile: what one of them still wraps with the old key
remains readable, because the old key's file stays until `retire` has seen that nothing needs it.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.apps import apps
from django.db import models, transaction

from fazhi.kernel import sealing
from fazhi.kernel.encrypted import BlindIndex, encrypted_fields
from fazhi.kernel.keys import FolderKeys, KeyFault, ring
from fazhi.kernel.models import DataKey

OWNER = "owner"
BATCH = 500


@dataclass(frozen=True)
class Swept:
    """How many data keys were wrapped anew and how many indexes computed anew."""

    rewrapped: int
    reindexed: int


def rotate() -> Swept:
    """Make a new master key and carry everything over to it. Repeating it after an interruption is harmless."""
    keys = ring()
    if not isinstance(keys, FolderKeys):
        raise KeyFault("主密钥由密码机保管，请在密码机上更换后再运行；没有做任何改动。")
    keys.add()
    return sweep()


def sweep() -> Swept:
    """Carry over what is still kept under a key that is no longer the current one."""
    current, rewrapped = ring().current(), 0
    left = DataKey.objects.using(OWNER).exclude(key=current).exclude(wrapped="").order_by("pk")
    while batch := list(left.values_list("pk", flat=True)[:BATCH]):
        with transaction.atomic(using=OWNER):
            for data_key in DataKey.objects.using(OWNER).select_for_update().filter(pk__in=batch).exclude(wrapped=""):
                opened = sealing.unwrapped(data_key)
                data_key.key = current
                data_key.wrapped = sealing.wrapped(data_key, opened, current)
                data_key.save(using=OWNER, update_fields=["key", "wrapped"])
                rewrapped += 1
    return Swept(rewrapped, sum(_reindex(model) for model in apps.get_models() if encrypted_fields(model)))


def _reindex(model: type[models.Model]) -> int:
    indexes = [field for field in model._meta.concrete_fields if isinstance(field, BlindIndex)]
    changed = 0
    for index in indexes:
        filled = model._base_manager.using(OWNER).exclude(**{index.name: ""}).order_by("pk")
        for row in filled.iterator(chunk_size=BATCH):
            computed = index.computed(row)
            if computed != getattr(row, index.attname):
                # Only of the number it was computed from: somebody may have changed it meanwhile.
                unchanged = {"pk": row.pk, index.source: row.__dict__[index.source]}
                changed += model._base_manager.using(OWNER).filter(**unchanged).update(**{index.name: computed})
    return changed


def needed() -> dict[str, int]:
    """Master keys that data keys are still wrapped with, and how many."""
    counted = DataKey.objects.using(OWNER).exclude(wrapped="").values_list("key").annotate(models.Count("pk"))
    return dict(counted)
