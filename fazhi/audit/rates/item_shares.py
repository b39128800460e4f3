"""The share of an item that the words call by its name, out of what its list makes: 婚姻52件、邻里61件、…、其他27件，邻里纠纷占31.6% (61÷198).

The list tells off a count beside it, or makes one that the document prints: of that an item is a share, unless the share names a whole that is
not called so (占签约总数的), or the sum of the list is itself told as a share of more (三类共36657件，占转派总量的49.0%).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.audit.rates import closed_divisions
from fazhi.audit.rates.closed_divisions import CLOSED, EARLIER, OPENED, making
from fazhi.audit.text.countable import gives, sound
from fazhi.audit.text.figures import Figure, joined, summed
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage
from fazhi.audit.text.percentages import Percentage

BASIS = closed_divisions.BASIS
LINK = re.compile(
    r"所?占(?:比例|比重|比|份额)?(?P<name>[^，。；：、\d]*?)(?:的?(?:比例|比重))?(?:的|为|达到?|高达|约|到了?|了|，)*"
)
BARE = re.compile(r"(?:全部|总数|总量|总[件户人批起]数|总|其)?的?")
COUNTED = re.compile(r"^(?:全部|所有|全[县市区镇乡年]|这些)|(?:总数|总量|总[件户人批起次]数|数量|总|数|量|件)$")
# 低保金所占份额最大，达到59.3%
GREATEST = re.compile(
    r"[，。；：（](?P<subject>[^，。；：、\d]{2,12}?)所?占(?:比|份额|比重|比例)(?:最大|最高|近半|过半|居首)，(?:达到?|为)$"
)
# 行政处罚类一家独大，占41.3%
FOREMOST = re.compile(
    r"的?(?:数量|占比|件数|案件|总量)?(?:一家独大|最多|最高|居首位?|排在首位|位居第一|最为突出|领先)$"
)
CONTRARY = frozenset("非不未无")
OPENING = re.compile(r"^(?:其中|仅|而|也就是说|从[^，]{1,8}看)+")
CLOSING = re.compile(
    r"(?:(?:一个)?(?:(?:检查|受理|办理)量|领域|一项|一家|一类|类|件数|数量|数|案件|件|者|场次|的)?(?:就|则|又|仅|只|也|已|约|还)?)$"
)
# 合格以上, 前三类, 投诉中商品类, 工程建设类金额: no item alone, or one of another list.
NOT_AN_ITEM = re.compile(r"以上|中[^间]|金额|合计|共|[两三四五六七八九前和及与、]|去年|上年|同期|[按如均各]|分别")
BEFORE_NAME = re.compile(r"^.*(?:看|分|中|：|是)，?(?=.)")
BEHIND_NAME = re.compile(r"(?:类|案件|支出|共)?(?:的|有|为|达)?$")
IN_BRACKETS = re.compile(r"（([^（）]{1,6})）$")
THING = re.compile(r"(?:纠纷|案件|投诉|工单|事项|场次|问题|支出|领域|结案|类|件)*")
BETWEEN = re.compile(r"[、，；][^，。；：、\d]{1,20}")
OWN_SHARE = re.compile(r"，?(?:约|仅)?占")
LEAST, LEAST_APART, MOST, LEAD, NAME, NEAR, BEHIND, BACK = 10, 20, 12, 14, 30, 20, 6, 2
PAIR = 2
ROW = 60
"""So many figures before a share its list is looked for."""


def slip(manuscript: Manuscript, claim: Percentage) -> tuple[Figure, Figure] | None:
    """(item, what its list makes) of a share that is not theirs."""
    figure, text = claim.figure, claim.passage.plain
    if figure.vague or figure.bound or figure.compared or claim.order or not figure.percent:
        return None
    if EARLIER.search(text, max(claim.sentence.start, claim.start - LEAD), figure.start) is not None:
        return None
    subject, name = _told(claim)
    if not subject or NOT_AN_ITEM.search(subject) is not None:
        return None
    row = [each for each in claim.passage.figures if each.end <= claim.start][-ROW:]
    row = [each for each in row if sound(each) and not each.spelled]
    if len({each.value for each in row if called_so(subject, each)}) != 1:
        return None
    for whole, items in lists(manuscript, claim.passage, figure.sentence, row):
        called = [each for each in items if called_so(subject, each)]
        if len(called) != 1 or whole.value < LEAST or not _named(claim, whole, name) or _of_two_lists(items):
            continue
        if not gives(figure.value, called[0], whole):
            return called[0], whole
    return None


def _told(claim: Percentage) -> tuple[str, str]:
    """(what has the share, of what it says to be one)"""
    text = claim.passage.plain
    if claim.role == "other":
        found = GREATEST.search(text, max(claim.sentence.start, claim.figure.start - NAME), claim.figure.start)
        return ("", "") if found is None else (bare(found["subject"]), "")
    link = LINK.fullmatch(claim.link) if claim.role == "share" else None
    return ("", "") if link is None else (_subject(claim), link["name"])


def bare(subject: str) -> str:
    """邻里纠纷 of 其中邻里纠纷数量就: the name without what leads to it and what follows."""
    return CLOSING.sub("", OPENING.sub("", subject))


def _subject(claim: Percentage) -> str:
    """The words of the clause before 占; or of the one before it, where that says of it that it is the greatest."""
    text = claim.passage.plain
    begun = _clause(text, claim.start)
    words = text[begun : claim.start]
    if not words:
        words = text[_clause(text, begun - 1) : max(0, begun - 1)]
        if FOREMOST.search(words) is None or any(each.isdigit() for each in words):
            return ""
    return bare(FOREMOST.sub("", words))


def _clause(text: str, end: int) -> int:
    return max((text.rfind(mark, 0, max(0, end)) for mark in "，。；：（"), default=-1) + 1


def called_so(subject: str, figure: Figure) -> bool:
    """邻里 of 邻里61件 and of 邻里纠纷61件, A类 of （A类）156件."""
    bracket = IN_BRACKETS.search(figure.head)
    name = (
        bracket[1] if bracket else BEHIND_NAME.sub("", OPENING.sub("", BEFORE_NAME.sub("", figure.head)))
    ).removesuffix("类")
    subject = subject.removesuffix("类")
    if not name or not subject:
        return False
    longer = len(name) > 1 and subject.startswith(name) and THING.fullmatch(subject, len(name)) is not None
    # 宣布废止5份 ← 废止件占, 部门派驻人员11人 ← 派驻人员占; but 非机动车泊位 is no 机动车泊位
    ends = name.endswith(subject) and name[: -len(subject)][-1:] not in CONTRARY
    shorter = len(subject) > 1 and (name.startswith(subject) or ends)
    return name == subject or longer or shorter


def _of_two_lists(items: list[Figure]) -> bool:
    """城区甲类31件、乙类12件，乡镇甲类40件、乙类9件: does a name stand twice, so that each stretch is a list of its own?"""
    names = [BEHIND_NAME.sub("", OPENING.sub("", each.head)) for each in items]
    return len(set(names)) < len(names)


def lists(
    manuscript: Manuscript, passage: Passage, here: int, row: list[Figure]
) -> Iterator[tuple[Figure, list[Figure]]]:
    """(whole, items) of the sentence of that number and those before it: told off from the count before, added up behind, or making a count of the document."""
    text = passage.plain
    for at, whole in enumerate(row):
        if here - whole.sentence > BACK or EARLIER.search(whole.head) or OWN_SHARE.match(text, whole.end):
            continue
        behind = [each for each in row[at + 1 :] if each.kind == whole.kind]
        items = making(whole, behind[:MOST], behind)
        # 邻里131件、土地84件、劳资47件: the first is an item itself, though the next two make it.
        beside = items and BETWEEN.fullmatch(text, whole.end, items[0].start) is not None
        # 审查23份，确认有效10份、予以修改8份、宣布废止5份: another mark than between the items
        beside = beside and text[whole.end] in {text[each.end] for each in items[:-1]}
        if items and len({each.sentence for each in items}) == 1 and (not beside or OPENED.search(items[0].head)):
            yield whole, items
        before = [each for each in row[:at] if each.kind == whole.kind and each.sentence == whole.sentence][::-1]
        items = making(whole, before[:MOST], before)[::-1]
        if items and CLOSED.fullmatch(text, items[-1].end, whole.start) is not None:
            yield whole, items
    for items in _runs(text, row):
        told = [each for each in row if each.kind == items[0].kind and each.sentence == items[-1].sentence]
        if here - items[-1].sentence > 1 or told[-1] is not items[-1] or items[0].value == summed(items[1:]):
            continue
        whole = joined(items)
        if whole.value >= LEAST_APART and _printed(manuscript, passage, whole, len(items) > PAIR):
            yield whole, items


def _runs(text: str, row: list[Figure]) -> list[list[Figure]]:
    """Two and more counts of one unit with nothing but a mark and a name between them."""
    runs: list[list[Figure]] = []
    for each in row:
        last = runs[-1][-1] if runs else None
        if last is not None and last.kind == each.kind and BETWEEN.fullmatch(text, last.end, each.start) is not None:
            runs[-1].append(each)
        else:
            runs.append([each])
    return [each for each in runs if len(each) > 1]


def _printed(manuscript: Manuscript, here: Passage, whole: Figure, many: bool) -> bool:
    """Is there a count of the year that is as great, before the share or in its paragraph? Two items need not be all: theirs stands beside them."""
    return any(
        each.value == whole.value and not each.compared and each.exact and EARLIER.search(each.head) is None
        for passage, each in manuscript.of_kind(whole.kind)
        if passage is here or passage.index < here.index and many
    )


def _named(claim: Percentage, whole: Figure, name: str) -> bool:
    """占审结数的 beside 审结案件中，…: is the whole called as the share calls it?"""
    if BARE.fullmatch(name) is not None:
        return True
    words = COUNTED.sub("", COUNTED.sub("", name.removesuffix("的")))
    around = claim.passage.plain[max(0, whole.start - NEAR) : whole.start] + whole.tail[:BEHIND]
    return bool(words) and words[-2:] in around
