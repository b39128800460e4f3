"""A share or rate right behind a count, and the whole that the words make its base.

31份合同中提出意见的20份，占64.5%; 应参检的305家中，参检289家，参检率94.8%; 26名持证人员中，……大专以上25名，占持证人员的96.15%.
"""

from __future__ import annotations

import re
from fractions import Fraction

from fazhi.audit.rates import picked_out, told_behind
from fazhi.audit.rates.binding import same_period
from fazhi.audit.rates.named_bases import core
from fazhi.audit.text import rounding, wording
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.former_levels import past
from fazhi.audit.text.items import in_list
from fazhi.audit.text.pairs import pairs
from fazhi.audit.text.passages import Passage
from fazhi.audit.text.percentages import Percentage

# The count stands in the clause of the rate or in the one before.
ADJACENT = re.compile(r"[^。；！？\d]{0,16}")
OF_THEM = re.compile(r"(?!（)[^，。；、（）]{0,12}?(?<!其)(?<!集)中(?![心央国小学介队层部药医专])")
# 应于6月底前办结的初次信访事项1018件
DUE = re.compile(r"(?<![响供适])应(?![诉急用对邀])[^，。；、]{0,20}$")
FOR_EACH = re.compile(r"每[\d一十百千万亿]*[\u4e00-\u9fff]{1,4}$")
PAIR, FARTHEST, LEAD = 2, 4, 12
REACH = re.compile(r"[\u4e00-\u9fff]{2}(?<![方平全层片当])面(?:已?达到?了?|为|是)?$")
SHARE_OF = re.compile(
    r"，?[仅约]?占(?P<name>[\u4e00-\u9fff]{2,12}?)(?:的|总数|总量|件数|人数|数|量)+(?:比例|比重)?[为达]?"
)
AGAIN = re.compile(r"[\u4e00-\u9fff]{0,8}，(?P<subject>[\u4e00-\u9fff]{3,10}?)(?=占)")
TOLD = 30
BESIDE = re.compile(r"[，、；和及与](?![^，。；：、]{0,12}(?:合计|共|总|一并))[^，。；：、]{0,16}")
DONE_OF_ALL = r"，?(?:已经?|均已?|都已?)*(?:全部|悉数|一律|逐一|全数|均已?|都已?)(?:已经?|按期|按时|依法|予以)*"
# 对已办结件随机回访21480件: not all of those that bear the name.
DRAWN = re.compile(r"随机|抽|回访|评查|复查")
DEALT = "分别"
# 分别为13件、15件、18件，占当年审结数的14.0%、…: each of its own year.
EACH_YEAR = re.compile(r"^(?:当年|当期|各年|同年)")
# 上年两类148件，占上年审结数的28.9%: of last year's, not of those that were ended this year.
LAST_YEAR = re.compile(r"^(?:上一?年度?|去年)")
ALL = re.compile(r"^(?:全部|所有|其|同期|各类|全[镇乡县区市年])")
# 对已办结件随机回访21480件: the visits are counted, not what they were paid to.
OBJECT = re.compile(
    r"(?:对|向|从|就|围绕|针对)[\u4e00-\u9fff]{2,10}?(?:件|案件|事项|工单|案卷|对象|群众|企业|人员)[\u4e00-\u9fff]{2,8}$"
)
# 转办的694条中受理602条，按期办结率99.3%: what came in is what such a rate is of, not what was ended.
ENDED = re.compile(r"(?:办结|结案|审结|办复|答复|回复|化解|整改)率?$")
CAME_IN = re.compile(r"(?:受理|登记|立案|收到|接收)(?:了)?$")
# 占全部投诉的, 占总数的: a base of its own.
OTHER_BASE = re.compile(r"[总全]|的比|比例|以")


def pair(claim: Percentage) -> tuple[Figure, Figure] | None:
    """(part, whole), or ``None`` where the words state no base."""
    if claim.role == "rate" and wording.rate_name(claim.name.removesuffix("率")).received:
        return None  # 受理155万件，办结131万件，其中直接解答88万件，直接解答率57.07%: of all that came in, wherever it is told
    return _right_before(claim) or _named(claim) or picked_out.pair(claim) or told_behind.pair(claim)


def reach(claim: Percentage) -> bool:
    """案卷18844宗进行了自查，自查面为89.1%: a rate by another name."""
    return REACH.search(claim.passage.plain, max(claim.sentence.start, claim.start - LEAD), claim.start) is not None


def _right_before(claim: Percentage) -> tuple[Figure, Figure] | None:
    """(part, whole), the two counts right before the rate, if the words make the one the base of the other."""
    figure, text = claim.figure, claim.passage.plain
    before = [each for each in claim.passage.figures if each.end <= figure.start]
    if figure.vague or figure.bound or figure.compared or len(before) < PAIR:
        return None
    if DEALT in claim.link:
        return None  # 上年19件中败诉2件，前年18件中败诉2件，败诉率分别为: the first is not of the last two counts
    part, whole = before[-1], before[-2]
    if any(not (each.count and each.exact) for each in (part, whole)) or not 0 < part.value <= whole.value:
        return None
    if FOR_EACH.search(part.head) is not None:
        return None  # 报告3426份，每百万人1248份，其中新的占41.7%: a mean is no part of what it is the mean of
    if whole.kind != part.kind or whole.sentence != figure.sentence:
        return None
    gap = text[part.end : figure.start]
    if ADJACENT.fullmatch(gap) is None or OTHER_BASE.search(gap) is not None:
        return None
    # 33种电话机中有9种不合格，产品抽样合格率为71.4%: a rate of the opposite is one of all.
    if claim.role == "rate" and re.search(
        f"[不未]{re.escape(claim.name.removesuffix('率')[-PAIR:])}", text[whole.end : figure.start]
    ):
        return None
    if picked_out.WITH_OTHERS.search(gap) is not None:
        return None
    if claim.role == "rate" and ENDED.search(claim.name) is not None and CAME_IN.search(part.head) is not None:
        return None
    based = OF_THEM.match(text, whole.end, part.start) is not None or DUE.search(text[: whole.start]) is not None
    return (part, whole) if based else None


