"""What shows that a list need not be all of its total, or that its reader missed a part of it.

Bulletins tell off what is worth telling: the greatest kinds with their shares, and the rest in another sentence or nowhere.
"""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from operator import itemgetter

from fazhi.audit.sums.addition import ONLY_TURNED, Addition, slipped
from fazhi.audit.sums.listing import shares
from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.brackets import inside_bracket
from fazhi.audit.text.change_words import CHANGE
from fazhi.audit.text.figures import Figure, summed
from fazhi.audit.text.partitions import closed, named_rest, together

HUNDRED = 100
TWO, THREE, FOUR = 2, 3, 4
NAME = 4
HALF_A_TENTH = Decimal("0.05")
"""Percentage points that the rounding of one share may take from a whole."""
TENTH = Decimal("0.1")
FURTHER = 8
LEAD = 8
BOUNDED = re.compile(r"元(?:以[上下]|至)")
CROSSING = re.compile(r"大学生|农民|工人|残疾|老年|未成年|妇女|女性|农民工|军人|退役|低保|少数民族|党员|资格")
STAGE = re.compile(r"(?<!不)(?<!不予)(?:有效|受理|转办|交办|办结|答复|回复|反馈|处理)(?:了)?$")
DONE_TOGETHER = re.compile(r"(?:合计|共计|总计|一共)(?P<deed>成功|办结|化解|结案|整改|满意|合格|完成)了?$")
DUE = re.compile(r"应[\u4e00-\u9fff]{1,3}数?为?$|(?:结案|办结|完成)数?为?$")
VIEW = re.compile(r"(?:[从按就]|依据?|根据)[^，。；：\d]{1,12}(?:看|分|来说|而言)?[，：]")
FOREMOST = re.compile(r"[居列]前|排名前|前[两二三四五六七八九十][位名类项个]|主要[有是为]|较多的")
TOGETHER = re.compile(
    r"，?(?:[一二两三四五六七八九十]{1,2}[类项者种])?(?:合计|共计|总共|一共|共)?(?:约)?占(?:比|[^，。；\d]{0,8}的)?"
)
REST_TOLD = re.compile(r"[^，。；\d]{0,4}[，；](?:其余|剩余|余下|其他|还有部分|另有部分)[^，。；\d]{1,12}[，。；]")
NOT_ALL_TOLD = re.compile(
    r"[，；、（]?其[他余它][^，。；\d]{0,8}[未不](?:再|予|作|逐一|一一)*(?:列出|列举|细列|细分|统计)"
)
OWN_WHOLE = re.compile(r"[\u4e00-\u9fff]{2,12}(?<!其)中(?![介心队小央型])")
MARK = re.compile(r"[，、；。]")
RATE = re.compile(r"[，。；）]?[^，。；\d]{0,8}率[^，。；\d]{0,4}")
CARRIED_IN = re.compile(r"结转|结存|遗留|旧存|积存|上[期年][未末]")
CARRIED = re.compile(r"（含(?:上[期年]|去年|往年|历年|结转|积存)")
BODIES = frozenset(("house", "个"))
BODY = re.compile(r"单位|部门|乡镇|街道|企业|机构")
JOINING = re.compile("[和及与]")
# 其他违法犯罪2件, 其余案件
REST = re.compile(r"其[他余它](?P<of>[\u4e00-\u9fff]{2,8})$")
DIVIDED = re.compile(r"[，。；](?:共|具体)?(?:包括|分为|划分为|分成)")
KINDS = re.compile(
    # 不予处理6件，其他处理3件: of the answers to a request, 其他处理 is what is none of the others.
    r"(?:各?类|处理|信息|方面|类型|事项|问题|案件|纠纷|情况|情形|原因|领域|部门|单位|工单|诉求|投诉|事件|性质|场所|行业|区域|人员|途径|渠道)+"
)


def left_open(addition: Addition) -> bool:
    """Is it open whether the parts are all of the total?"""
    total = addition.totals[0]
    if any(question(addition) for question in ANYWHERE):
        return True
    # What stands between the total and its list can be asked only where both are of one paragraph.
    beside = any(each is total for each in addition.passage.figures)
    return beside and any(question(addition) for question in BESIDE)


