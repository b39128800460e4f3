"""A total and its parts: 其中, brackets, colons, 共计, opposites."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from fazhi.audit.growths.level_gaps import level_gaps
from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rates.rate_remainders import rate_remainders
from fazhi.audit.rules import Rule
from fazhi.audit.sums import absentees, misses, named_sums, sibling_lists
from fazhi.audit.sums.addition import Addition, comes_out, rests_on_rounding, slipped
from fazhi.audit.sums.additions import DECIDED, additions
from fazhi.audit.sums.composed_names import composed_names
from fazhi.audit.sums.far_totals import far_totals
from fazhi.audit.sums.forgotten_items import at_one_stroke
from fazhi.audit.sums.left_open import left_open
from fazhi.audit.sums.levels import levelled, missed
from fazhi.audit.sums.longer_lists import longer_lists
from fazhi.audit.sums.name_lists import name_lists
from fazhi.audit.sums.shares_of_the_sum import shares_of_the_sum
from fazhi.audit.sums.summed_otherwise import explained, left_otherwise
from fazhi.audit.sums.told_again import divided_twice, of_another_whole, told_again
from fazhi.audit.sums.totals import totals
from fazhi.audit.text.change_words import CHANGE
from fazhi.audit.text.figures import Figure, in_scale, summed
from fazhi.audit.text.manuscript import Manuscript, finding
from fazhi.audit.text.partitions import disjoint, pattern, pending
from fazhi.audit.text.passages import STROKES, Passage

NEAR, TENTH = Decimal("0.05"), Decimal("0.1")
FEWEST, ROW = 3, 3
"""亿元｜100.2｜95.1｜6.1: so many strokes make a row of a table, whose columns are held against those of the other rows."""
ITEM, LAST = re.compile(r"、[^，。；：、\d]{1,14}"), re.compile(r"[、，和及与][^，。；：、\d]{1,16}")
# What the words hold that tell what a rate leaves.
UNDONE = re.compile("[空不未没无逾超缺剩余尚仍还]|正在")
OR_UNIT = re.compile(r"（([\u4e00-\u9fff]{1,2})）")
NUMBER_OF = re.compile(r"([\u4e00-\u9fff]{2})(?:数量?|总数)[为有是]?$")
CAME_IN = re.compile("受理|申请|收到|申报|接收|送审|应")
PRICE = re.compile(r"[均单]价(?:为|是|达到?)?$")
BASIS = "总数应等于各分项之和"
NAMED = "逐一列名的，个数应与所列名称相符"


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """One finding for every total whose parts are given."""
    every: list[tuple[Addition, Finding]] = []
    for passage in manuscript.passages:
        if len(passage.figures) >= 2 and len(STROKES.findall(passage.plain)) < ROW:
            found = _of_passage(passage)
            yield from _far(manuscript, passage, found)
            every += found
        yield from _of_names(passage)
    _by_siblings(every)
    yield from (result for _addition, result in every)


def _by_siblings(every: list[tuple[Addition, Finding]]) -> None:
    """What was open is wrong where lists of the same names make their totals, and what is wrong is so beyond doubt."""
    made = [addition for addition, result in every if result.verdict is Verdict.RIGHT]
    doubtful = {id(addition): result for addition, result in every if result.verdict is not Verdict.RIGHT}
    missed = [addition for addition, result in every if id(addition) in doubtful and result.computed is not None]
    for each in sibling_lists.witnessed(made, missed):
        result = doubtful[id(each)]
        result.verdict, result.basis = Verdict.WRONG, sibling_lists.BASIS
        result.message = result.message.partition("。")[0] + "；文中同样几项的另一处列举与总数相符。"


def _far(manuscript: Manuscript, passage: Passage, found: list[tuple[Addition, Finding]]) -> Iterator[Finding]:
    """Whole lists with totals further off, where nothing nearer was found for them."""
    for each in far_totals(manuscript, passage):
        if left_open(each) or left_otherwise(passage, each.totals[0], each.parts):
            continue
        amount, total = summed(each.parts), each.totals[0]
        fits = amount == total.value
        if not fits and of_another_whole(each, total, amount):
            continue
        message = f"各项合计{in_scale(amount, total)}，与前文的总数{total.text}{'相符' if fits else '不符'}。"
        result = _report(each, Verdict.RIGHT if fits else Verdict.WRONG, message, amount, total)
        if not fits:
            # 办件18462件，办结18207件。从渠道看，现场10386件，网上7626件: of two totals the one that is missed by a slip is meant.
            found[:] = [one for one in found if not _same_list(each, one[0]) or not _missed_at_large(*one)]
        if not _known(each, result, found):
            yield result


def _missed_at_large(addition: Addition, result: Finding) -> bool:
    return result.verdict is Verdict.WRONG and not any(slipped(addition.parts, each) for each in addition.totals)


def _of_names(passage: Passage) -> Iterator[Finding]:
    """17个城市分别为甲、乙、…: as many names as the count says."""
    for each in name_lists(passage):
        if not each.fits and not each.slip:
            continue
        verdict = Verdict.RIGHT if each.fits else Verdict.WRONG
        yield finding(
            passage,
            (each.start, each.end),
            kind=Kind.SUM,
            verdict=verdict,
            rule="parts",
            message=f"列名{each.least}个，与{each.said}{'相符' if each.fits else '不符'}。",
            stated=each.said,
            computed=Decimal(each.least),
            basis=NAMED if verdict is Verdict.WRONG else "",
        )


def _of_passage(passage: Passage) -> list[tuple[Addition, Finding]]:
    found: list[tuple[Addition, Finding]] = []
    settled: set[int] = set()
    for addition in additions(passage):
        result = _judge(addition)
        if result is not None:
            found.append((addition, result))
            if result.verdict is Verdict.RIGHT:
                settled.update(each.start for each in [*addition.totals[:1], *addition.parts])
    for addition in [*totals(passage), *composed_names(passage)]:
        result = _judge(addition)
        if result is not None and not _starts(addition) <= settled:
            found.append((addition, result))
    for addition in _of_three(passage) if len(passage.figures) >= FEWEST else ():
        result = _judge(addition)
        if result is not None and (addition.form == named_sums.NAMED or not _known(addition, result, found)):
            # What was doubtful is proven now.
            found = [each for each in found if _stays(*each, addition)]
            found.append((addition, result))
    return [each for each in found if not _explained(*each)]


def _of_three(passage: Passage) -> list[Addition]:
    """What the readers find that need a total and two parts at least."""
    left = UNDONE.search(passage.plain) is not None
    return [*longer_lists(passage), *(rate_remainders(passage) if left else ()), *level_gaps(passage)]


def _explained(addition: Addition, result: Finding) -> bool:
    total = addition.totals[0]
    behind = total.start > addition.parts[-1].start
    closing = behind and addition.form not in ("flow", named_sums.NAMED)
    if (
        result.verdict is not Verdict.WRONG
        or not closing
        or at_one_stroke(addition.passage.plain, addition.parts, total)
    ):
        return False
    return explained(addition.passage, total)


def _stays(addition: Addition, result: Finding, newer: Addition) -> bool:
    """年初73处，核销6处，年末79处: that the numbers add up is chance where the words take one off."""
    sure = result.verdict.settled and not (newer.form == "flow" and addition.form == "plain")
    return sure and newer.form != named_sums.NAMED or not _same_list(addition, newer)


def _starts(addition: Addition) -> set[int]:
    return {each.start for each in [*addition.totals[:1], *addition.parts]}


def _same_list(one: Addition, other: Addition) -> bool:
    own, others = ({each.start for each in [*side.parts, *side.totals[:1]]} for side in (one, other))
    parts = {each.start for each in one.parts} & {each.start for each in other.parts}
    # 婚姻、邻里两类合计2229件 proves nothing of the seven kinds, nor do two of four.
    few, many = sorted((one, other), key=lambda each: len(each.parts))
    if (few.form, many.form) == ("gathered", "list") and len(few.parts) < len(many.parts):
        return False
    most = max(len(one.parts), len(other.parts))
    return len(parts) > 1 and len(parts) * 2 >= most or "flow" in (one.form, other.form) and len(own & others) > 1


def _known(addition: Addition, result: Finding, found: list[tuple[Addition, Finding]]) -> bool:
    """Has the list already been seen to make another total, or to miss this one?"""
    parts = {each.start for each in addition.parts}
    found = [each for each in found if addition.form != "flow" or each[0].form != "plain"]
    return any(
        (other.verdict is Verdict.RIGHT or other.verdict is result.verdict)
        and _same_list(addition, each)
        # A类64件，B类38件，C类21件，D类5件: that one of them is as much as the others together is chance.
        and not (each.form == "plain" and each.totals[0].start in parts)
        for each, other in found
    )


def _judge(addition: Addition) -> Finding | None:
    parts, total = addition.parts, addition.totals[0]
    if any(each.vague or each.bound for each in [*parts, total]):
        return _report(addition, Verdict.UNSURE, "总数或分项是约数，不作加总核对。") if len(parts) > 1 else None
    compared = addition.form not in ("periods", "grown", "list", "flow", "numbered", "one stroke", "absent") and any(
        each.period != total.period for each in parts
    )
    amount = summed(parts)
    if addition.form == named_sums.NAMED:
        return named_sums.report(addition, "parts")
    if len(parts) == 1:
        return _single(addition) if not compared else None
    fitting = [each for each in addition.totals if comes_out(each, parts)]
    if fitting:
        return _fits(addition, amount, fitting)
    if addition.form == "plain" or compared or misses.no_list(addition):
        return None
    made = misses.without_one_end(addition)
    if made is not None:
        return _fits(made, total.value, [total])
    return _mismatch(addition, amount)


def _fits(addition: Addition, amount: Decimal, fitting: list[Figure]) -> Finding:
    """The totals that the parts make up: right, unless all of them do so by rounding alone."""
    sure = next((each for each in fitting if not rests_on_rounding(each, addition.parts)), None)
    if sure is not None:
        return _report(addition, Verdict.RIGHT, f"分项合计{in_scale(amount, sure)}，与总数{sure.text}相符。", amount)
    total = fitting[0]
    off = in_scale(abs(total.value - amount), total)
    message = f"分项合计{in_scale(amount, total)}，与总数{total.text}相差{off}；若不是分项取整所致，则有误，请核对。"
    return _report(addition, Verdict.HINT, message)


def _single(addition: Addition) -> Finding | None:
    """其中 with one part: it cannot exceed its total."""
    part = addition.parts[0]
    if not part.exact or any(each.value >= part.value or not each.exact for each in addition.totals):
        return None
    total = addition.totals[0]
    if CHANGE.search(total.head) is not None:
        return None  # 在办比年初多4件，其中超过30天的16件
    if "除" in total.head and total.tail and "外" in addition.passage.plain[total.end : part.start]:
        return None  # 除1件申请强制执行外，其余均已缴清，其中分期缴纳3件
    if PRICE.search(total.head) or addition.passage.plain.startswith("/", total.end):
        return None  # 均价6120元/平方米，其中住宅6385元/平方米: some of them cost more than all do in the mean
    counted = NUMBER_OF.search(part.head)
    if counted is not None and counted[1] not in f"{total.head}{total.tail}":
        return None  # 网格120个，其中进入网格的党组织数160个
    if total.end < part.start and addition.passage.plain.count("，", total.end, part.start) > 1:
        return None  # 民事诉讼8起，其中以婚姻为主，通过镇人民调解中心调解的有48起: another clause, another count
    if _of_both(addition):
        return None
    message = f"“其中”的{part.text}大于总数{total.text}。"
    return _report(addition, Verdict.WRONG, message, None)


def _of_both(addition: Addition) -> bool:
    """12个单位、35名民警受到表彰，其中省级以上16个（名）: a part in two units is one of both counts together."""
    part, passage = addition.parts[0], addition.passage
    other = OR_UNIT.match(passage.plain, part.end)
    return other is not None and any(
        each.unit == other[1] and each.sentence == part.sentence and each.end <= part.start for each in passage.figures
    )


def _mismatch(addition: Addition, amount: Decimal) -> Finding | None:
    total = addition.totals[0]
    listing = "＋".join(in_scale(each.value, each) for each in addition.parts).replace("＋-", "－")
    message = f"分项{listing}＝{in_scale(amount, total)}，与总数{total.text}不符。"
    if addition.form == "absent":
        return absentees.report(addition, "parts")
    over = all(misses.exceeds(addition, each) for each in addition.totals)
    if over and (divided_twice(addition) or told_again(addition)) or _read_otherwise(addition, amount):
        return None
    if addition.form in ("numbered", "one stroke"):
        return _report(addition, Verdict.WRONG, message, amount)
    if left_open(addition):
        return None
    if shares_of_the_sum(addition, amount):
        return _report(addition, Verdict.WRONG, message, amount)
    sound = addition.passage.paragraph.place != "table"
    if over and pattern("overlap").match(addition.passage.plain, addition.parts[-1].end) is not None:
        return _report(addition, Verdict.HINT, message, amount)
    if addition.form in ("divided", "sentence before") or addition.form == "periods" and not addition.complete:
        beyond = over and (misses.one_exceeds(addition) or misses.overfull(addition, amount))
        result = _distant(addition, amount, listing)
        if result is None and over and addition.form == "sentence before":
            return _report(addition, Verdict.WRONG if beyond else Verdict.HINT, message, amount)
        return result
    if addition.form == "run":
        return _distant(addition, amount, listing)
    if addition.form in ("gathered", "left-over", "periods", "grown", "list", "flow"):
        return _report(addition, Verdict.WRONG, message, amount)
    if levelled(addition.passage.plain, addition.parts) and any(
        missed(addition.parts, each) for each in addition.totals[:1]
    ):
        return _report(addition, Verdict.WRONG, message, amount)
    # 审结168件，包括维持…、终止…: of what was decided each case has its outcome.
    decided = DECIDED.search(total.head) is not None and misses.turned(addition, total.value - amount)
    if addition.form != "total-last" and not over and not decided and pending(addition.parts):
        return _report(addition, Verdict.HINT, message + "若其余尚未办结，请写明。", amount)
    if addition.form in ("pair", "total-last"):
        # 立案5002件，并案262件，转为意见626件: of a total of its own each of the three is a part
        apart = addition.form == "pair" and amount * 2 < total.value and not slipped(addition.parts, total)
        verdict = Verdict.WRONG if addition.complete and sound and not apart else Verdict.UNSURE
        if addition.form == "total-last" and not addition.complete:
            return None
        return _report(addition, verdict, message, amount)
    far = summed(addition.parts) > 2 * max(
        each.value for each in addition.totals
    )  # 拘留36人，其中逮捕18人，强制戒毒85人
    if misses.one_exceeds(addition) and (addition.form == "brackets" or far):
        return None  # 多孩妇女327人（常住人口40248人，育龄妇女9094人）: no parts, but what it is a part of
    if addition.complete or misses.one_exceeds(addition) or over and misses.turned(addition, total.value - amount):
        return _report(addition, Verdict.WRONG, message, amount)
    if over:
        earlier = misses.earlier_total(addition)
        if earlier is not None:
            message = f"分项{listing}＝{in_scale(amount, earlier)}，与前面的总数{earlier.text}不符。"
        apart = earlier is not None or misses.overfull(addition, amount)
        return _report(addition, Verdict.WRONG if apart else Verdict.HINT, message, amount)
    if len(addition.parts) >= FEWEST and misses.nearly_all(addition, amount) and slipped(addition.parts, total):
        return _report(addition, Verdict.WRONG, message, amount)
    if total.kind == "person":
        return _report(addition, Verdict.UNSURE, message + "人员分类可能交叉或未列全，不能断定有误。", amount)
    if addition.form in ("brackets", "colon") and len(addition.parts) >= FEWEST:
        near = total.value - amount <= max(total.value * TENTH, Decimal(1))
        whole = near and disjoint(addition.passage.plain, addition.parts) and not misses.open_ended(addition)
        return _report(addition, Verdict.WRONG if whole else Verdict.HINT, message + "若已列全则有误。", amount)
    near = total.value - amount <= max(total.value * NEAR, Decimal(3))
    verdict = Verdict.HINT if near else Verdict.UNSURE
    return _report(addition, verdict, message + "“其中”可能没有列全，不能断定有误。", amount)


def _read_otherwise(addition: Addition, amount: Decimal) -> bool:
    """Is it a list of which the total is the first item, or that goes on, or one that divides another count of its sentence?

    市容类268件、垃圾类97件、其他28件; 问题203个，当场整改171个、限期整改26个、移交6个; 受理15264件，办结15231件；其中线上8037件、线下7227件.
    """
    passage, total, parts = addition.passage, addition.totals[0], addition.parts
    if ITEM.fullmatch(passage.plain, total.end, parts[0].start) is not None or misses.an_item_itself(addition, amount):
        return True
    same = [each for each in passage.figures if each.kind == total.kind and each.sentence == total.sentence]
    # 投诉86件，来源为：12345热线41件，电话27件，来信18件: the total is an item as well.
    earlier = [each for each in same if each.end <= total.start]
    if misses.told_of_all(addition, amount) or earlier and earlier[-1].value == total.value + amount:
        return True
    # 22个部门和15个乡镇，对其中8个单位开展督察，反馈问题41个: of two totals taken together no part is greater than both.
    if "＋" in total.text and any(each.value > total.value for each in parts):
        return True
    # 认定264件（受理271件，不予认定4件，其余3件正在办理）: the first is the whole, of which the total is what the others leave.
    opened = passage.plain.startswith("（", total.end) and CAME_IN.search(parts[0].head) is not None
    if opened and 2 * parts[0].value == total.value + amount:
        return True
    behind = [each for each in same if each.start > parts[-1].end]
    # …移送62件，抽检不合格后立案29件: whatever the words of the last one are, it completes the list.
    if (
        behind
        and total.value == amount + behind[0].value
        and LAST.fullmatch(passage.plain, parts[-1].end, behind[0].start)
    ):
        return True
    if left_otherwise(passage, total, parts):
        return True
    return any(each.value == amount and each.end <= parts[0].start and not each.compared for each in same)


def _distant(addition: Addition, amount: Decimal, listing: str) -> Finding | None:
    """The total stands further off: only the one total of which the sum is a plain misprint is proven to be meant."""
    levels = levelled(addition.passage.plain, addition.parts)
    if not addition.complete and addition.form not in ("periods", "run") and not levels:
        return None
    slips = {each.value: each for each in addition.totals if each.exact and slipped(addition.parts, each)}
    alone = len({each.value for each in addition.totals}) == 1 and addition.form == "sentence before"
    total = next(iter(slips.values()), addition.totals[0])
    if of_another_whole(addition, total, amount):
        return None
    if len(slips) == 1 or alone or misses.beside_its_total(addition):
        message = f"分项{listing}＝{in_scale(amount, total)}，与总数{total.text}不符。"
        return _report(addition, Verdict.WRONG, message, amount, total)
    return _report(
        addition,
        Verdict.UNSURE,
        f"分项{listing}＝{in_scale(amount, addition.parts[-1])}，文中没有与之相等的总数，请核对。",
        amount,
    )


def _report(
    addition: Addition, verdict: Verdict, message: str, amount: Decimal | None = None, total: Figure | None = None
) -> Finding:
    return finding(
        addition.passage,
        addition.span if total is None else (addition.parts[0].start, addition.parts[-1].end),
        kind=Kind.SUM,
        verdict=verdict,
        rule="parts",
        message=message,
        stated=(total or addition.totals[0]).text,
        computed=amount,
        basis=BASIS if verdict is Verdict.WRONG else "",
    )


RULE = Rule(
    id="parts",
    title="总数与分项",
    source="加总关系；分项名称决定是否列全（其他、满意/不满意、保留/废止）",
    why="分项改了总数没改，是台账手工汇总最常见的差错。",
    wrong="共调解矛盾纠纷186件，其中邻里纠纷72件、婚姻家庭纠纷45件、土地纠纷38件、其他纠纷29件",
    right="受理诉求件430件，其中投诉类407件，咨询类11件，建议类8件，举报类4件",
    check=check,
)
