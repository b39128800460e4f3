"""该法, 该条例, 按照第三十一条规定: which of the instruments named before is meant."""

from __future__ import annotations

import re
from collections.abc import Container

NAMED = re.compile(r"《(?:中华人民共和国)?([^《》\n]{2,40}?)(?:（[^《》（）\n]{2,24}）)?》")
CLASSES = ("条例", "办法", "规定", "细则", "法")
UNMARKED = {each: re.compile(each) for each in CLASSES} | {
    "法": re.compile(r"(?<![执普司合依学守用违办立方做说看书语文])法(?=[，、。；（自于])")
}
BEFORE_NAME = (
    "的", "和", "及", "、", "宣传", "学习", "贯彻", "落实", "执行", "根据", "依据", "依照", "按照", "对照", "违反", "适用", "共和国",
)  # fmt: skip
SHORTEST, LONGEST = 4, 24
WORDS = re.compile(r"[\u4e00-\u9fff]{1,24}$")
REACH = 400


def before(text: str, position: int, of_class: str) -> list[str]:
    """The titles that 该法 or 该条例 at ``position`` may mean, the likeliest — the last one named — first."""
    found = [each for each in NAMED.finditer(text, max(0, position - REACH), position) if _class(each[1]) == of_class]
    # 我市文明行为促进条例…，该条例: named without marks in between.
    if not found or UNMARKED[of_class].search(NAMED.sub("", text[found[-1].end() : position])) is not None:
        return []
    return [each[1] for each in reversed(found)]


def in_sentence(text: str, position: int) -> str | None:
    """The title meant by 按照第三十一条规定: the only one that the sentence has named."""
    begin = max(text.rfind(mark, 0, position) for mark in "。；\n") + 1
    found = {each[1] for each in NAMED.finditer(text, begin, position)}
    return found.pop() if len(found) == 1 else None


def words(text: str, end: int) -> str:
    """The unbroken words before ``end``, as far back as a title may reach."""
    found = WORDS.search(text, max(0, end - LONGEST), end)
    return found.group() if found is not None else ""


def without_marks(words: str, known: Container[str]) -> str | None:
    """修订后的治安管理处罚法: the title, longest first, that ends the words where nothing else can belong to it."""
    for length in range(len(words), SHORTEST - 1, -1):
        title, lead = words[-length:], words[:-length]
        if title in known and (not lead and length < LONGEST or lead.endswith(BEFORE_NAME)):
            return title
    return None


def _class(title: str) -> str:
    """民法典 is called 该法 as well."""
    return next((each for each in CLASSES if title.removesuffix("典").endswith(each)), "")
