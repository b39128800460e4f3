"""The outline of the report as versioned data: which sections it has in which year, and who fills them."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Literal

import msgspec
import yaml

from fazhi.indicators.readings import period_of
from fazhi.kernel.structure import Struct
from fazhi.papers.writing import written_date
from fazhi.people.models import Division


class NoOutline(LookupError):
    """No outline holds for the year; the Chinese text says which years have one."""


class Part(Struct):
    """A part of a section that the editor writes by hand."""

    id: str
    heading: str
    hint: str = ""


class Section(Struct):
    """A numbered section. `systems`: a part for each of the ten headings; `parts`: named parts; `items`: free items."""

    id: str
    heading: str
    kind: Literal["systems", "parts", "items"]
    parts: tuple[Part, ...] = ()
    lead: str = ""
    hint: str = ""
    absent: str = ""


class Outline(Struct):
    """The report from its title to its signature; valid for the report years `since` to `to`."""

    id: str
    title: str
    basis: str
    since: int = msgspec.field(name="from")
    to: int
    lines: tuple[str, ...]
    addressee: str
    number: str
    opening: str
    sections: tuple[Section, ...]
    signature: tuple[str, ...]
    date: str


@cache
def outlines() -> tuple[Outline, ...]:
    """All outlines, oldest first."""
    folder = resources.files("fazhi.report").joinpath("outlines")
    files = sorted((item for item in folder.iterdir() if item.name.endswith(".yaml")), key=lambda item: item.name)
    return tuple(msgspec.convert(yaml.safe_load(item.read_text(encoding="utf-8")), Outline) for item in files)


def outline_for(year: int) -> Outline:
    """The outline in force for a report year."""
    for one in reversed(outlines()):
        if one.since <= year <= one.to:
            return one
    known = "、".join(f"{one.since}—{one.to}" for one in outlines())
    raise NoOutline(f"{year} 年没有适用的报告提纲（现有提纲适用于 {known} 年），报告没有生成；请核对年度。")


def town_words(town: Division, year: int) -> dict[str, str]:
    """What {…} in outlines and sentences stands for: the town's names, the years, up to when."""
    name, period = town.name, period_of(year)
    street = name.endswith("街道")
    kind = "街道" if street else name[-1]
    return {
        "year": str(year),
        "next_year": str(year + 1),
        "town": name,
        "town_kind": kind,
        "our": f"我{kind}",
        "our_leaders": f"{name}{'党工委、办事处' if street else '党委政府'}",
        "committee": f"中共{name}{'工作委员会' if street else '委员会'}",
        "as_of": "到年底" if period.cutoff >= period.last else f"到{written_date(period.cutoff)}",
        "government": f"{name}{'办事处' if street else '人民政府'}",
    }