def _named(claim: Percentage) -> tuple[Figure, Figure] | None:
    """26名持证人员中，……大专以上25名，占持证人员的96.15%: the count right before the share, and the only one that bears the name."""
    figure, text = claim.figure, claim.passage.plain
    before = [each for each in claim.passage.figures if each.end <= figure.start]
    if claim.role != "share" or figure.vague or figure.bound or figure.compared or len(before) < PAIR:
        return None
    part = before[-1]
    match = SHARE_OF.fullmatch(text, _behind_its_subject(text, part), figure.start)
    name = "" if match is None or EACH_YEAR.match(match["name"]) else ALL.sub("", match["name"])
    if LAST_YEAR.match(name) is not None:
        before, name = [each for each in before if past(each, claim.passage.now)] + [part], LAST_YEAR.sub("", name)
    if len(name) < PAIR or not (part.count and part.exact and part.value):
        return None
    wholes = [
        each
        for each in before[:-1]
        if each.count and each.exact and each.kind == part.kind and each.value >= part.value and not each.compared
        if figure.sentence - each.sentence <= PAIR
        and (each.head.endswith(name) or each.tail.startswith(name) or _all_done(claim.passage, each, name))
    ]
    # 承接事项85项……。全年实际使用37项，占承接事项的
    short = core(name)
    # 占受理案件总数的 says more than 占总数的: of those received.
    free = match is not None and (OTHER_BASE.search(match.group()) is None or match["name"].endswith(("案件", "事项")))
    if free and not wholes and len(short) >= PAIR:
        wholes = [
            each
            for each in before[:-1]
            if each.count and each.exact and each.kind == part.kind and each.value >= part.value and not each.compared
            if figure.sentence - each.sentence <= FARTHEST and short in f"{each.head}|{each.tail[:6]}"
            if DRAWN.search(each.head) is None and OBJECT.match(each.head) is None
        ]
    # 村级调成83件，镇级调成32件……，占调成总数的: of both together.
    named = {each.value for each in before[:-1] if each.kind == part.kind and each.exact and each.head.endswith(name)}
    several = match is not None and "总" in match.group() and len(named) > 1
    whole = wholes[-1] if len({each.value for each in wholes}) == 1 and not several else None
    # 今年审查126件……。2023年审查105件……占审查总数的70.6%: of that year it is not.
    if whole is None or _of_both(claim.passage, whole):
        return None
    # 回访工单1108件……。重复诉求74件，占全部工单的5.9%: those that were asked are not all.
    if match is not None and ALL.search(match["name"]) is not None and DRAWN.search(whole.head) is not None:
        return None
    # 办理事项23412件，其中即办件19270件；……，占全部办件的37.8%: one kind of them is not all of them.
    if match is not None and ALL.search(match["name"]) is not None and in_list(claim.passage, whole):
        return None
    return (part, whole) if same_period(claim.passage, whole, part) else None


def _all_done(passage: Passage, whole: Figure, name: str) -> bool:
    """合计25件，已经全部答复，…占答复总数的: of all of them it was done what the share names."""
    behind = passage.plain[whole.end : whole.end + TOLD]
    return name in behind and re.match(f"{DONE_OF_ALL}{re.escape(name)}", behind) is not None


def _of_both(passage: Passage, whole: Figure) -> bool:
    """班子成员11人、科室负责人29人全部提交: is what is said of all of them said of the count beside it as well?"""
    if re.match(DONE_OF_ALL, passage.plain[whole.end : whole.end + TOLD]) is None:
        return False
    beside = [each for each in passage.figures if each.end <= whole.start and each.kind == whole.kind][-1:]
    return any(BESIDE.fullmatch(passage.plain, each.end, whole.start) is not None for each in beside)


def _behind_its_subject(text: str, part: Figure) -> int:
    """直接纠错案件共26件，直接纠错案件占…: where the share begins, behind a subject that is only told again."""
    again = AGAIN.match(text, part.end)
    if again is None:
        return part.end
    if again["subject"] in text[max(0, part.start - TOLD) : part.start]:
        return again.end()
    # 208处场所当中有52处存在问题，问题场所占全部场所的
    own = pairs(again["subject"]) & pairs(f"{part.head}|{part.tail}")
    return again.end() if own else part.end


def fits(claim: Percentage, part: Figure, whole: Figure) -> bool:
    """Cut off or rounded, of the part or of what is left of the whole."""
    value, step = claim.figure.exactly, Fraction(1, 10 ** rounding.decimals(claim.figure.value))
    share = 100 * part.exactly / whole.exactly
    return min(abs(share - value), abs(100 - share - value)) < step or of_rounded(claim, part, whole)


def of_rounded(claim: Percentage, part: Figure, whole: Figure) -> bool:
    """0.86亿元 of 1.52亿元: may the share have been reckoned before the amounts were rounded?"""
    low, high = 100 * part.low / whole.high, 100 * part.high / whole.low
    return bool((part.step or whole.step) and rounding.fits(claim.figure.value, low, high))
