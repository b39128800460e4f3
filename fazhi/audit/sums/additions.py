"""Totals and their parts: which figures a sentence presents as the parts of which total, and whether the list is complete."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from fazhi.audit.sums.addition import CARRIED, NOT_ADDED, Addition, levels, spread, unlike
from fazhi.audit.sums.forgotten_items import at_one_stroke
from fazhi.audit.sums.summed_up import summed_up
from fazhi.audit.sums.unmarked import unmarked
from fazhi.audit.text import numerals
from fazhi.audit.text.brackets import bracket_closed, inside_bracket, told_aside
from fazhi.audit.text.figures import EXACT, Figure, summed
from fazhi.audit.text.items import SIDE_BY_SIDE, in_list
from fazhi.audit.text.partitions import closed, divided, named_rest, pattern, pending
from fazhi.audit.text.passages import Passage, Sentence
from fazhi.audit.text.percentages import CLAUSE
from fazhi.audit.text.scopes import speaks_of
from fazhi.audit.text.shared_units import from_the_total

BREAK = re.compile(r"[。；！？\n]")
COMPARED = re.compile(r"增加|减少|上升|下降|增长|同比|环比|[比较](?:上年|去年|上月|同期|20)")
# 武汉2220件，相当于全省5422件的40.94%; 税收1035万元，为预算2400万元的43.1%: the base of a ratio is no part.
BASE = re.compile(r"相当于|^(?:[为占是达]|完成)?(?:年初|全年)?预算|^占(?![道地用压])")
RESPECTIVELY = re.compile(r"(?:分别|各)(?:为|是|有|达|达到)?$")
AMONG = re.compile(
    r"其中|(?<=，)(?:(?:含|包括|包含)(?!在)：?|(?:具体|结果)[为是]：?)(?=[\u4e00-\u9fff])|[中里](?=，)"
    r"|(?<=[件起宗户人名个家处项批条])[中里](?![小心央队学国层型介医午旬级，，有止断标签])(?=[\u4e00-\u9fff])"
)
# 318起纠纷中，经三色评估，红色…: the list says that it sorts all of them.
SORTED_OUT = re.compile(r"(?:按|经|从|依)[^，。；\d]{1,14}，$")
DECIDED = re.compile(r"审结|办结|结案")
LONGEST_HEAD, LONGEST_LEAD, LONGEST_NAMES = 20, 60, 36
# 816件网上信访中: what may stand between a total and 中; not 800件已送到群众手.
NOUN = re.compile(r"(?:(?![已到在手被送有经过当集其是])[\u4e00-\u9fff“”]){0,6}")
ANNOUNCED = re.compile(
    r"[按从依][^，。；：\d]{1,14}[，：]|[看分计中][，：]|[。；，]分[\u4e00-\u9fff]{1,4}[：，]|，分别占"
)
TOTAL_SIGNS = frozenset("共计总")
SCOPE = re.compile(r"([\u4e00-\u9fff]{2,6}?)(?:的?(?:案件|纠纷|工单|事项|线索|问题|申请))?中[，：]?$")
SHARED_OUT = "，分别占"
# 其中持证17名，另聘用协管员23名: what comes besides is no part.
BESIDES = re.compile(r"另(?![一类])|此外|除此")
# 价格案件38件、广告案件41件，连同前述食品、特种设备案件，七类案件共560件
WITH_OTHERS = re.compile(r"以及|连同|[加算]上")
ADDED_UP = re.compile(r"合计|共计|总计|相加|累加|合起来|加起来")
# 未整改到位的2件和民事公益诉讼4件提起诉讼，共起诉6件
DEALT_WITH = re.compile(r"(?!其中|等)[\u4e00-\u9fff]{2,8}，(?:合计|总计|一)?共[\u4e00-\u9fff]{0,4}")
LONGEST_LIST = 60
FARTHEST = 1_000
FEWEST = 3
LIST_GAP = re.compile(r"[、，]")
EDGE = re.compile(r".?[至到～-].?")
KINDS = re.compile(
    r"([两二三四五六七八九])(?:支|类|级|大类|种|路|个层级)[\u4e00-\u9fff]{0,6}[”’]?[\u4e00-\u9fff]{0,4}$"
)
KINDS_LEAD = 16
NAME = re.compile(r"[，、；。：（）\d]")
OPENING = ("（", "：")


def additions(passage: Passage) -> Iterator[Addition]:
    """All totals with parts in a passage."""
    for sentence in passage.sentences:
        if len(sentence.figures) < 2:
            continue
        counts = [each for each in sentence.figures if each.kind not in NOT_ADDED and not spread(each)]
        if len(counts) < 2:
            continue
        used: set[int] = set()
        for found in _after_which(passage, sentence, counts):
            used.update(each.start for each in found.parts)
            yield found
        for found in _opened(passage, counts):
            if not used.intersection(each.start for each in found.parts):
                used.update(each.start for each in found.parts)
                yield found
        for found in _respectively(passage, counts):
            if not used.intersection(each.start for each in found.parts):
                used.update(each.start for each in found.parts)
                yield found
        for found in _total_last(passage, counts):
            if not used.intersection(each.start for each in found.parts):
                used.update(each.start for each in [*found.parts, *found.totals])
                yield found
        if ANNOUNCED.search(passage.plain, max(0, sentence.start - 1), sentence.end) is not None:
            for found in _divided(passage, counts, used):
                used.update(each.start for each in found.parts)
                yield found
        yield from unmarked(passage, [each for each in counts if each.start not in used])


def _after_which(passage: Passage, sentence: Sentence, counts: list[Figure]) -> Iterator[Addition]:
    """T，其中 a、b、c and T中，a、b"""
    text = passage.plain
    for match in AMONG.finditer(text, sentence.start, sentence.end):
        at = match.start()
        after = [each for each in counts if each.start > at]
        if not after:
            continue
        before = [each for each in counts if each.end <= at and each.count]
        if "）" in text[sentence.start : at]:
            before = [each for each in before if not _aside(text, sentence.start, each, at)]
        if not before and match.group() in "中里":
            continue
        earlier = not before and text[sentence.start : at].strip("（一二三四五六七八九十）") == ""
        if earlier:
            # 全年立案2164件。其中市容类842件…: the total stands in the sentence before.
            sentences = [each for each in passage.sentences if each.end <= sentence.start and each.figures]
            before = [each for each in sentences[-1].figures if each.count and not spread(each)] if sentences else []
        if not before or match.group() in "中里" and NOUN.fullmatch(text, before[-1].end, at) is None:
            continue
        nested = any("其中" in text[each.start : at] for each in before[-1:])
        parts = _longest(passage, after, before, at)
        if parts and not parts[0].unit and before[-1].scale > 1 and all(each.scale > 1 for each in parts):
            parts = from_the_total(before[-1], parts)  # 9.86万人，其中户籍6.14万、流动3.72万
        parts = [each for each in parts if "其中" not in text[at + 2 : each.start]]
        parts = [_headed(text, each) for each in parts]
        totals = [one for one in reversed(before) if parts and one.kind == parts[0].kind and not BASE.search(one.head)]
        carried = _carried(totals := levels(totals, parts))
        # 由上年末的52家增至119家，其中城区74家、乡镇45家: of last year's level by its words, of this year's by its sum.
        fitting = [each for each in totals if each.period == parts[0].period or each.value == summed(parts)]
        totals = fitting or totals
        own = [each for each in totals if earlier or each.segment == parts[0].segment]
        if parts and not own and before[-1].segment == parts[0].segment:
            continue  # 留言15件；来电8947个，其中转办2274件: told off from what stands before it, in another unit
        totals = own or totals
        if not parts or not totals or nested:
            continue
        complete = closed(parts) or _names_all(text, totals[0], parts) or _said_to_be(text, totals[0], parts)
        complete = complete or SORTED_OUT.search(text[at : parts[0].start - len(parts[0].head)]) is not None
        if closed(parts) and not named_rest(parts) and DECIDED.search(totals[0].head):
            # 应审122件，审结110件，其中维持…: outcomes are those of the cases that were decided.
            totals = totals[:1]
        form = "其中" if not earlier else "sentence before"
        # 312件，一至四季度分别为61件、87件、88件、76件。其中按期308件: one part is of any count before it.
        nearest = [each for each in reversed(before) if each.kind == parts[0].kind] if len(parts) == 1 else totals[:3]
        yield Addition(passage, carried + _listed(passage, totals) + nearest, parts, form, complete)


def _carried(totals: list[Figure]) -> list[Figure]:
    """收到申请6件，上年结转1件，…。其中公开3件…: what was left from before is dealt with as well. The last count comes first."""
    if len(totals) < 2 or CARRIED.search(f"{totals[0].head}{totals[0].tail}") is None:
        return []
    together = f"{totals[1].text}＋{totals[0].text}"
    return (
        [replace(totals[1], value=totals[0].value + totals[1].value, text=together)]
        if totals[0].exact and totals[1].exact
        else []
    )


def _names_all(text: str, total: Figure, parts: list[Figure]) -> bool:
    """投诉举报1408件，其中投诉1115件、举报293件: the total itself is named after all its parts.

    班子成员及科室负责人、社区书记全部述法，提交报告27份，其中…: three and more may be named in the clause before.
    """
    names = [each.head.removeprefix("其中").strip("的") for each in parts]
    if len(parts) < 2 or len(set(names)) < len(names) or any(len(each) < 2 for each in names):
        return False
    lead = BREAK.split(text[max(0, total.start - LONGEST_LEAD) : total.start])[-1]
    clause = lead[-LONGEST_NAMES:].rpartition("，")[2]
    whole = len(parts) >= FEWEST and not any(each.isdigit() for each in lead)
    return all(each in clause for each in names) or whole and all(each in lead for each in names)


def _headed(text: str, figure: Figure) -> Figure:
    """终止（含撤回）27件: a count behind a bracket has the name before it."""
    if figure.head or not text.endswith("）", 0, figure.start):
        return figure
    opened = text.rfind("（", max(0, figure.start - LONGEST_LEAD), figure.start)
    return replace(figure, head=NAME.split(text[max(0, opened - LONGEST_HEAD) : opened])[-1]) if opened > 0 else figure


def _said_to_be(text: str, total: Figure, parts: list[Figure]) -> bool:
    """“三支队伍”1206人报到，其中机关143人、社区219人、党员844人: the total says of how many kinds it is."""
    match = KINDS.search(text[max(0, total.start - KINDS_LEAD) : total.start])
    return match is not None and len(parts) > 1 and numerals.read(match[1]) == len(parts)


def _divided(passage: Passage, counts: list[Figure], used: set[int]) -> Iterator[Addition]:
    """立案386件，办结371件…。从领域看，食品类174件、…、其他类47件: a list that says itself that it exhausts a total."""
    text = passage.plain
    for number, first in enumerate(counts):
        begins = first.start - len(first.head)
        lead = text[max(0, begins - LONGEST_HEAD) : begins]
        announced = divided(lead) is not None
        if first.start in used or not (announced or SHARED_OUT in text):
            continue
        parts = _run(passage, counts[number:], first.kind, first.start - len(first.head))
        used = used | {each.start for each in parts}
        if not parts or not (announced or text.startswith(SHARED_OUT, parts[-1].end)):
            continue
        earlier = [each for each in passage.figures if each.end <= first.start - len(first.head)]
        totals = [each for each in reversed(earlier) if each.kind == first.kind and each.count and each.exact]
        most = max(each.value for each in parts) if parts else EXACT
        totals = [each for each in totals if each.value > most and not in_list(passage, each)]
        totals = [each for each in totals if each.period == first.period] or totals
        scope = SCOPE.search(lead)
        if scope is not None:
            # 申请17件。受理16件…。受理的案件中，…: of those that are spoken of.
            totals = [each for each in totals if speaks_of(f"{each.head}{each.tail}", scope[1].rstrip("的"))] or totals
        near = announced and totals and totals[0].sentence == first.sentence
        if totals and (len(parts) >= FEWEST or len(parts) > 1 and near):
            yield Addition(passage, totals[:6], parts, "divided", announced or closed(parts))


def _listed(passage: Passage, totals: list[Figure]) -> list[Figure]:
    """建议11件、提案5件，其中…: totals listed side by side are divided together."""
    run = totals[:1]
    for figure in totals[1:]:
        if not SIDE_BY_SIDE.fullmatch(passage.plain[figure.end : run[0].start]):
            break
        run.insert(0, figure)
    if len(run) < 2 or not all(each.exact for each in run):
        return []
    value = summed(run)
    first, last = run[0], run[-1]
    text = "＋".join(each.text for each in run)
    total = Figure(first.start, last.end, text, value, EXACT, last.unit, last.kind, False, "", False)
    total.head, total.tail, total.period = first.head, last.tail, first.period
    return [total]


def _longest(passage: Passage, after: list[Figure], before: list[Figure], at: int) -> list[Figure]:
    """The list after 其中: across 、 and ， where all together make a total, else as far as its marks are the same."""
    kind = after[0].kind
    parts = _run(passage, after, kind, at, mixed=True)
    amount = summed(parts)
    if any(each.value == amount for each in before if each.kind == kind):
        return parts
    return _run(passage, after, kind, at)


def _run(passage: Passage, after: list[Figure], kind: str, start: int, *, mixed: bool = False) -> list[Figure]:
    """The figures of one list: same unit, no full stop or new statement between."""
    text = passage.plain
    parts: list[Figure] = []
    end, listed = start, False
    for figure in after[:LONGEST_LIST]:
        if figure.start - start > FARTHEST:
            break
        gap = text[end : figure.start]
        if BREAK.search(gap) or (parts and AMONG.search(gap)) or bracket_closed(text, start, figure.start):
            break
        if figure.kind != kind and (
            figure.bound or EDGE.fullmatch(text[figure.start - 1] + text[figure.end : figure.end + 1])
        ):
            continue  # 亿元以上项目4个、5000万元至1亿元项目5个、5000万元以下项目3个
        if figure.kind != kind:
            if figure.kind in ("倍", "percentage point") or not figure.count:
                break
            if parts:
                break
            return []
        if inside_bracket(text, start, figure.start) or COMPARED.search(figure.head) or BASE.search(figure.head):
            continue
        new_clause = gap.startswith("，") or "，" in gap
        if new_clause and len(parts) > 1 and listed and not mixed and not _alike(parts, figure) and not _closes(figure):
            break
        listed = gap.startswith("、")
        if parts and new_clause and (BESIDES.match(figure.head) or ADDED_UP.search(figure.head)):
            break
        if parts and new_clause and pattern("statement").search(figure.head) and not _alike(parts, figure):
            break
        parts.append(figure)
        end = figure.end
    return parts


def _closes(figure: Figure) -> bool:
    return pattern("closing").search(figure.head) is not None


def _alike(parts: list[Figure], figure: Figure) -> bool:
    """按期回复…、逾期回复…: the head of the next part ends like the first one's."""
    first = parts[0].head.removeprefix("其中")
    return len(first) >= 2 and figure.head[-2:] == first[-2:]


