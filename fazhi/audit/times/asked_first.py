"""A rule published before its asking for opinions was over: 征求意见至2024年10月1日为止……办法于2024年8月15日公布施行.

The day of the deed may stand before it or behind it (正式公布是在2022年7月14日); both are of one paper as long as no other is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from fazhi.audit.text import dates

Early = tuple[tuple[int, int], str]
"""(span, message)"""
DAY = r"(?P<year>20\d\d)年(?P<month>1?\d)月(?P<day>\d{1,2})日"
ASKED = re.compile(
    r"(?:公开)?(?:征求(?:社会|公众|各方面?|群众|各界)?的?意见|征集意见|听取意见|公示|公开征询)[^。；\d]{0,16}?(?:[自从于]20\d\d年1?\d月\d{1,2}日[^。；\d]{0,16}?)?(?:至|到|截至|截止(?:到|于|时间为)?|持续到)"
    + DAY
    + r"[^。；\d]{0,10}?(?:结束|止|截止|期满|届满|，)"
)
DEED = r"(?:正式)?(?:公布|颁布|发布|印发|施行|实施|出台|生效|通过)(?:施行|实施|执行)?"
# 于8月15日公布施行, 8月15日正式印发
DATED_FIRST = re.compile(DAY + r"(?:（[^（）\d]{1,8}）)?(?:起|经[^，。；\d]{2,16})?" + DEED)
# 正式公布是在7月14日, 印发时间为7月14日
NAMED_FIRST = re.compile(DEED + r"(?:的?(?:时间|日期|日子))?(?:则)?(?:是在|是|为|在|于)" + DAY)
ANOTHER = re.compile(
    r"《|另一|另外|其他|旧|原[有来办规]|上一版|修订前|此前|之前|早在|[省市国]家?(?:政府|人大)?(?:于|在)|(?<!规范性)文件清理"
)
FAR = 200


def published_early(text: str) -> Iterator[Early]:
    """Every day of publication that lies before the end of the asking told before it."""
    if "意见" not in text and "公示" not in text:
        return
    for asked in ASKED.finditer(text):
        ended = _day(asked)
        reach = min(len(text), asked.end() + FAR)
        for pattern in (DATED_FIRST, NAMED_FIRST):
            match = pattern.search(text, asked.end(), reach)
            day = _day(match) if match is not None else None
            if match is None or ended is None or day is None or day >= ended:
                continue
            if ANOTHER.search(text, asked.end(), match.end()) is None:
                message = f"“{asked.group().rstrip('，')}”在前，“{match.group()}”却早于此，日期与先后次序不符。"
                yield (match.start(), match.end()), message


def _day(match: re.Match[str]) -> date | None:
    return dates.day(int(match["year"]), int(match["month"]), int(match["day"]))
