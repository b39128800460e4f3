"""A rate of some that the words pick out of a count named before: 在岗29名，在岗人员中取得执法证的26名，持证率89.66%.

The base is what the words pick from (在岗人员中, 受理的投诉, 其中), whatever other count would give the printed rate as well.
"""

from __future__ import annotations

import re

from fazhi.audit.rates.binding import NEGATED, NEW
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.pairs import pairs
from fazhi.audit.text.passages import Passage
from fazhi.audit.text.percentages import Percentage

ADJACENT = re.compile(r"[^。；！？、\d（）]{0,16}")
OTHER_BASE = re.compile(r"[总全]|的比|比例|以|占[\u4e00-\u9fff]{2}")
# 和解案件中自行纠正的12件，若并入计算，综合纠错率: of that count and others together
WITH_OTHERS = re.compile(r"并入|一并|合并|计入|算入|加上|连同")
# 在岗人员中取得执法证的; 回收问卷中，认为“安全”的
AMONG = re.compile(
    r"(?:^|[，。；：、（）\d])(?:[全当今]年|其余)?(?P<name>[\u4e00-\u9fff]{2,12}?)(?:当中|之中|里面|(?<![其集心途])中|里)，?"
    r"(?![心央国小学介队层部药医专])[^，。；：、（）\d]{0,16}"
    # 参考人员中90分以上147人
    r"(?:\d{1,3}(?:周?岁|分|级)(?:及?以[上下]|至\d{1,3}(?:周?岁|分))?的?[^，。；：、（）\d]{0,8})?$"
)
# 受理的投诉调解成功1862件
OF_DONE = re.compile(
    r"(?:^|[，。；：、（）\d])(?P<name>[\u4e00-\u9fff]{2,4}的[\u4e00-\u9fff]{2,4}?)(?=[\u4e00-\u9fff]{2,8}$)"
)
ITS_OWN = re.compile(r"[\u4e00-\u9fff]{0,4}[，（]其中")
NARROWED = re.compile(r"今年|当年|本年|20\d\d年|上半年|下半年|季度|\d月")
WORDS_OF_TIME = re.compile(
    r"^(?:在(?!岗|职|编|册|校|建|办)|全年|今年|本年|当年|年末|年底|截至\w{0,6}|上述|这|该|以上|所有|全部|已)+"
)
HELD, POSTS, THERE = re.compile(r"^持证率?$"), re.compile(r"编制$"), re.compile(r"(?:实有|在岗|现有|到岗)(?:人员)?$")
AT_THE_END, AT_FIRST = re.compile("[年期]末|年底"), re.compile("[年期]初|上年[末底]")
BACK, PAIR, LONGEST, NAME = 2, 2, 40, 4
OPENED = re.compile(r"^(?:其中|全年|包括)+")


def pair(claim: Percentage) -> tuple[Figure, Figure] | None:
    """(part, whole), or ``None`` where the words pick nothing out."""
    figure, text = claim.figure, claim.passage.plain
    before = [each for each in claim.passage.figures if each.end <= claim.figure.start]
    if figure.vague or figure.bound or figure.compared or claim.order or len(before) < PAIR:
        return None
    part = before[-1]
    if not _sound(part) or part.value <= 0 or part.sentence != figure.sentence:
        return None
    gap = text[part.end : figure.start]
    if ADJACENT.fullmatch(gap) is None or WITH_OTHERS.search(gap) is not None or _opposite(claim, part):
        return None
    if claim.role == "share" and OTHER_BASE.search(gap):
        return None
    whole = _among(claim, part, before[:-1]) or _in_it(claim, part, before) or _by_name_of_rate(claim, part, before)
    whole = whole or _of_those_there(claim, part, before) or _of_its_kind(claim, part, before)
    return None if whole is None else (part, whole)


def _among(claim: Percentage, part: Figure, before: list[Figure]) -> Figure | None:
    """回收问卷中，认为“安全”的2562份: the one count that is called as the words before the part call it."""
    text = claim.passage.plain
    lead = text[max(claim.sentence.start, part.start - LONGEST) : part.start]
    match = AMONG.search(lead) or (OF_DONE.search(lead) if claim.role == "rate" else None)
    if match is None:
        return None
    name = WORDS_OF_TIME.sub("", match["name"])
    words = pairs(name)
    if len(name) < PAIR or not words or name.startswith("作为"):
        return None  # 作为被申请人的复议案件4件……；作为被告的行政诉讼案件3件: as what they are, not out of what
    found = [each for each in before if _could_be(claim.passage, each, part)]
    if AT_THE_END.match(match["name"]) is not None:
        # 年初在册63人，……，年末在册68人。年末在册对象中: not those of the beginning.
        found = [each for each in found if AT_FIRST.search(each.head) is None]
    scores = [len(words & pairs(f"{each.head}|{each.tail[:4]}")) if _begins(name, each) else 0 for each in found]
    best = [each for each, score in zip(found, scores, strict=True) if score and score == max(scores)]
    items = [each for each in found if best and each.start > best[-1].end and not _begins(name, each)]
    if "的" not in name and any(name[-PAIR:] in each.head for each in items):
        return None  # 新登记主体5936户，包括企业1462户……。新登记企业中1389户: the one word is of this count, the other of that
    return best[-1] if len({each.value for each in best}) == 1 else None