def _aside(text: str, start: int, figure: Figure, end: int) -> bool:
    """Does the figure stand in a bracket that is closed again before ``end`` (审结178件（含上年结转11件），其中…)?"""
    return inside_bracket(text, start, figure.start) and "）" in text[figure.end : end]


def _opened(passage: Passage, counts: list[Figure]) -> Iterator[Addition]:
    """T（a、b） and T：a、b、c"""
    text = passage.plain
    for number, total in enumerate(counts[:-1]):
        mark = total.end + len(total.tail)
        if not text.startswith(OPENING, mark) or not total.count or told_aside(text, mark):
            continue
        parts = _run(passage, counts[number + 1 :], total.kind, mark + 1)
        unitless = not parts and counts[number + 1].kind == "" and not counts[number + 1].tail
        if unitless:
            parts = from_the_total(total, _run(passage, counts[number + 1 :], "", mark + 1))
        if len(parts) >= 2:
            form = "brackets" if text[mark] == "（" else "colon"
            # 投诉1028件、举报268件按渠道：…: both are divided together.
            together = _listed(passage, counts[number::-1]) if summed(parts) > total.value else []
            yield Addition(passage, [*together, total], parts, form, closed(parts))


def _respectively(passage: Passage, counts: list[Figure]) -> Iterator[Addition]:
    """312件，婚姻、邻里、其他纠纷分别为85件、120件和107件"""
    text = passage.plain
    if "分别" not in text and "各" not in text:
        return
    for number, first in enumerate(counts):
        if number == 0 or RESPECTIVELY.search(first.head) is None:
            continue
        parts = [first]
        for figure in counts[number + 1 :]:
            if figure.kind != first.kind or text[parts[-1].end : figure.start] not in ("、", "和", "，"):
                break
            parts.append(figure)
        clause = CLAUSE.split(text[first.begins : first.start])[-1]
        names = re.split(r"[、和及]", RESPECTIVELY.sub("", clause))
        behind = counts[number + len(parts) : number + len(parts) + 1]
        if behind and behind[0].kind == first.kind and pattern("total").search(behind[0].head) is not None:
            continue  # 分别为17个、21个、38个，合计76个: what stands before (对8个部门开展督察) is no total of these
        totals = [each for each in reversed(counts[:number]) if each.kind == first.kind and each.count]
        totals = [each for each in totals if each.value > max(part.value for part in parts)]
        if totals and len(parts) > 1 and len(names) == len(parts):
            # 线上、线下分别为31.26万件和17.37万件
            named = [replace(each, head=name, tail="") for each, name in zip(parts, names, strict=True)]
            complete = pattern("closing").search(names[-1]) is not None or closed(named) and not pending(named)
            yield Addition(passage, totals[:2], parts, "respectively", complete)


