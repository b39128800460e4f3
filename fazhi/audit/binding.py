"""Which counts belong to a rate. Decided by the rate's name (:mod:`fazhi.audit.wording`), never by nearness alone."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from fazhi.audit import wording
from fazhi.audit.figures import EXACT, Figure
from fazhi.audit.passages import Passage, Sentence
from fazhi.audit.percentages import Percentage, percentages

NEGATED = re.compile(r"未|尚|正在|待(?!办)|无法|不(?:成功|合格|满意|通过|及格|属实)|失败")
NEW = re.compile(r"新增|新取|新考|新办|新持")
PLAIN = re.compile(r"已经?|完成|实际|及时|现场|督促|按期|按时|成功|依法|均|被|评定|调解|调处|群众|考试")
EVERY = r"(?:全部|均已?|悉数|都已?)(?:[得到成功妥善及时有效依法按期完已顺利]{0,6})"


@dataclass(slots=True)
class Binding:
    """The counts found for one rate. ``part`` is ``None`` when the document gives none."""

    rule: wording.RateName
    part: Figure | None = None
    wholes: list[Figure] = field(default_factory=list)
    others: list[Figure] = field(default_factory=list)
    """Further counts of the same unit that might be the base."""
    parts: list[Figure] = field(default_factory=list)
    """Further counts that might be the part."""
    every: bool = False
    added: Figure | None = None


def fraction(value: Decimal) -> Fraction:
    """A printed number as an exact fraction."""
    return Fraction(value)


def words(figure: Figure) -> str:
    """The words around a count, those before it and those after it kept apart."""
    return f"{figure.head}|{figure.tail}"


def bind(claim: Percentage) -> Binding:
    """The counts that the name of a rate points to, in its sentence and, for the base, in the sentence before."""
    known: dict[int, Binding] = claim.passage.memory.setdefault("bindings", {})
    if id(claim) not in known:
        known[id(claim)] = _bind(claim)
    return known[id(claim)]


def _bind(claim: Percentage) -> Binding:
    rule = wording.rate_name(claim.name)
    result = Binding(rule)
    qualifier = wording.pattern("qualifiers").search(claim.name)
    sentence = claim.sentence
    since = _spoken_for(claim, rule)
    before = [
        each for each in sentence.figures if since <= each.start and each.end <= claim.figure.start and each.count
    ]
    period = claim.figure.period
    before = [each for each in before if each.period == period] if not claim.figure.compared else []
    pool = before
    if not before and not any(each.count for each in sentence.figures):
        # 受理50755件，办结50405件。办结率为99.3%。
        pool = before = [each for each in _previous(claim.passage, sentence) if each.period == period]
    elif not before:
        after = [each for each in sentence.figures if each.start > claim.figure.end and each.count]
        pool = [each for each in after if each.period == period and not claim.figure.compared]
    candidates = [each for each in pool if _is_part(rule, each, qualifier)]
    ordered = list(reversed(candidates)) if pool is before else candidates
    if ordered:
        result.part = ordered[0]
    if result.part is not None and re.search(EVERY + "(?:" + rule.part.pattern + ")", result.part.tail):
        # 信访积案5起全部化解，化解率100%: the count is part and whole at once.
        return Binding(rule, wholes=[result.part], every=True)
    unit = result.part.kind if result.part is not None else None
    wholes = [each for each in pool if each is not result.part and _is_whole(rule, each, result.part)]
    sides = _together(claim.passage, pool, rule, result.part)
    wholes = _not_less(wholes, result.part)
    if not wholes and pool is before:
        wholes = [each for each in _previous(claim.passage, sentence) if _is_whole(rule, each, result.part)]
        wholes = _not_less(wholes, result.part)
    if not wholes and rule.adjacent and result.part is not None and pool is before:
        wholes = _just_before(claim.passage, pool, result.part)
    result.wholes = list(reversed(wholes)) if pool is before else wholes
    result.wholes = sides + result.wholes
    if result.part is None and result.wholes:
        result.every = _everything(claim, rule, result.wholes[0])
    if result.part is None and not result.wholes and pool and pool is before and _everything(claim, rule, pool[-1]):
        result.wholes, result.every = [pool[-1]], True
    if rule.add is not None:
        result.added = next((each for each in pool if rule.add.search(words(each))), None)
    same = [each for each in claim.passage.figures if each.count and each.kind == unit and each is not result.part]
    result.others = [each for each in same if each not in result.wholes]
    result.parts = [each for each in pool if each is not result.part and _may_be_part(rule, each)]
    return result


def _spoken_for(claim: Percentage, rule: wording.RateName) -> int:
    """Where the last rate of the same name ends: 办结率99.8%，其中纠纷类1236件，办结率… speaks of other counts."""
    earlier = [
        each.figure.end
        for each in percentages(claim.passage)
        if each.role == "rate"
        and each.sentence.start == claim.sentence.start
        and each.figure.end <= claim.start
        and wording.rate_name(each.name).name == rule.name
    ]
    return max(earlier, default=0)


def _is_part(rule: wording.RateName, figure: Figure, qualifier: re.Match[str] | None) -> bool:
    text = words(figure)
    if rule.part.search(text) is None or NEGATED.search(figure.head) is not None:
        return False
    if NEW.search(figure.head) is not None and NEW.search(rule.name) is None:
        return False
    own = wording.pattern("qualifiers").search(text)
    if qualifier is not None:
        return qualifier.group() in text
    return own is None or own.group() in ("现场", "网上", "线上", "实时")


def _just_before(passage: Passage, pool: list[Figure], part: Figure) -> list[Figure]:
    """派单1205件，按期办结1198件: the count in the clause before the part, of the same unit."""
    position = pool.index(part)
    if position == 0:
        return []
    figure = pool[position - 1]
    gap = passage.plain[figure.end : part.start]
    near = gap.count("，") <= 1 and not re.search(r"[。；：]", gap) and not in_list(passage, figure)
    sound = same_unit(figure, part) and figure.value >= part.value and NEGATED.search(figure.head) is None
    return [figure] if near and sound else []


def _together(passage: Passage, pool: list[Figure], rule: wording.RateName, part: Figure | None) -> list[Figure]:
    """抽取处罚案卷120份、许可案卷80份，合格196份: bases listed side by side count together."""
    if part is None:
        return []
    run: list[Figure] = []
    for figure in reversed([each for each in pool if each.end <= part.start and same_unit(each, part)]):
        gap = passage.plain[figure.end : run[0].start] if run else ""
        if run and (not re.fullmatch(r"[^，。；：\d]{0,6}[、和及与][^，。；：、\d]{0,12}", gap) or not figure.exact):
            break
        run.insert(0, figure)
    if len(run) < 2 or not all(each.exact for each in run) or rule.whole.search(words(run[0])) is None:
        return []
    if in_list(passage, run[0]) or any(part.start - each.start > 120 for each in run):
        return []
    value = sum((each.value for each in run), run[0].value * 0)
    first, last = run[0], run[-1]
    text = "＋".join(each.text for each in run)
    total = Figure(first.start, last.end, f"（{text}）", value, EXACT, last.unit, last.kind, False, "", False)
    total.head, total.clause, total.segment = first.head, first.clause, first.segment
    total.sentence, total.period = first.sentence, first.period
    return [total]


def _may_be_part(rule: wording.RateName, figure: Figure) -> bool:
    text = words(figure)
    return rule.part.search(text) is not None or (rule.weak is not None and rule.weak.search(text) is not None)


def _is_whole(rule: wording.RateName, figure: Figure, part: Figure | None) -> bool:
    if rule.whole.search(words(figure)) is None or NEGATED.search(figure.head) is not None:
        return False
    if part is None:
        return True
    return same_unit(figure, part) and figure.period == part.period


def _not_less(wholes: list[Figure], part: Figure | None) -> list[Figure]:
    return wholes if part is None else [each for each in wholes if each.value >= part.value]


def same_unit(left: Figure, right: Figure) -> bool:
    """件 and 起 count the same things; 件 and 人次 do not."""
    return left.kind == right.kind


def _previous(passage: Passage, sentence: Sentence) -> list[Figure]:
    """Counts of the sentence before, in the same paragraph."""
    earlier = [each for each in passage.sentences if each.end <= sentence.start]
    return [each for each in earlier[-1].figures if each.count] if earlier else []


def dealt_out(claim: Percentage) -> bool:
    """一般隐患236处、重大隐患2处，整改率分别为98.7%和100%: one name, several figures, each of other counts."""
    if "分别" not in claim.link:
        return False
    text = claim.passage.plain
    clause = re.split(r"[，。；：]", text[: claim.figure.start])[-1]
    return clause.count("率") <= 1


def of_a_kind(passage: Passage, rule: wording.RateName, part: Figure) -> bool:
    """其中信访积案办结5件: the part counts only a kind of the cases, so the total before is not its base."""
    if not in_list(passage, part):
        return False
    words_before = part.head.rpartition("其中")[2]
    match = rule.part.search(words_before)
    return match is None or len(PLAIN.sub("", words_before[: match.start()])) > 1


def _everything(claim: Percentage, rule: wording.RateName, whole: Figure) -> bool:
    """排查120件，全部化解，化解率… — the part is the whole."""
    between = claim.passage.plain[whole.end : claim.start]
    return re.search(EVERY + "(?:" + rule.part.pattern + ")", between) is not None and not re.search(r"\d", between)


def in_list(passage: Passage, figure: Figure) -> bool:
    """Is the count an item after 其中 (or inside brackets), not a total of its sentence?"""
    start = max(passage.plain.rfind(mark, 0, figure.start) for mark in "。！？；\n") + 1
    lead = passage.plain[start : figure.start]
    return "其中" in lead or lead.count("（") > lead.count("）")


def ratio(part: Figure, whole: Figure, added: Figure | None = None) -> tuple[Fraction, Fraction]:
    """Lowest and highest percentage that the two printed counts allow."""
    low, high = part.low, part.high
    if added is not None:
        low, high = low + added.low, high + added.high
    if whole.low <= 0:
        return Fraction(0), Fraction(10**9)
    return 100 * low / whole.high, 100 * high / whole.low