def _of_each(addition: Addition) -> bool:
    """公安33件，房管、人事各3件，卫生、地震和公路管理各1件: told of several at once, and counted once, or nobody knows of how many."""
    printed = {each.start: each.value for each in addition.passage.figures}
    several = [each for each in addition.parts if each.head.endswith("各")]
    return any(printed.get(each.start) == each.value or JOINING.search(each.head) for each in several)


def _carried_over(addition: Addition) -> bool:
    """受理655人。其中提起公诉673人（含上期积存）: what was left of the year before is in the parts alone."""
    text = addition.passage.plain
    return CARRIED.match(text, addition.totals[0].end) is None and any(
        CARRIED.match(text, each.end) for each in addition.parts
    )


def _of_another_name(addition: Addition) -> bool:
    """各项存款余额11.2亿元，其中居民储蓄存款余额9.1亿元，贷款余额2.5亿元: the first is called as the total is, and the others are not.

    履职事项230项，分为基本履职事项112项、配合履职事项87项、收回事项41项 divides them all the same.
    """
    total, (first, *others) = addition.totals[0], addition.parts
    name = total.head[-NAME:]
    alike = len(name) == NAME and first.head.endswith(name) and total.end <= first.start
    divided = DIVIDED.match(addition.passage.plain, total.end + len(total.tail)) is not None
    alike = alike and summed(addition.parts) > total.value and not divided
    return alike and any(each.head.endswith(name[-TWO:]) and not each.head.endswith(name) for each in others)


def _opened_twice(addition: Addition) -> bool:
    """申请专利1051个，其中发明299个，授权专利663个，其中发明111个: a second 其中 opens a list of the count before it."""
    total, parts = addition.totals[0], addition.parts
    opened = "其中" in addition.passage.plain[total.end : parts[0].start]
    return opened and any("其中" in each.head for each in parts[1:])


def _came_besides(addition: Addition) -> bool:
    """受理320件，上年结转12件，调解成功328件，未成功2件: what was left of the year before was dealt with as well."""
    total, parts = addition.totals[0], addition.parts
    between = (each for each in addition.passage.figures if total.end <= each.start and each.end <= parts[0].start)
    # 审结1987件（含上年结转156件）has them in it.
    carried = any(
        each.kind == total.kind and CARRIED_IN.search(each.head) is not None and "含" not in each.head
        for each in between
    )
    return carried and addition.form != "flow" and summed(parts) > total.value


def _another_in_between(addition: Addition) -> bool:
    """441项，其中行政许可28项、…、行政征收4件、…: an item in another unit, or several, make it all; 20件，其中13件已办结8件、阶段办结5件: or the
    first has the others in it."""
    parts, missing = addition.parts, addition.totals[0].value - summed(addition.parts)
    if len(parts) > TWO and parts[0].value == summed(parts[1:]):
        return MARK.search(addition.passage.plain, parts[0].end, parts[1].start) is None
    between = (each for each in addition.passage.figures if parts[0].end <= each.start and each.end <= parts[-1].start)
    # 事故37起，死亡33人。……甲29起，死亡26人；乙1起，死亡1人: what is told beside the total too is a column of its own
    total = addition.totals[0]
    columns = {each.kind for each in addition.passage.figures if total.end <= each.start < parts[0].start}
    other = [each for each in between if each.unit and each.count and each.kind not in columns | {parts[0].kind}]
    return bool(other) and missing in (summed(other), *(each.value for each in other))


def _of_other_things(addition: Addition) -> bool:
    """主动公开20類，机构信息26條; 援助1503件，残疾人169件、老年人197件、妇女492件: counted in other words, or kinds of persons that overlap."""
    total, parts = addition.totals[0], addition.parts
    if not total.unit and total.tail[:1] != parts[0].tail[:1]:
        return True
    bounded = [BOUNDED.search(addition.passage.plain[max(0, each.start - LEAD) : each.start]) for each in parts]
    if summed(parts) > total.value and any(bounded) and not all(bounded):
        return True  # 亿元以上项目232个，其中施工项目172个；5亿元以上项目66个
    crossing = [CROSSING.findall(f"{each.head}{each.tail}") for each in parts]
    # 本地农民工12079万人；外出农民工17172万人: what is said of all of them divides none of them
    alike = all(each == crossing[0] for each in crossing)
    return sum(map(bool, crossing)) >= TWO and not alike and not named_rest(parts)


