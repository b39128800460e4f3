"""What is to be said about a compiled report: complete or not, and what it lacks. For the command line and for scripts."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from fazhi.people.models import Division
from fazhi.report.building import Built
from fazhi.report.findings import Remark, remarks
from fazhi.report.known import of_readings


@dataclass(frozen=True)
class Summary:
    """A compiled report and where it was written. `sound`: no figure is missing, unsupported or contradicts."""

    built: Built
    remarks: list[Remark]
    target: str

    @property
    def wrong(self) -> list[Remark]:
        """What the report itself proves wrong."""
        return [remark for remark in self.remarks if remark.tone == "bad"]

    @property
    def sound(self) -> bool:
        """Whether every figure stands; words that are still to be written do not count."""
        draft = self.built.draft
        return not (self.wrong or draft.unsupported or any(one.is_figure for one in draft.missing))

    @property
    def headline(self) -> str:
        """One Chinese line on the whole."""
        draft = self.built.draft
        state = "数字全部有依据" if self.sound else "数字有缺失、无依据或矛盾之处，见下"
        return (
            f"已写出 {self.target}：{draft.town_name}{draft.year}年法治政府建设情况的报告（草稿），"
            f"{len(draft.figures)} 项指标，{state}；另有 {len(self.unwritten)} 处文字待编写。"
        )

    @property
    def unwritten(self) -> list[str]:
        """Places where words are still to be written."""
        return [f"{one.where}：{one.what}" for one in self.built.draft.missing if not one.is_figure]

    @property
    def lines(self) -> list[str]:
        """One Chinese line for each thing the report lacks."""
        draft = self.built.draft
        found = [f"缺数字　{one.where}：{one.what}" for one in draft.missing if one.is_figure]
        found += [f"无依据　{block.title}：“{piece.text}”，{piece.note}" for block, piece in draft.unsupported]
        found += [f"有误　　“{one.finding.quote}”：{one.finding.message}" for one in self.wrong]
        return found + [f"待编写　{line}" for line in self.unwritten]

    def as_json(self) -> str:
        """`{"town", "year", "file", "complete", "figures", "missing", "unsupported", "findings", "unwritten"}`."""
        draft = self.built.draft
        whole = {
            "town": draft.town,
            "year": draft.year,
            "outline": draft.outline,
            "file": self.target,
            "complete": self.sound,
            "figures": [{"id": name, "printed": self.built.readings[name].printed} for name in draft.figures],
            "missing": [{"where": one.where, "what": one.what} for one in draft.missing if one.is_figure],
            "unsupported": [{"where": block.title, "text": piece.text} for block, piece in draft.unsupported],
            "findings": [remark.finding.as_json() for remark in self.remarks],
            "unwritten": self.unwritten,
        }
        return msgspec.json.format(msgspec.json.encode(whole), indent=2).decode()


def summary(built: Built, target: str) -> Summary:
    """The summary of a built report, with what the auditor says of it."""
    draft = built.draft
    figures = of_readings(Division.objects.get(pk=draft.town), draft.year, built.readings)
    return Summary(built, remarks(draft, figures), target)
