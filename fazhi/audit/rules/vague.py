"""余、多、近 in the wrong place: 8余万元, 28多名, 近200余人."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rules import Rule
from fazhi.audit.text.manuscript import Manuscript, finding
from fazhi.audit.text.passages import Passage

SCALES = ("万", "亿")
LESS = ("近", "接近", "将近", "不到", "不足")
NUMERALS = frozenset("一二两三四五六七八九十百千万亿")
ABOUT = re.compile(r"[余多]")
NUMBER_BEFORE = re.compile(r"(?<![\d.,])(\d+(?:\.\d+)?)$")
UNIT_AFTER = re.compile(r"人次|件次|场次|[人名件起次项场份户家个条处]")
# 同比增长超过近50%
OVER_NEARLY = re.compile(r"超过?近(?=\d[\d.,]*(?:%|[万亿千百]|人|件|个|名|次|户|家))")
TWICE = re.compile(
    r"(?<![附最就临靠邻贴])(近|接近|将近|约|大约|不到|超过|不足)(\d[\d.,]*[万亿千]?|[一二两三四五六七八九十百千万]+)$"
)
WINDOW = 14


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """Approximations that contradict themselves or stand before the wrong character."""
    text = manuscript.text
    for passage, match, offset in manuscript.matches(OVER_NEARLY) if "近" in text or "约" in text else ():
        span = (match.start() - offset, match.end() - offset)
        yield _report(passage, span, Verdict.WRONG, f"“{match.group()}”矛盾，只能用一个。", match.group()[:-1])
    for match in ABOUT.finditer(text):
        at = match.start()
        before = text[at - 1] if at else ""
        if not (before.isdigit() or before in NUMERALS):
            continue
        passage, offset = manuscript.located(at)
        lead = text[max(offset, at - WINDOW) : at]
        word, after = match.group(), text[at + 1 : at + 2]
        number = NUMBER_BEFORE.search(lead)
        if number is not None and after in SCALES:
            if "." in number[1] or int(number[1]) % 10:
                start = at - len(number[1])
                message = f"“{text[start : at + 2]}”不合规范：个位数后的约数应写在“{after}”之后。"
                computed = f"{number[1]}{after}{word}"
                verdict = Verdict.WRONG if word == "余" else Verdict.HINT
                yield _report(passage, (start - offset, at + 2 - offset), verdict, message, computed)
        elif number is not None and number[1][-1] != "0" and "." not in number[1]:
            unit = UNIT_AFTER.match(text, at + 1)
            if unit is not None:
                start = at - len(number[1])
                message = f"“{text[start : unit.end()]}”：个位已是确数，不宜再加“{word}”。"
                span = (start - offset, unit.end() - offset)
                # 6余件: of 26余件 the 26 may be a slip of 20, of so few no round number is meant.
                verdict = Verdict.WRONG if word == "余" and len(number[1]) == 1 else Verdict.HINT
                yield _report(passage, span, verdict, message, f"{number[1]}{unit.group()}")
        twice = TWICE.search(lead)
        if twice is not None and after != "年":
            verdict = Verdict.WRONG if twice[1] in LESS else Verdict.HINT
            message = f"“{twice[1]}”与“{word}”矛盾或重复，只能用一个。"
            start = at - len(lead) + twice.start()
            yield _report(passage, (start - offset, at + 1 - offset), verdict, message, f"{twice[2]}{word}")


def _report(passage: Passage, span: tuple[int, int], verdict: Verdict, message: str, computed: str) -> Finding:
    start, end = span
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
