"""Findings as a person reads them: address, quotation, what it says, what it should be, on what basis."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from fazhi.audit.model import Audit, Finding, Kind, Verdict
from fazhi.audit.text.figures import SCALES

WORDS = {Verdict.WRONG: "有误", Verdict.HINT: "请核对", Verdict.UNSURE: "无法判断", Verdict.RIGHT: "相符"}
SHOULD = "应当是"
LONGEST_CORRECTION = 40
COUNT = re.compile(r"(?P<number>\d[\d,]*(?:\.\d+)?)(?P<scale>[万亿]?)(?P<unit>[\u4e00-\u9fff]{1,4})")
FAR = 100
"""So many times what is printed a number is that has the 万 of the printed one in it."""
CONVENTIONS = {"half-up": "四舍五入", "truncation": "截去尾数", "mixed": "四舍五入与截尾并用", "unknown": ""}


def headline(audit: Audit) -> str:
    """One line: how many claims were looked at and what came of it."""
    claims = len(audit.findings)
    if not claims:
        then = "请看停用的规则是否过多" if audit.without else "请确认交来的是整篇报告，不是封面、目录或图片"
        return f"没有读到可以核对的数或者提法，什么也没有证实；{then}。"
    wrong, hint, unsure, right = (
        audit.count(each) for each in (Verdict.WRONG, Verdict.HINT, Verdict.UNSURE, Verdict.RIGHT)
    )
    verdict = f"有误{wrong}处" if wrong else "未发现可证实的错误"
    line = f"{verdict}，请核对{hint}处，无法判断{unsure}处，相符{right}处（共审校{claims}项论断）。"
    rounding = CONVENTIONS.get(audit.convention, "")
    return line + (f"本文百分比的取舍方式：{rounding}。" if rounding else "")


def entry(number: int, finding: Finding) -> str:
    """One finding in three or four lines."""
    lines = [
        f"{number}. 〔{WORDS[finding.verdict]}〕{finding.address}（第{finding.paragraph}自然段）：“{_short(finding.quote)}”"
    ]
    if has_correction(finding):
        lines.append(f"   写的是：{_short(finding.stated)}　{correction_word(finding)}：{correction(finding)}")
    lines.append(f"   {finding.message}")
    if finding.basis:
        lines.append(f"   依据：{finding.basis}")
    return "\n".join(lines)


def correction(finding: Finding) -> str:
    """What it should be, in the unit of what is stated; empty where there is nothing to compare."""
    if finding.known is not None:
        return finding.known.printed
    if finding.computed is None:
        return ""
    if isinstance(finding.computed, str):
        return finding.computed
    count = COUNT.fullmatch(finding.stated)
    if count is not None:
        return _in_unit(finding.computed, count)
    return f"{finding.computed}{'%' if finding.stated.endswith(('%', '％')) else ''}"


def _in_unit(computed: Decimal, stated: re.Match[str]) -> str:
    """378.4万元 for 3784000 beside 387.4万元."""
    printed = Decimal(stated["number"].replace(",", ""))
    whole = bool(stated["scale"]) and abs(computed) > FAR * printed
    value = computed / SCALES[stated["scale"]] if whole else computed
    return f"{value.normalize():f}{stated['scale']}{stated['unit']}"


def correction_word(finding: Finding) -> str:
    """What the correction is: the ledger's figure, what another place says, what the other numbers make, or what follows."""
    if finding.known is not None:
        return "台账为"
    # Of two places, or of a total and its parts, that contradict each other nobody knows which is right.
    if finding.kind is Kind.REPEAT:
        return "另一处写作"
    return "按其余各数算得" if finding.either else SHOULD


def proven(finding: Finding) -> bool:
    """Is the correction what has to stand there, and not only what contradicts it?"""
    return finding.known is not None or correction_word(finding) == SHOULD


def has_correction(finding: Finding) -> bool:
    """A line of its own for the correction, unless there is none or the message already spells it out at length."""
    if finding.computed is None or finding.verdict not in (Verdict.WRONG, Verdict.HINT):
        return False
    return finding.kind is not Kind.STRUCTURE and len(str(finding.computed)) <= LONGEST_CORRECTION


def text(audit: Audit, *, everything: bool = False) -> str:
    """The whole answer on one file. ``everything`` adds what cannot be judged and what is right."""
    shown = audit.of(Verdict.WRONG) + audit.of(Verdict.HINT)
    if everything:
        shown += audit.of(Verdict.UNSURE) + audit.of(Verdict.RIGHT)
    lines = [f"《{audit.document.name}》", headline(audit)]
    lines += [f"说明：{note}" for note in audit.document.notes]
    lines += [f"台账：{audit.ledger}"] if audit.ledger else []
    lines += [f"停用的规则：{rule}（{reason}）" for rule, reason in audit.without.items()]
    lines += [entry(number, finding) for number, finding in enumerate(shown, start=1)]
    return "\n".join(lines)


def table(audits: Sequence[tuple[str, Audit | str]]) -> str:
    """Many files in one table: a row for each, the unreadable ones with their reason."""
    rows = ["有误　请核对　无法判断　相符　文件"]
    for name, result in audits:
        if isinstance(result, str):
            rows.append(f"  —　　　—　　　　—　　　—　　{name}：{result}")
            continue
        counts = [result.count(each) for each in (Verdict.WRONG, Verdict.HINT, Verdict.UNSURE, Verdict.RIGHT)]
        rows.append(f"{counts[0]:>3}　{counts[1]:>6}　{counts[2]:>8}　{counts[3]:>4}　 {name}")
    return "\n".join(rows)


def _short(words: str, length: int = 80) -> str:
    words = " ".join(words.split())
    return words if len(words) <= length else words[: length - 1] + "…"