def _total_last(passage: Passage, counts: list[Figure]) -> Iterator[Addition]:
    """a、b，共 T; 4份方案、26份合同共30份文件"""
    text = passage.plain
    for number, total in enumerate(counts):
        if number < 2 or TOTAL_SIGNS.isdisjoint(total.head):
            continue
        deed = DEALT_WITH.fullmatch(text, counts[number - 1].end, total.start)
        if deed is None and pattern("total").search(total.head) is None:
            yield from summed_up(passage, counts[:number], total)
            continue
        parts: list[Figure] = []
        # 两项活动共计260场: 两项 counts the parts.
        skipped = counts[number - 1].spelled and counts[number - 1].kind != total.kind
        following = counts[number - 1] if skipped else total
        noun = not skipped and pattern("together").search(total.head) is None
        whole = True
        if LIST_GAP.search(text[counts[number - 1].end : total.start]) is None and not skipped:
            noun = True  # 9所中学、23所小学共计32所学校
        for figure in reversed(counts[: number - skipped]):
            gap = text[figure.end : following.start]
            clause = noun and "，" in gap and not (deed and following is total)
            if figure.kind != total.kind or BREAK.search(gap) or "其中" in gap or clause:
                break
            if (
                following is total
                and WITH_OTHERS.search(gap) is not None
                or LIST_GAP.search(gap) is None
                and not (noun and following is total)
            ):
                whole = False
                break
            parts.insert(0, figure)
            following = figure
            if "其中" in figure.head or pattern("total").search(figure.head) or RESPECTIVELY.search(figure.head):
                break
        # 梳理687件，决定废止39件、失效46件、修改22件，三项合计107件: no part is more than its total, nor more parts than 三项.
        said = int(counts[number - 1].value) if skipped else 0
        parts = parts[-said:] if 1 < said < len(parts) else parts
        while len(parts) > FEWEST and parts[0].value > total.value:
            parts = parts[1:]
        # 研究工作6次，中心组学法10次、会前学法14次，合计24次: the last ones alone.
        ends = () if at_one_stroke(text, parts, total) else range(1, len(parts) - 1)
        parts = next((parts[at:] for at in ends if summed(parts[at:]) == total.value), parts)
        if (
            len(parts) >= 2
            and (not noun or all(each.value < total.value for each in parts))
            and not unlike(total, parts)
        ):
            # 话务员24名，…；另有组长4名、质检员2名，合计30名: something stands before the list as well.
            pure = (
                whole
                and not BESIDES.search(parts[0].head)
                and (deed is not None or not any(pattern("subset").search(each.head) for each in parts))
            )
            yield Addition(passage, [total], parts, "total-last", pure)
