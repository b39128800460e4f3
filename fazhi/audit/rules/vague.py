"""余、多、近 in the wrong place: 8余万元, 28多名, 近200余人."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.audit.manuscript import Manuscript, finding
from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.passages import Passage
from fazhi.audit.rules import Rule

BEFORE_SCALE = re.compile(r"(?<![\d.,])(\d+(?:\.\d+)?)([余多])([万亿])")
EXACT = re.compile(r"(?<![\d.,])(\d*[1-9])([余多])(?![万亿])(人次|件次|场次|[人名件起次项场份户家个条处])")
TWICE = re.compile(r"(近|接近|将近|约|大约|不到|超过|不足)(\d[\d.,]*[万亿千]?|[一二两三四五六七八九十百千万]+)([余多])(?!年)")


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """Approximations that contradict themselves or stand before the wrong character."""
    if "余" not in manuscript.text and "多" not in manuscript.text:
        return
    for passage, match, offset in manuscript.matches(BEFORE_SCALE):
        if "." in match[1] or int(match[1]) % 10:
            message = f"“{match.group()}”不合规范：个位数后的约数应写在“{match[3]}”之后。"
            yield _report(passage, match, offset, Verdict.WRONG, message, f"{match[1]}{match[3]}{match[2]}")
    for passage, match, offset in manuscript.matches(EXACT):
        message = f"“{match.group()}”：个位已是确数，不宜再加“{match[2]}”。"
        yield _report(passage, match, offset, Verdict.HINT, message, f"{match[1]}{match[3]}")
    for passage, match, offset in manuscript.matches(TWICE):
        verdict = Verdict.WRONG if match[1] in ("近", "接近", "将近", "不到", "不足") else Verdict.HINT
        message = f"“{match[1]}”与“{match[3]}”矛盾或重复，只能用一个。"
        yield _report(passage, match, offset, verdict, message, f"{match[2]}{match[3]}")


def _report(
    passage: Passage, match: re.Match[str], offset: int, verdict: Verdict, message: str, computed: str
) -> Finding:
    start, end = match.start() - offset, match.end() - offset
    if passage.plain[end : end + 1] in ("元",):
        end += 1
        computed += "元"
    return finding(
        passage,
        (start, end),
        kind=Kind.TERM,
        verdict=verdict,
        rule="vague",
        message=message,
        computed=computed,
        basis="GB/T 15835—2011《出版物上数字用法》" if verdict is Verdict.WRONG else "",
    )


RULE = Rule(
    id="vague",
    title="约数的写法",
    source="GB/T 15835—2011《出版物上数字用法》；“余”只能接在整十、整百、整千或万、亿之后",
    why="“8余万元”读不出是8万余还是80余万；“近200余人”不知是多是少。",
    wrong="投入8余万元升级综治中心",
    right="投入30余万元升级综治中心",
    check=check,
)
