"""Which counts belong to a rate. Decided by the rate's name (:mod:`fazhi.audit.text.wording`), never by nearness alone."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from fazhi.audit.text import misprints, rounding, wording
from fazhi.audit.text.change_words import CHANGED_TO
from fazhi.audit.text.countable import countable, not_beside
from fazhi.audit.text.figures import EXACT, Figure
from fazhi.audit.text.items import SIDE_BY_SIDE, behind_whole_list, in_list
from fazhi.audit.text.passages import Passage, Sentence
from fazhi.audit.text.percentages import CLAUSE, Percentage, percentages

NEGATED = re.compile(
    r"未|部分|尚|正在|(?<!接)(?<!招)(?<!对)待(?!办|遇)|无法|不(?:成功|合格|满意|通过|及格|属实|予)|失败"
)
# 响应, 供应, 对应 are other words; 应由负责人出庭的58件 is due as well as 应出庭58件.
DUE = re.compile(r"(?<![响反供对适相效])应(?![诉急对用])[\u4e00-\u9fff]{1,9}$")
DONE = re.compile(r"实|已|完成")
# 仅11项因涉及现场勘验等原因暂不能网上办理: of these the name of the rate is not true.
CANNOT = re.compile(r"(?:因[^，。；：\d]{0,20})?(?:暂|尚|仍|均|还)?(?:不能|未能|无法|不具备|未实现|不可)")
PAIR, LED = 2, 12
NEW = re.compile(r"新增|新取|新考|新办|新持")
PLAIN = re.compile(r"已经?|完成|实际|及时|现场|督促|按期|按时|成功|依法|均|被|评定|调解|调处|群众|考试")
# Words before the name of a rate that do not narrow it.
ADJUNCT = re.compile(
    r"综合|总体|平均|全年|整体|总|案件|群众|年度|其中|我[镇乡县区市局]|全[镇乡县区市]|街道|各类|矛盾|纠纷|问题|隐患|事项|工单|诉求|信访"
    r"|^[的其使为]|[的总]$|已|均|实现|确保|今年|当年|本年|达到|一次性|按时|按期|及时|限时|现场|网上|线上|实际|最终|直接|参训|考试|干部|人员|负责人|行政机关|主要领导|市民|企业|居民|村民|学员|民警"
)
SENTENCE = re.compile(r"[。；]")
BREAK = re.compile(r"[。；：]")
TOTAL_END = re.compile(r"(?:共|合计|总计|共计)$")
TOTAL_SIGN = re.compile(r"共|总|合计")


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
    sure: bool = False
    """Do the words leave no doubt that the first of ``wholes`` is the base?"""
    added: Figure | None = None
    made: bool = False
    """Was the base put together from the part and what the text says is missing?"""


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
    before, after = _pools(claim, rule)
    candidates = [each for each in before if _is_part(claim, rule, each, qualifier)]
    if not candidates and qualifier is None:
        # 建议87件，按期回复并整改82件，回复整改率…: where no other count is one of the deed, 按期 takes nothing off.
        qualified = [each for each in before if _is_part(claim, rule, each, None, even_qualified=True)]
        candidates = qualified if len(qualified) == 1 and qualified[0] is before[-1] else []
    if candidates:
        result.part = candidates[-1]
    else:
        late = [each for each in after if _is_part(claim, rule, each, qualifier)]
        result.part = late[0] if late and (not before or _directly_after(claim, late[0])) else None
    pool = before or after
    if result.part is None:
        _by_place(claim, result, before)
        if result.wholes:
            return result
    alone = result.part is not None and not any(result.part.end <= each.start for each in before)
    if alone and result.part is not None and wording.entirely(rule).search(result.part.tail):
        # 信访积案5起全部化解，化解率100%: the count is part and whole at once.
        return Binding(rule, wholes=[result.part], every=True, sure=True)
    _find_wholes(claim, result, pool)
    if result.part is None and result.wholes:
        result.every = _everything(claim, rule, result.wholes[0])
    if result.part is None and not result.wholes and before and _everything(claim, rule, before[-1]):
        result.wholes, result.every = [before[-1]], True
    if rule.add is not None:
        result.added = next((each for each in pool if rule.add.search(words(each))), None)
    result.others = _elsewhere(claim, result)
    result.parts = [each for each in pool if each is not result.part and _may_be_part(rule, each)]
    return result


def _by_place(claim: Percentage, result: Binding, before: list[Figure]) -> None:
    """应监督单位2645户，实际监督2618户，监督覆盖率…: what was due and what was done; or, without any such word, the two
    counts right before the rate — those only to confirm it, or to show a plain misprint."""
    counts = [each for each in before if not each.vague and not each.bound]
    if len(counts) == 1 and not result.rule.strict:
        _with_total_before(claim, result, counts[0])
    if len(counts) < PAIR or result.rule.strict:
        return
    part = counts[-1]
    if part.kind not in {each.kind for each in counts[:-1]} and len(counts) > PAIR:
        # 123人学满60学时，达标率…: the last count may belong to the words of the deed.
        part = counts[-PAIR]
    same = [each for each in counts if each.kind == part.kind and each.end <= part.start]
    if not same:
        return
    whole = same[-1]
    if whole.value < part.value and len(same) == 1:
        # 入户8260户，常住10325户，入户率…: the base may stand last.
        part, whole = whole, part
    if whole.low <= 0:
        return
    if not _could_be_whole(part, whole) or in_list(claim.passage, whole) != in_list(claim.passage, part):
        return
    text = claim.passage.plain
    first, last = (whole, part) if whole.start < part.start else (part, whole)
    near = text[last.end : claim.start].count("，") <= 1 and text[first.end : last.start].count("，") <= 1
    near = near and CHANGED_TO.search(last.head) is None  # 调解员由143名增至160名
    if not near or SENTENCE.search(text[first.end : claim.start]) or NEGATED.search(part.head):
        return
    due = DUE.search(whole.head)
    result.sure = due is not None and DONE.search(part.head) is not None
    result.part, result.wholes = part, [whole]
    if not result.sure and not _fits_somehow(claim, part, whole):
        result.part, result.wholes = None, []


def _with_total_before(claim: Percentage, result: Binding, part: Figure) -> None:
    """住宅小区共118个：……。成立业委会的小区97个，覆盖率…: a total of the sentence before that counts the same things."""
    pool = [each for each in _previous(claim.passage, claim.sentence) if _could_be_whole(part, each)]
    pool = [each for each in pool if TOTAL_SIGN.search(each.head) and not in_list(claim.passage, each)]
    name = f"{part.head}{part.tail}"
    pool = [each for each in pool if any(each.head[at : at + 2] in name for at in range(len(each.head) - 2))]
    if len(pool) == 1 and pool[0].low > 0 and _fits_somehow(claim, part, pool[0]):
        result.part, result.wholes, result.sure = part, pool, True


def _fits_somehow(claim: Percentage, part: Figure, whole: Figure) -> bool:
    """Do two counts that only stand near give the rate, or a plain misprint of it?"""
    low, high = ratio(part, whole)
    value = 100 * part.exactly / whole.exactly
    return bool(rounding.fits(claim.figure.value, low, high)) or misprints.misprinted(claim.figure.value, value)


def _pools(claim: Percentage, rule: wording.RateName) -> tuple[list[Figure], list[Figure]]:
    """The counts before the rate that it may be made of, and those after it; of its own period only."""
    sentence, period = claim.sentence, claim.figure.period
    if claim.figure.compared:
        return [], []
    counts = [each for each in sentence.figures if countable(each)]
    since = _spoken_for(claim, rule)
    before = [each for each in counts if since <= each.start and each.end <= claim.figure.start]
    if not counts and not claim.passage.plain.startswith("其中", sentence.start):
        # 受理50755件，办结50405件。办结率为99.3%。
        before = _previous(claim.passage, sentence)
    after = [each for each in counts if each.start > claim.figure.end and each.period == period]
    return [each for each in before if each.period == period], after


def _directly_after(claim: Percentage, part: Figure) -> bool:
    """评定优秀率38.7%，优秀58份: the count follows in the next clause and no other rate comes between."""
    gap = claim.passage.plain[claim.figure.end : part.start]
    return gap.count("，") <= 1 and "%" not in gap and SENTENCE.search(gap) is None


def _find_wholes(claim: Percentage, result: Binding, pool: list[Figure]) -> None:
    """Fill ``wholes`` (the likeliest first) and ``sure``."""
    rule, part = result.rule, result.part
    ordered = [each for each in pool if part is None or each.start < part.start or pool[0].start > claim.figure.end]
    ordered = ordered if part is None else not_beside(claim.passage, ordered, part)
    named = _not_less([each for each in ordered if _is_whole(rule, each, part)], part)
    if part is None:
        earlier = named or [each for each in _previous(claim.passage, claim.sentence) if _is_whole(rule, each, part)]
        result.wholes = list(reversed(earlier))
        return
    if part.start > claim.figure.end and pool and pool[-1].end <= claim.start:
        between = [each for each in claim.sentence.figures if claim.figure.end < each.start < part.start and each.count]
        between = [each for each in between if _could_be_whole(part, each)]
        if between:
            result.wholes, result.sure = list(reversed(between)), True
            return
    near = _just_before(claim.passage, ordered, part, min(part.start, claim.start))
    sides = _together(claim.passage, ordered, rule, part)
    result.wholes = sides + list(reversed(named))
    result.wholes += [each for each in near if each not in named]
    result.sure = bool(result.wholes)
    if near and not named and not sides:
        result.sure = rule.adjacent or not rule.soft
    if result.wholes:
        return
    distant = [each for each in ordered if each.end <= part.start and _could_be_whole(part, each)]
    previous = [each for each in _previous(claim.passage, claim.sentence) if _could_be_whole(part, each)]
    if not distant and not previous:
        earlier = [each for each in claim.passage.figures if each.end <= claim.sentence.start and each.count]
        previous = [each for each in earlier if _could_be_whole(part, each) and not in_list(claim.passage, each)][-4:]
    last = claim.passage.sentences
    behind = next((each.start for each in reversed(last) if each.end <= claim.sentence.start), 0)
    certain = [each for each in previous if each.start >= behind and _is_whole(rule, each, part)]
    if not certain and previous and TOTAL_END.search(previous[-1].head) and previous[-1].start >= behind:
        certain = previous[-1:]
    result.sure = bool(certain) and not distant
    result.wholes = list(reversed(distant)) + list(reversed(certain or previous))


def _could_be_whole(part: Figure, figure: Figure) -> bool:
    sound = same_unit(figure, part) and figure.value >= part.value and figure.period == part.period
    return sound and NEGATED.search(figure.head) is None and not figure.compared


def _elsewhere(claim: Percentage, result: Binding) -> list[Figure]:
    """Further counts of the part's unit that might be the base: of the sentence where one is known there, else of the
    paragraph."""
    unit = result.part.kind if result.part is not None else None
    figures = claim.passage.figures
    near = result.part is not None and any(each.clause >= result.part.clause - 1 for each in result.wholes)
    if result.wholes and result.sure and near and result.wholes[0].sentence == claim.figure.sentence:
        figures = claim.sentence.figures
    elif result.wholes and result.sure:
        # 其中投诉2476件。…已办结投诉2451件，办结率99.0%: the base may stand in the sentence before.
        here = claim.figure.sentence
        figures = [each for each in figures if 0 <= here - each.sentence <= 2]
    same = [each for each in figures if each.count and each.kind == unit and each is not result.part]
    return [each for each in same if each not in result.wholes]


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


def _is_part(
    claim: Percentage,
    rule: wording.RateName,
    figure: Figure,
    qualifier: re.Match[str] | None,
    *,
    even_qualified: bool = False,
) -> bool:
    text = words(figure)
    if rule.part.search(text) is None or NEGATED.search(figure.head) is not None and not rule.negative:
        return False
    if NEW.search(figure.head) is not None and NEW.search(rule.name) is None:
        return False
    if DUE.search(figure.head) is not None or CANNOT.match(figure.tail) is not None:
        return False
    own = wording.pattern("qualifiers").search(text)
    if qualifier is not None:
        # 一次通过4187人: 一次 is a count itself.
        led = CLAUSE.split(claim.passage.plain[max(0, figure.start - LED) : figure.start])[-1]
        return qualifier.group() in text + led
    return own is None or even_qualified or own.group() in ("现场", "网上", "线上", "实时", "一次性")


def _just_before(passage: Passage, pool: list[Figure], part: Figure, end: int) -> list[Figure]:
    """派单1205件，按期办结1198件: the count of the same unit in the clause before the part, or in its own clause."""
    earlier = [each for each in pool if each.end <= part.start and same_unit(each, part)]
    if not earlier:
        return []
    figure = earlier[-1]
    gap = passage.plain[figure.end : end]
    near = gap.count("，") <= 1 and BREAK.search(gap) is None and not in_list(passage, figure)
    return [figure] if near and _could_be_whole(part, figure) else []


def _together(passage: Passage, pool: list[Figure], rule: wording.RateName, part: Figure | None) -> list[Figure]:
    """抽取处罚案卷120份、许可案卷80份，合格196份: bases listed side by side count together."""
    if part is None:
        return []
    run: list[Figure] = []
    for figure in reversed([each for each in pool if each.end <= part.start and same_unit(each, part)]):
        gap = passage.plain[figure.end : run[0].start] if run else ""
        if run and (not SIDE_BY_SIDE.fullmatch(gap) or not figure.exact):
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
    clause = CLAUSE.split(claim.passage.plain[claim.sentence.start : claim.figure.start])[-1]
    return clause.count("率") <= 1


def of_a_kind(passage: Passage, rule: wording.RateName, part: Figure) -> bool:
    """其中信访积案办结5件: the part counts only a kind of the cases, so the total before is not its base."""
    if not in_list(passage, part) or behind_whole_list(passage, part):
        return False
    words_before = part.head.rpartition("其中")[2]
    match = rule.part.search(words_before)
    return match is None or len(PLAIN.sub("", words_before[: match.start()])) > 1


def narrower(claim: Percentage, rule: wording.RateName, since: int) -> bool:
    """Has the rate a word of its own that its counts do not know (法定期限内结案率 beside 收案、结案)?"""
    if not rule.known:
        return False
    extra = ADJUNCT.sub("", claim.name.removesuffix(rule.name))
    if len(extra) < 2:
        return False
    said = claim.passage.plain[since : claim.start]
    pairs = [extra[at : at + 2] for at in range(len(extra) - 1)]
    return sum(1 for each in pairs if each in said) * 2 < len(pairs)


def _everything(claim: Percentage, rule: wording.RateName, whole: Figure) -> bool:
    """排查120件，全部化解，化解率… — the part is the whole."""
    between = claim.passage.plain[whole.end : claim.start]
    return wording.entirely(rule).search(between) is not None and not any(each.isdigit() for each in between)


def same_period(passage: Passage, one: Figure, two: Figure) -> bool:
    """2024年受理18642件 and, further on, 网上受理7831件 are of one period in a report on 2024."""
    first, second = ("" if each.period == passage.now else each.period for each in (one, two))
    return first == second


def ratio(part: Figure, whole: Figure, added: Figure | None = None) -> tuple[Fraction, Fraction]:
    """Lowest and highest percentage that the two printed counts allow."""
    low, high = part.low, part.high
    if added is not None:
        low, high = low + added.low, high + added.high
    if whole.low <= 0:
        return Fraction(0), Fraction(10**9)
    return 100 * low / whole.high, 100 * high / whole.low


def gives(stated: Decimal, part: Figure, whole: Figure) -> frozenset[str]:
    """The conventions under which two counts give a percentage; of whole numbers in integers, for fractions are dear."""
    if part.exact and whole.exact and whole.value > 0:
        return rounding.fits_counts(stated, int(part.value), int(whole.value))
    return rounding.fits(stated, *ratio(part, whole))