def _of_another_whole(addition: Addition) -> bool:
    """134名调解员中，50岁以上83名；专职网格员中兼任其他工作的31名: what stands behind a ；is of a whole of its own."""
    parts, text = addition.parts, addition.passage.plain
    begins = [max(each.begins, text.rfind("；", 0, each.start) + 1) for each in parts]
    return any(
        begin > parts[0].start and OWN_WHOLE.match(text, begin, each.start) is not None
        for begin, each in zip(begins, parts, strict=True)
    )


def _rest_untold(addition: Addition) -> bool:
    """受理458人，批准逮捕346人，不批准逮捕102人，其余在审: what is left is told without a number; 其他身份未逐一列出."""
    total, parts, text = addition.totals[0], addition.parts, addition.passage.plain
    if NOT_ALL_TOLD.match(text, parts[-1].end) is not None:
        return True
    amount = summed(parts)
    # 立案298件，结案271件，其中燃气企业62件、餐饮户189件、施工方28件，其余为黑气点: of the whole before it, which is more than they are.
    wholes = [each for each in addition.passage.figures if each.sentence == total.sentence and each.end <= total.start]
    greater = any(each.kind == total.kind and each.value > amount for each in wholes) and total.end <= parts[0].start
    return (amount < total.value or greater) and REST_TOLD.match(text, parts[-1].end) is not None


def _of_those_done(addition: Addition) -> bool:
    """医疗87件、道路交通892件……；道路交通和医疗合计成功962件: of the two together no more than what became of them is told."""
    total, amount = addition.totals[0], summed(addition.parts)
    done = DONE_TOGETHER.search(total.head)
    if done is None or total.start < addition.parts[-1].start or total.value > amount:
        return False
    text = addition.passage.plain
    begin = max(text.rfind("。", 0, addition.parts[0].start), 0)
    return done["deed"] not in text[begin : total.start - len(done.group())]


def _both_lack(addition: Addition) -> bool:
    """审结326件364人，其中起诉257件292人；不起诉67件70人: of both columns something is left out, so it was left out and not miswritten."""
    passage, total, parts = addition.passage, addition.totals[0], addition.parts
    beside = {each.start: each for each in passage.figures}
    second = [beside.get(each.end) for each in (total, *parts)]
    if any(each is None or not each.count for each in second) or summed(parts) >= total.value:
        return False
    whole, *others = [each for each in second if each is not None]
    return all(each.kind == whole.kind for each in others) and summed(others) < whole.value


def _more_in_between(addition: Addition) -> bool:
    """事件类971件，其中应结案956件，结案902件；部件类25件: of which ；is each part, and what else does it count?"""
    parts, passage = addition.parts, addition.passage
    if parts[0].segment == parts[-1].segment or DUE.search(parts[0].head) is None:
        return False
    if "其中" not in passage.plain[parts[0].begins : parts[0].start]:
        return False
    own = {each.start for each in parts}
    return any(
        each.segment == parts[0].segment and each.start > parts[0].start and each.start not in own
        for each in passage.figures if each.kind == parts[0].kind and each.exact
    )  # fmt: skip


def _columns_lack(addition: Addition) -> bool:
    """事故6059起，损失2059万元。道路4846起，损失1631万元；火灾1189起，损失234万元；职工18起，损失184万元: accidents are left out as well."""
    passage, total, parts = addition.passage, addition.totals[0], addition.parts
    segments = {each.segment for each in parts}
    if len(segments) != len(parts) or summed(parts) >= total.value:
        return False
    wholes = {
        each.kind: each for each in passage.figures if each.sentence == total.sentence and each.end <= total.start
    }
    for kind, whole in wholes.items():
        firsts: dict[int, Figure] = {}
        for each in passage.figures:
            if each.kind == kind and each.segment in segments and each.start > total.end and each.count:
                firsts.setdefault(each.segment, each)
        if kind != total.kind and len(firsts) == len(parts) and summed(list(firsts.values())) < whole.value:
            return True
    return False


def _rated(addition: Addition) -> bool:
    """回访146件，其中满意141件、比较满意2件，满意率97.9%: is the rate right behind that of the parts in the total, so that the others are
    those of whom it cannot be said?"""
    passage, total, parts = addition.passage, addition.totals[0], addition.parts
    amount = summed(parts)
    if amount >= total.value or any(not each.exact for each in (total, *parts)):
        return False
    behind = (each for each in passage.figures if parts[-1].end <= each.start)
    rate = next((each for each in behind if each.percent or each.count), None)
    if rate is None or not rate.percent or RATE.fullmatch(passage.plain, parts[-1].end, rate.start) is None:
        return False
    return bool(rounding.fits_counts(rate.value, int(amount), int(total.value)))


