"""Reading what a person typed at intake: parties with their telephones, a title without names, words to be found by."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from fazhi.kernel import masks
from fazhi.systems.disputes.terms import title as term

_BETWEEN = re.compile(r"[、，,;；\n]+")
_PARTY = re.compile(r"^(?P<name>[^\d]+?)\s*(?P<phone>1\d{10}|0\d{2,3}-?\d{7,8})?$")
LONGEST_NAME = 60
MOST = 50


class UnreadableParties(ValueError):
    """The parties cannot be read; the message is a Chinese sentence."""


@dataclass(frozen=True)
class Named:
    """A party as typed: a name, perhaps a telephone."""

    name: str
    phone: str = ""


def parties(text: str) -> list[Named]:
    """「王小明 13800000000、李四」 → two parties; UnreadableParties names the part that is wrong."""
    found = []
    for part in filter(None, (piece.strip() for piece in _BETWEEN.split(text))):
        match = _PARTY.match(part)
        if not match or len(match["name"]) > LONGEST_NAME:
            raise UnreadableParties(f"当事人“{part}”读不懂：请写姓名或名称，后面可加电话，多人之间用顿号隔开。")
        found.append(Named(match["name"].strip(), match["phone"] or ""))
    if not found:
        raise UnreadableParties("请至少填写一名当事人。")
    if len(found) > MOST:
        raise UnreadableParties(f"当事人最多填写 {MOST} 名，其余请写入涉及人数。")
    repeated = {one.name for one in found if [other.name for other in found].count(one.name) > 1}
    if repeated:
        raise UnreadableParties(f"当事人“{'、'.join(sorted(repeated))}”填写了两次，同名的请加以区分。")
    return found


def masked(text: str, named: Sequence[Named]) -> str:
    """Running text with the parties' names masked: only the Party rows hold names."""
    return masks.names_in(text, [one.name for one in named])


def title(dispute_type: str, subject: str, named: Sequence[Named]) -> str:
    """The title of a case: what it is about, never who."""
    about = masked(subject.strip(), named) or term("dispute_type", dispute_type)
    return about if about.endswith("纠纷") else f"{about}纠纷"
