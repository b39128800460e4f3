"""How good is the auditor? Recall on planted and labelled slips, false alarms on clean text, by kind.

    python -m fazhi.audit.score [--reports FOLDER] [--corpus FOLDER] [--least RECALL] [--verbose] [--corrupt] [--sparse]

Without ``--corpus`` (or the variable ``FAZHI_CORPUS``) only the reports of ``tests/reports`` are scored; with it also the
labelled slips of the corpus, and its right figures with one wrong digit. Exit 1 when recall falls below ``--least`` or a
clean passage is called wrong.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

from fazhi.audit import Audit, Finding, Verdict, altered_labels, audit_file, audit_text, corruption, sparser, summary
from fazhi.audit.model import Kind

REPORTS = Path(__file__).parent / "tests" / "reports"
FLOORS = {
    "hard": 0.9,
    "met_once": 0.9,
    "usual": 0.88,
    "usual_later": 0.855,
    "usual_third": 0.85,
    "usual_fourth": 0.91,
    "usual_fifth": 0.83,
    "usual_sixth": 0.84,
    "usual_seventh": 0.74,
    "usual_eighth": 0.87,
    "usual_ninth": 0.92,
    "usual_tenth": 0.88,
    "usual_eleventh": 0.95,
    "usual_twelfth": 0.86,
    "usual_thirteenth": 0.84,
    "usual_fourteenth": 0.81,
    "usual_fifteenth": 0.82,
    "usual_sixteenth": 0.83,
    "unread": 0.74,
}
"""Further folders of reports (their README says of what kind) and how many of their arithmetic slips are called wrong at least."""
NOTICED = {
    "hard": 0.92,
    "met_once": 0.91,
    "usual": 0.91,
    "usual_later": 0.89,
    "usual_third": 0.86,
    "usual_fourth": 0.91,
    "usual_fifth": 0.86,
    "usual_sixth": 0.88,
    "usual_seventh": 0.79,
    "usual_eighth": 0.87,
    "usual_ninth": 0.93,
    "usual_tenth": 0.92,
    "usual_eleventh": 0.96,
    "usual_twelfth": 0.88,
    "usual_thirteenth": 0.86,
    "usual_fourteenth": 0.85,
    "usual_fifteenth": 0.85,
    "usual_sixteenth": 0.87,
    "unread": 0.74,
}
"""How many of all their slips are at least a hint: what is taken back to a hint is not lost (docs/decisions/0021)."""
MARK = re.compile(r"⟦(\w+):([^|⟧]*)\|([^⟧]*)⟧")
NUMBER = re.compile(r"\d+(?:\.\d+)?")
ARITHMETIC = ("rate", "sum", "growth", "repeat", "day")
RECKONED = frozenset((Kind.RATE, Kind.SUM, Kind.GROWTH))


@dataclass
class Score:
    """Counts by kind; ``missed`` and ``alarms`` hold one line each for people."""

    name: str
    planted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    noticed: Counter[str] = field(default_factory=Counter)
    """Slips that were at least a hint."""
    corrected: Counter[bool] = field(default_factory=Counter)
    """Slips for which the audit says what should stand there: is it what stood there?"""
    missed: list[str] = field(default_factory=list)
    alarms: list[str] = field(default_factory=list)
    characters: int = 0

    @property
    def seen(self) -> float:
        """Share of all slips that were at least a hint; 1 when there are none."""
        total = sum(self.planted.values())
        return sum(self.noticed.values()) / total if total else 1.0

    @property
    def led_right(self) -> float:
        """Share of the corrections that are what stood there; 1 when there are none."""
        total = sum(self.corrected.values())
        return self.corrected[True] / total if total else 1.0

    def recall(self, *kinds: str) -> float:
        """Share of slips called wrong, over the given kinds or over all; 1 when there are none."""
        chosen = kinds or tuple(self.planted)
        total = sum(self.planted[kind] for kind in chosen)
        return sum(self.found[kind] for kind in chosen) / total if total else 1.0


@dataclass(frozen=True)
class Slip:
    """One planted slip: its kind, paragraph and span in the planted text."""

    kind: str
    paragraph: int
    start: int
    end: int
    text: str
    right: str


def clean(marked: str) -> str:
    """A report with the right reading of every ``⟦kind:right|wrong⟧`` mark."""
    return MARK.sub(lambda match: match[2], marked)


def planted(marked: str, together: int) -> Iterator[tuple[str, list[Slip]]]:
    """(text, slips) until every mark was a slip once, in otherwise clean text: so many at a time, as far from one another as they can be."""
    marks = list(MARK.finditer(marked))
    times = -(-len(marks) // together)
    for first in range(times):
        chosen, text, position, slips = set(marks[first::times]), "", 0, []
        for each in marks:
            text += marked[position : each.start()]
            if each in chosen:
                paragraph, begun = text.count("\n") + 1, text.rfind("\n") + 1
                start = len(text) - begun
                slips.append(Slip(each[1], paragraph, start, start + len(each[3]), each[3], each[2]))
            text += each[3] if each in chosen else each[2]
            position = each.end()
        yield text + marked[position:], slips


def score_reports(folder: Path = REPORTS, every: int = 1, together: int = 1) -> Score:
    """Every report read with each slip alone (is it wrong?) and clean (is nothing wrong?).

    Of the texts with a slip only one in ``every`` is read, each with so many slips ``together``; the text without one always is.
    """
    score = Score(f"整篇报告（{folder.name}）")
    for path in sorted(folder.glob("*.txt")):
        marked = path.read_text(encoding="utf-8")
        sound = clean(marked)
        score.characters += len(sound)
        for each in audit_text(sound).of(Verdict.WRONG):
            score.alarms.append(f"{path.name}：{_line(each)}")
        for text, slips in islice(planted(marked, together), 0, None, every):
            findings = audit_text(text).findings
            for slip in slips:
                shown = [each for each in findings if _shows(each, slip)]
                _note(score, path.name, slip, {each.verdict for each in shown})
                score.corrected.update(_corrections(shown, slip))
    return score


def _corrections(shown: list[Finding], slip: Slip) -> set[bool]:
    """Of the figures that should stand there, as the findings on a slip say: is one of them what stood there? Nothing where none says so."""
    told = {
        _number(summary.correction(each), slip.right)
        for each in shown
        if each.verdict is Verdict.WRONG
        and each.kind in RECKONED
        and summary.has_correction(each)
        and summary.proven(each)
    }
    return {_number(slip.right, slip.right) in told} if told else set()


def _number(text: str, alike: str) -> str:
    """The first number of a text, rounded to as many places as that of another."""
    number, other = (NUMBER.search(each.replace(",", "")) for each in (text, alike))
    places = 0 if other is None else len(other[0].partition(".")[2])
    return "" if number is None else f"{Decimal(number[0]):.{places}f}"


def _note(score: Score, name: str, slip: Slip, verdicts: set[Verdict]) -> None:
    score.planted[slip.kind] += 1
    score.found[slip.kind] += Verdict.WRONG in verdicts
    score.noticed[slip.kind] += bool(verdicts & {Verdict.WRONG, Verdict.HINT})
    if Verdict.WRONG not in verdicts:
        score.missed.append(f"{name}：{slip.kind}：{slip.text}")


def _shows(finding: Finding, slip: Slip) -> bool:
    """Does the finding lie on the slip, or does its message reckon with the number that slipped?

    A count that was miswritten is shown by the rate that no longer follows from it (按287件÷415件应为…).
    """
    if finding.paragraph == slip.paragraph and finding.start < slip.end and slip.start < finding.end:
        return True
    numbers = {f"{float(each):g}" for each in NUMBER.findall(finding.message.replace(",", ""))}
    slipped = [f"{float(each):g}" for each in NUMBER.findall(slip.text.replace(",", ""))]
    return len(slipped) == 1 and slipped[0] in numbers


def score_corpus(folder: Path) -> Score:
    """Labelled claims: every label ``wrong`` must be found, nothing else may be called wrong."""
    score = Score("标注语料")
    labels: dict[str, list[dict[str, Any]]] = {}
    for line in (folder / "labels.jsonl").read_text(encoding="utf-8").splitlines():
        label = json.loads(line)
        labels.setdefault(label["file"], []).append(label)
    for name, of_file in sorted(labels.items()):
        path = folder / "reports" / name
        audit = audit_file(path)
        lines = path.read_text(encoding="utf-8").splitlines()
        score.characters += sum(len(line) for line in lines)
        explained: set[int] = set()
        for label in of_file:
            if label["verdict"] == "wrong":
                hits = list(_hits(audit, lines, label))
                explained.update(id(each) for each in hits)
                verdicts = {each.verdict for each in hits}
                score.planted[label["kind"]] += 1
                score.found[label["kind"]] += Verdict.WRONG in verdicts
                score.noticed[label["kind"]] += bool(verdicts & {Verdict.WRONG, Verdict.HINT})
                if Verdict.WRONG not in verdicts:
                    score.missed.append(f"{name}：{label['kind']}：{label['sentence']}")
        for each in audit.of(Verdict.WRONG):
            if id(each) not in explained:
                score.alarms.append(f"{name}：{_line(each)}")
    return score


def score_altered(folder: Path) -> Score:
    """The labels that are right, each given one wrong digit at a time."""
    score = Score("标注语料中的正确数字各改一位")
    for number, line in enumerate((folder / "labels.jsonl").read_text(encoding="utf-8").splitlines()):
        label = json.loads(line)
        made, found, missed = altered_labels.found(altered_labels.text_of(folder, label), label, number)
        if made:
            score.planted[label["kind"]] += made
            score.found[label["kind"]] += found
            score.noticed[label["kind"]] += found
        score.missed += [f"{label['file']}：{label['kind']}：{each}" for each in missed]
    return score


def _hits(audit: Audit, lines: list[str], label: dict[str, Any]) -> Iterator[Finding]:
    """The findings on the labelled sentence that are of its kind."""
    for each in audit.findings:
        line = lines[each.paragraph - 1]
        if each.kind == label["kind"] and (label["sentence"] in line or line in label["sentence"]):
            yield each


def _line(finding: Finding) -> str:
    return f"{finding.kind}：{finding.quote}：{finding.message}"


def report(score: Score, verbose: bool) -> str:
    """The table that people read."""
    rows = [f"{score.name}（{score.characters}字）", "种类          应发现  判为有误  至少提示    召回"]
    for kind in sorted(score.planted):
        share = score.found[kind] / score.planted[kind]
        rows.append(f"{kind:<12}{score.planted[kind]:>8}{score.found[kind]:>10}{score.noticed[kind]:>10}{share:>9.1%}")
    rows.append(
        f"算术类召回 {score.recall(*ARITHMETIC):.1%}　全部召回 {score.recall():.1%}　至少提示 {score.seen:.1%}　误报 {len(score.alarms)}"
    )
    if score.corrected:
        rows.append(f"写明应当是多少的 {score.corrected.total()} 处，写对 {score.led_right:.1%}")
    rows += [f"误报　{each}" for each in score.alarms]
    if verbose:
        rows += [f"漏报　{each}" for each in score.missed]
    return "\n".join(rows)


def clean_reports(folder: Path = REPORTS) -> list[str]:
    """The reports as they would be without a slip."""
    return [clean(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.txt"))]


def corrupted() -> str:
    """The table of figures given one wrong digit, by rule."""
    rows = ["各写错一个数字（原文均核对相符）", "规则          写错  判为有误    召回"]
    for rule, (made, found) in corruption.recall(clean_reports()).items():
        rows.append(f"{rule:<14}{made:>4}{found:>10}{found / made:>9.1%}")
    return "\n".join(rows)


def sparse(folder: Path) -> str:
    """The table of what is called wrong only where true reports say less, by rule."""
    reports = clean_reports(folder)
    by_rule = Counter(each.rule for text in reports for each in sparser.alarms(text))
    characters = sparser.TIMES * sum(len(text) for text in reports)
    rows = [
        f"少写几句（{folder.name}，每份读{sparser.TIMES}遍，共{characters}字），原文都是对的",
        "规则          判为有误",
    ]
    return "\n".join([*rows, *(f"{rule:<14}{number:>8}" for rule, number in by_rule.most_common())])


def main(arguments: list[str] | None = None) -> int:
    """Print both scores; 1 when the auditor has become worse than ``--least`` allows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=os.environ.get("FAZHI_CORPUS"))
    parser.add_argument("--reports", type=Path, default=REPORTS, help="another folder of reports with marks")
    parser.add_argument("--least", type=float, default=0.8)
    parser.add_argument("--least-arithmetic", type=float, default=0.95)
    # One of its ten arithmetic slips is a share bumped so that shares add up: a hint, never an error.
    parser.add_argument("--least-arithmetic-corpus", type=float, default=0.9)
    parser.add_argument("--least-altered", type=float, default=0.85)
    parser.add_argument("--verbose", action="store_true")
    parser.add_argument("--corrupt", action="store_true", help="give every confirmed figure one wrong digit as well")
    parser.add_argument("--sparse", action="store_true", help="leave sentences out of the clean reports as well")
    options = parser.parse_args(arguments)
    scores, least = [score_reports(options.reports)], [options.least_arithmetic]
    for folder, floor in FLOORS.items() if options.reports == REPORTS else ():
        scores.append(score_reports(REPORTS / folder))
        least.append(floor)
    if options.corpus is not None and (Path(options.corpus) / "labels.jsonl").exists():
        scores.append(score_corpus(Path(options.corpus)))
        least.append(options.least_arithmetic_corpus)
        scores.append(score_altered(Path(options.corpus)))
        least.append(options.least_altered)
    print("\n\n".join(report(each, options.verbose) for each in scores))
    if options.corrupt:
        print("\n" + corrupted())
    if options.sparse:
        print("\n" + sparse(options.reports))
    sound = all(
        not each.alarms and each.recall() >= min(options.least, arithmetic) and each.recall(*ARITHMETIC) >= arithmetic
        for each, arithmetic in zip(scores, least, strict=True)
    )
    return 0 if sound else 1


if __name__ == "__main__":
    sys.exit(main())