def _foremost(addition: Addition) -> bool:
    """受理咨询28060件，居前三位的是：商品11631件、服务4715件"""
    gap = addition.passage.plain[addition.totals[0].end : addition.parts[0].start]
    # 412件，…，主要是劳资类增加较多。从类型看，…: that was said before the list began
    return FOREMOST.search(gap.rpartition("。")[2]) is not None


def _goes_on(addition: Addition) -> bool:
    """411件（继续有效206件，修改后继续有效7件，已明令废止22件，废止126件，宣布失效50件）; 收到534件，答复502，其中公开368件: do further
    counts right behind the list complete it, or is its sum printed without a unit?"""
    passage, total, parts = addition.passage, addition.totals[0], addition.parts
    amount = summed(parts)
    if any(not each.unit and each.value == amount and each.end <= parts[0].start for each in passage.figures):
        return True
    if addition.form == "gathered" and total.start > parts[-1].start:
        return False  # 婚姻、邻里两类合计: the words name which of the list are added
    same = [each for each in passage.figures if each.kind == parts[-1].kind]
    behind = [each for each in same if each.start > parts[-1].end and CHANGE.search(each.head) is None]
    # 处罚108156宗，其中警告、通报批评12175宗，罚款94929宗，…: an item that its reader left out
    skipped = summed([each for each in same if total.end <= each.start < parts[0].start])
    for each in behind[:FURTHER]:
        amount += each.value
        if each.sentence != parts[-1].sentence:
            return False
        if amount in (total.value, total.value - skipped) or any(
            one.value == amount and one.end <= total.start for one in same
        ):
            return True
    return False


def _some_kinds(addition: Addition) -> bool:
    """治安类343起，其中打架26起、纠纷246起、盗窃31起: of so many kinds three are told; 343 for 303 is like a slip by chance."""
    passage, total, parts = addition.passage, addition.totals[0], addition.parts
    lacking = total.value - summed(parts)
    if addition.complete or len(parts) != THREE or lacking <= total.value * TENTH or closed(parts) or together(parts):
        return False
    if "其中" not in passage.plain[total.end : parts[0].start] or slipped(parts, total, ONLY_TURNED):
        return False
    stated = shares(passage)
    return not all(each.start in stated for each in parts)


def _shares_lack(addition: Addition) -> bool:
    """560起：城市162起，占28.9%；集镇166起，占29.6%；农村112起，占20%；县城80起，占14.3%: the shares are right,
    so no part is miswritten, nor the total."""
    passage, total, parts = addition.passage, addition.totals[0], addition.parts
    if summed(parts) >= total.value:
        return False
    told, ends = Decimal(0), [*(each.start for each in parts[1:]), len(passage.plain)]
    for part, end in zip(parts, ends, strict=True):
        behind = (each for each in passage.figures if each.percent and part.end <= each.start < end)
        share = next((each for each in behind if _share(part, total, each)), None)
        if share is None:
            return False
        told += share.value
    return told < HUNDRED - HALF_A_TENTH * len(parts)


def _share(part: Figure, total: Figure, stated: Figure) -> bool:
    """Is it the share, or a slip of it (150人占23.6%，39人占8.2%, of 634人)?"""
    if rounding.fits(stated.value, HUNDRED * part.low / total.high, HUNDRED * part.high / total.low):
        return True
    return misprints.near(stated.value, Fraction(HUNDRED) * part.exactly / total.exactly)


def _together_a_part(addition: Addition) -> bool:
    """举报268件，其中食品56件、权益49件、竞争44件、其他领域42件，合计占71.27%: the share of them all says that they are not all."""
    passage, total, parts = addition.passage, addition.totals[0], addition.parts
    behind = next((each for each in passage.figures if each.start > parts[-1].end), None)
    if behind is None or not behind.percent or summed(parts) >= total.value:
        return False
    if TOGETHER.fullmatch(passage.plain, parts[-1].end, behind.start) is None:
        return False
    return bool(rounding.fits(behind.value, HUNDRED * Fraction(summed(parts)) / total.exactly))