def _begins(name: str, figure: Figure) -> bool:
    """The word that tells these from others comes first: 在岗 of 在岗人员, 受理 of 受理的投诉."""
    return name[:PAIR] in f"{figure.head}|{figure.tail[:4]}"


def _in_it(claim: Percentage, part: Figure, before: list[Figure]) -> Figure | None:
    """办理业务38472件，其中当场办结35396件，当场办结率: the count right before 其中, if it is no item of a list itself."""
    whole = before[-PAIR]
    if ITS_OWN.match(claim.passage.plain, whole.end, part.start) is None or not _could_be(claim.passage, whole, part):
        return None
    if whole.sentence != part.sentence or NARROWED.search(part.head) or NEW.search(part.head):
        return None
    earlier = [each for each in claim.sentence.figures if each.end <= whole.start and each.kind == whole.kind]
    listed = (
        earlier and earlier[-1].segment == whole.segment and "、" in claim.passage.plain[earlier[-1].end : whole.start]
    )
    stem = claim.name.removesuffix("率")[-PAIR:]
    of_part = part.head.rpartition("其中")[2]
    if stem in whole.head and of_part[:PAIR] not in claim.name:
        return None  # 整改4987项，其中重大隐患整改58项，隐患整改率97.3%: the whole itself is what was put right
    if listed or claim.role != "rate" or set(stem).isdisjoint(of_part + part.tail):
        return None
    return whole


def _by_name_of_rate(claim: Percentage, part: Figure, before: list[Figure]) -> Figure | None:
    """核定编制8名，实有7名，持证6名，实有人员持证率: the name of the rate begins with what its base is called."""
    name = claim.name.removesuffix("率")
    if claim.role != "rate" or len(name) < 2 * PAIR or name[-PAIR:] not in part.head or name[:PAIR] in part.head:
        return None
    named = [
        each for each in before
        if each.sentence == part.sentence and _could_be(claim.passage, each, part) and each.head.endswith(name[:PAIR])
    ]  # fmt: skip
    return named[-1] if len({each.value for each in named}) == 1 else None


def _of_those_there(claim: Percentage, part: Figure, before: list[Figure]) -> Figure | None:
    """核定编制12名，实有10人，持证9人，持证率: persons hold a certificate, posts do not."""
    if claim.role != "rate" or not HELD.search(claim.name):
        return None
    here = [each for each in before if each.sentence == part.sentence and _could_be(claim.passage, each, part)]
    posts, there = ([each for each in here if named.search(each.head)] for named in (POSTS, THERE))
    return there[-1] if posts and len({each.value for each in there}) == 1 else None


def _of_its_kind(claim: Percentage, part: Figure, before: list[Figure]) -> Figure | None:
    """初次信访86件，重复信访12件。初次信访一次性化解81件，一次性化解率: the part begins with what one of the counts before is called."""
    if claim.role != "rate":
        return None
    here = [each for each in before if _could_be(claim.passage, each, part)]
    named = [each for each in here if len(name := OPENED.sub("", each.head)) >= NAME and part.head.startswith(name)]
    named = [each for each in named if len(part.head) > len(OPENED.sub("", each.head))]
    return named[-1] if len({each.value for each in named}) == 1 else None


def _opposite(claim: Percentage, part: Figure) -> bool:
    """不合格31批次，合格率98.0%: a rate of the opposite is one of all."""
    name = claim.name.removesuffix("率")
    not_so = NEGATED.search(part.head) is not None or any(f"{no}{name[-PAIR:]}" in part.tail for no in "不未")
    return claim.role == "rate" and not_so and NEGATED.search(name) is None


def _could_be(passage: Passage, figure: Figure, part: Figure) -> bool:
    same = _sound(figure) and figure.kind == part.kind and figure.value >= part.value and figure is not part
    return same and part.sentence - figure.sentence <= BACK


def _sound(figure: Figure) -> bool:
    return figure.count and figure.exact and not figure.compared