def _shares_of_another(addition: Addition) -> bool:
    """县政府部门的140件；事项中投诉75件，占49.66%；公开16件，占10.59%: of 151, whatever these are; unless they are of the sum."""
    passage, total, parts = addition.passage, addition.totals[0], addition.parts
    stated = shares(passage)
    told = [(part, stated[part.start]) for part in parts if part.start in stated]
    if len(told) < TWO or not total.exact or total.start > parts[0].start:
        return False

    def fits(whole: Decimal) -> bool:
        return whole > 0 and any(rounding.fits(share, HUNDRED * part.exactly / Fraction(whole)) for part, share in told)

    return not fits(total.value) and not fits(summed(parts))


def _of_another_view(addition: Addition) -> bool:
    """从就业看，就业208人、无业102人。从地域看，东街71人，西街89人，南街42人: both divide a total that stands before the two."""
    text, total, first = addition.passage.plain, addition.totals[0], addition.parts[0]
    if total.sentence == first.sentence:
        return False
    starts = (text.rfind("。", 0, each.start) + 1 for each in (total, first))
    return all(VIEW.match(text, start) is not None for start in starts)


def _rest_of_some(addition: Addition) -> bool:
    """违纪37件，职务违法犯罪7件，其他违法犯罪2件: what is left of the crimes, not of all."""
    parts, total = addition.parts, addition.totals[0]
    match = REST.search(parts[-1].head)
    # 发放补贴682万元，…、其他补贴66万元
    if match is None or KINDS.fullmatch(match["of"].removesuffix("的")) or match["of"] in f"{total.head}{total.tail}":
        return False
    named = [each.head.endswith(match["of"]) for each in parts[:-1]]
    return any(named) and not all(named)


def _stages(addition: Addition) -> bool:
    """来信389件，有效372件，都已转办，办结365件: one after the other what became of the same letters."""
    parts = addition.parts
    later = [STAGE.search(each.head) for each in parts[1:]]
    falling = all(one.value >= other.value for one, other in pairwise(parts))
    told = {each.group() for each in later if each is not None}
    return falling and len(told) == len(later) > 1 and addition.totals[0].start < parts[0].start


def _bodies_in_both(addition: Addition) -> bool:
    """单位4家，3家单位逾期未办理，2家单位逾期办理: a body may have done both."""
    total, parts = addition.totals[0], addition.parts
    bodies = total.kind in BODIES and all(BODY.match(each.tail) for each in parts)
    return bodies and len(parts) == TWO and summed(parts) > total.value


def _columns_mixed(addition: Addition) -> bool:
    """人社132件、受理118件，卫健7件、受理5件，司法43件、受理31件，合计收案182件: is every other part one of which the same is said?"""
    heads = [each.head for each in addition.parts]
    name, same = max(Counter(each for each in heads if len(each) > 1).items(), key=itemgetter(1), default=("", 0))
    # 村（社区）调委会237个、乡镇（街道）调委会18个: one behind the other, they are items of one column
    if len({at % TWO for at, each in enumerate(heads) if each == name}) > 1:
        return False
    return len(heads) >= FOUR and same >= TWO and same * 2 + 1 >= len(heads) and len(set(heads)) > same


def _parts_between(addition: Addition) -> bool:
    """质量7563件，占80.8%；计量96件；其他667件，占7.1%: do counts that stand between the parts complete them to a count before?"""
    parts, passage = addition.parts, addition.passage
    own = {each.start for each in parts}
    between = [
        each
        for each in passage.figures
        if parts[0].start < each.start < parts[-1].start and each.start not in own and each.kind == parts[0].kind
        and not inside_bracket(passage.plain, parts[0].start, each.start)
    ]  # fmt: skip
    if not between or not all(each.exact for each in between):
        return False
    amount = summed(parts) + summed(between)
    return any(each.value == amount and each.end <= parts[0].start for each in passage.figures)


ANYWHERE = (
    _of_each,
    _carried_over, _another_in_between,
    _of_another_whole, _rest_untold, _of_those_done,
    _of_other_things, _goes_on, _shares_lack, _shares_of_another, _rest_of_some, _together_a_part, _parts_between,
)  # fmt: skip
BESIDE = (
    _some_kinds, _opened_twice, _of_another_name, _came_besides, _both_lack, _rated, _foremost, _of_another_view, _more_in_between, _columns_lack, _stages, _bodies_in_both, _columns_mixed,
)  # fmt: skip
