"""The two counts that a report itself lays down for a rate, in words or by other figures that leave no choice.

共111人次，按应训116人次计算，参训率…      计划检查120家，实际检查123家，计划完成率…      调解成功率68.60%（以结案数为基数）
成功化解714起，化解成功率…。未化解的18起…      共培养“法律明白人”1246名。组织“法律明白人”轮训，培训1152名，培训覆盖率…
违法用地57个、238.5亩。…整改到位51个，整改率…；整改到位面积219.8亩，整改率…: the one rate proves which base is that of the other.
"""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from fazhi.audit.rates import binding, named_bases
from fazhi.audit.rates.binding import Binding
from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.percentages import Percentage, percentages

Pair = tuple[Figure, Figure]

BASED = re.compile(
    r"[以按]([\u4e00-\u9fff]{2,8}?)(?:总数量?|总量|[件人户]?数)?(?:为基数|为分母|计算|测算|计(?=[\u4e00-\u9fff]{0,6}(?:$|）)))"
)
# 按个数计算, 按面积计算: how, not over what.
MEASURE = re.compile(r"^(?:个|件|宗|户|人|面积|金额|数量|规定|要求|标准|比例|口径)")
ASIDE = re.compile(r"（[^（）]{2,24}）")
BY = re.compile(r"[按以][^，。；：\d]{0,8}$")
CALCULATED = re.compile(r"计算?|测算|为基数|为分母")
PLANNED = re.compile(r"计划|任务|目标|预算")
CARRIED_OUT = re.compile(r"实际|完成|已")
FULFILLED = re.compile(r"完成$")
LEFT = re.compile(r"(?:其余|尚|仍|暂)?未(?:能)?([\u4e00-\u9fff]{2,6}?)的?$")
EXCEPT = re.compile(r"除$")
MISSED = re.compile(r"(?:没有?|未能?|尚未)[\u4e00-\u9fff]{1,6}的?")
MISSING = re.compile(r"(?:未|尚未|没有)[\u4e00-\u9fff]{1,4}$")
COVERED = re.compile(r"(?:覆盖|参训|普及|参与|到位)$")
BESIDE = re.compile(r"、|[、，（]涉及[^，。；：\d]{0,6}")
# 法院委派案件中调解成功351件
OF_SOME = re.compile(
    r"(?:^|[，。；：])(?P<some>[\u4e00-\u9fff]{2,10}?)(?:案件|纠纷|事项|工单|诉求)中，?[^，。；：、\d]{2,10}$"
)
FOREMOST = re.compile(r"(?:最[高低好差]|居首|垫底|居末)[^，。；：\d]{0,14}（$")
ALL_OF_THEM = re.compile(r"全|所有|上述|以上|这些|前述|该")
HUNDRED = 100
NAME, ENDING = 4, 2
"""So many characters of the words before a count are its thing; so many before 率 make two rates one."""
ALONE = 1
ITEMS = 3
"""Paragraphs of a list of items before that are read as one text with it."""
FEWEST = 10
"""Of smaller counts some two give any rate."""


def pair(manuscript: Manuscript, claim: Percentage, found: Binding) -> Pair | None:
    """(part, base), if they are laid down and the printed rate follows from them or is a slip of what does."""
    if claim.figure.vague or claim.figure.bound or claim.figure.compared:
        return None
    pairs = (
        _calculated(claim),
        _planned(claim),
        _named(manuscript, claim, found),
        _with_left(claim, found),
        _parallel(claim),
        _covered(claim, found),
    )
    return next((each for each in pairs if each is not None and (_of(claim, *each) or _one_deed(*each))), None)


def based(claim: Percentage) -> str:
    """What the report says its rate is one of (以结案数为基数); empty if it does not say so."""
    text, figure = claim.passage.plain, claim.figure
    aside = ASIDE.match(text, figure.end) or ASIDE.match(claim.link)
    for words in (claim.name, aside.group() if aside is not None else ""):
        match = BASED.search(words)
        if match is not None and MEASURE.match(match[1]) is None:
            return match[1]
    return ""


def of_some(claim: Percentage, part: Figure, whole: Figure) -> bool:
    """窗口受理437件……。法院委派案件中调解成功351件，成功率89.1%: is the part one of cases that the words before the whole do not speak of?"""
    if FOREMOST.search(claim.link) is not None:
        return True  # 知晓2725人，知晓率75.7%。知晓率最高的滨江街道（86.4%）
    if of_the_rest(claim, part, whole):
        return True
    match = OF_SOME.search(claim.passage.plain, max(claim.sentence.start - 1, whole.end, 0), part.start)
    if match is None or ALL_OF_THEM.search(match["some"]) is not None or whole.sentence == part.sentence:
        return False
    some, words = match["some"], binding.words(whole)
    return not any(some[at : at + ENDING] in words for at in range(len(some) - 1))


def of_the_rest(claim: Percentage, part: Figure, whole: Figure) -> bool:
    """每镇50件，发现错报19件，……其中沙岗乡5件，准确率90.0%: is it the rate of those that the part leaves, and the part not called by its name?"""
    if not (part.exact and whole.exact) or part.value >= whole.value or claim.name.removesuffix("率") in part.head:
        return False
    return bool(rounding.fits_counts(claim.figure.value, int(whole.value - part.value), int(whole.value)))


def _of(claim: Percentage, part: Figure, base: Figure) -> bool:
    """Does the printed rate follow from the two, nearly follow, or from the part and another count nearby?"""
    stated = claim.figure.value
    if binding.gives(stated, part, base):
        return True
    if part.value > base.value and binding.gives(stated, base, part):
        return True  # 计划120家，实际123家，计划完成率97.6%: turned round
    if misprints.near(stated, HUNDRED * part.exactly / base.exactly):
        return True
    others = [each for each in claim.passage.figures if each.kind == part.kind and each.end <= claim.start]
    others = [each for each in others if each.exact == part.exact and each.value >= part.value]
    return any(binding.gives(stated, part, each) for each in others)


def _one_deed(part: Figure, base: Figure) -> bool:
    """计划受理80件，已受理54件，完成56.3%: so much of the very deed that was planned, however far off the rate is."""
    planned = PLANNED.search(base.head) is not None and PLANNED.search(part.head) is None
    return planned and len(base.head) > ENDING and base.head[-ENDING:] == part.head[-ENDING:]


def _before(claim: Percentage) -> list[Figure]:
    """The sound counts of the sentence up to the rate."""
    return [
        each for each in claim.sentence.figures
        if each.end <= claim.start and each.count and not each.vague and not each.bound and not each.compared
        and each.value > 0 and (not each.step or each.low > 0)
    ]  # fmt: skip


def _calculated(claim: Percentage) -> Pair | None:
    """共111人次，按应训116人次计算，参训率…"""
    text, before = claim.passage.plain, _before(claim)
    for number, base in enumerate(before):
        if BY.search(base.head) is None or CALCULATED.match(text, base.end) is None:
            continue
        parts = [each for each in before[:number] if each.kind == base.kind and each.value <= base.value]
        return (parts[-1], base) if parts and parts[-1] is before[number - 1] else None
    return None


def _planned(claim: Percentage) -> Pair | None:
    """计划检查企业120家，实际检查123家，计划完成率…: what was carried out may be more than planned."""
    if FULFILLED.search(claim.name) is None:
        return None
    before = _before(claim)
    bases = [each for each in before if PLANNED.search(each.head) and CARRIED_OUT.search(each.head) is None]
    if len(bases) != ALONE:
        return None
    base = bases[0]
    parts = [each for each in before if each.start > base.end and each.kind == base.kind]
    if len(parts) == ALONE and CARRIED_OUT.search(parts[0].head):
        return parts[0], base
    return _done_before(claim, base) if claim.role == "plan" and not parts else None


def _done_before(claim: Percentage, base: Figure) -> Pair | None:
    """上半年开展宣传19场次。…全年计划30场次，已完成计划的63.3%: the one other count of such things before the plan."""
    same = [each for each in claim.passage.figures if each.end <= base.start and each.kind == base.kind]
    done = same[0] if len(same) == ALONE else None
    sound = done is not None and not done.vague and not done.bound and PLANNED.search(done.head) is None
    return (done, base) if done is not None and sound else None


def _named(manuscript: Manuscript, claim: Percentage, found: Binding) -> Pair | None:
    """调解（含撤诉）461件，…；调解成功率…（以结案数为基数）: the one count of the document that is called so."""
    name = based(claim)
    if not name:
        return None
    part = found.part or _part_over_bracket(claim, found) or _right_before(claim)
    if part is None or not part.exact:
        return None
    base = _of_rate(claim, name) or _item_before(manuscript, claim, part, name)
    base = base or named_bases.base(manuscript, claim.passage, part, name)
    return None if base is None else (part, base)


def _of_rate(claim: Percentage, name: str) -> Figure | None:
    """应参加163人，实际参加161人，参考率98.77%；…按参考人数计算优秀率…: those of whom the rate of that name speaks."""
    earlier = [each for each in percentages(claim.passage) if each.role == "rate" and each.figure.end <= claim.start]
    same = [each for each in earlier if each.sentence.start == claim.sentence.start and each.name.endswith(name)]
    return binding.bind(same[-1]).part if same else None


def _item_before(manuscript: Manuscript, claim: Percentage, part: Figure, name: str) -> Figure | None:
    """1.案件总量。…结案672件。2.结案方式。…: the one count that an item right before calls by this very word."""
    at = manuscript.passages.index(claim.passage)
    near = [each for passage in manuscript.passages[max(0, at - ITEMS) : at + 1] for each in passage.figures]
    near = [each for each in near if each.kind == part.kind and each.exact and each.value > part.value]
    named = {each.value: each for each in near if each.head.endswith(name) and each.period == part.period}
    return next(iter(named.values())) if len(named) == ALONE else None


def _right_before(claim: Percentage) -> Figure | None:
    """90分以上的118人，按参考人数计算优秀率…"""
    last = _own_part(claim)
    return last if last is not None and claim.passage.plain[last.end : claim.start] == "，" else None


def _part_over_bracket(claim: Percentage, found: Binding) -> Figure | None:
    """调解（含撤诉）461件: the name stands before a bracket."""
    text, last, bearing = claim.passage.plain, claim.sentence.start, []
    for each in _before(claim):
        words = text[last : each.start]
        if found.rule.part.search(words) or found.rule.weak is not None and found.rule.weak.search(words):
            bearing.append(each)
        last = each.end
    return bearing[0] if len(bearing) == ALONE else None


def _with_left(claim: Percentage, found: Binding) -> Pair | None:
    """成功化解714起，化解成功率…。未化解的18起已…: what was done, and what the next sentence says was not."""
    part = found.part
    if part is None or found.wholes or not part.exact or part.sentence != claim.figure.sentence:
        return None
    later = [each for each in claim.passage.figures if each.start > claim.figure.end and each.count]
    rest = later[0] if later else None
    if rest is not None and any(each.sentence == rest.sentence and each.kind == rest.kind for each in later[1:]):
        return None  # 未化解的12起正在调解，另有3起终止
    if rest is None or rest.kind != part.kind or not rest.exact or rest.sentence != part.sentence + 1:
        return None
    match = LEFT.search(rest.head)
    if match is None or match[1] not in f"{part.head}{part.tail}":
        return None
    whole = replace(part, text=f"（{part.text}＋{rest.text}）", value=part.value + rest.value)
    computed = HUNDRED * part.exactly / whole.exactly
    told = rounding.fits(claim.figure.value, computed) or misprints.misprinted(claim.figure.value, computed)
    return (part, whole) if told else None


def completed(claim: Percentage, part: Figure) -> Figure | None:
    """已结案3052宗，未结案128宗; 除3人请假外，实到83人: the base is the part and what is said to be missing."""
    text = claim.passage.plain
    for other in claim.sentence.figures:
        if other is part or not other.exact or other.kind != part.kind or other.end > claim.start or other.compared:
            continue
        missing = EXCEPT.search(text[: other.start]) is not None and "外" in text[other.end : part.start]
        open_yet = MISSING.search(other.head) is not None and other.start > part.start
        if (missing or open_yet) and "其中" not in text[min(part.end, other.end) : max(part.start, other.start)]:
            value = part.value + other.value
            whole = replace(
                part, text=f"（{part.text}＋{other.text}）", value=value, start=min(part.start, other.start)
            )
            return whole
    return _with_rest_behind(claim, part)


def _with_rest_behind(claim: Percentage, part: Figure) -> Figure | None:
    """调解成功259件，成功率99.6%。没有调成的9件…: what the next sentence begins with is what is missing, if the two nearly give the rate."""
    behind = [each for each in claim.passage.figures if each.sentence == claim.figure.sentence + 1][:1]
    if not behind or not behind[0].exact or behind[0].kind != part.kind or behind[0].compared or not part.exact:
        return None
    rest = behind[0]
    begins = max(claim.passage.plain.rfind(mark, 0, rest.start) for mark in "。！？\n") + 1
    ends = claim.passage.plain.find("。", rest.end)
    if (
        MISSED.fullmatch(claim.passage.plain, begins, rest.start) is None
        or "另" in claim.passage.plain[rest.end : ends]
    ):
        return None  # 未化解的12起正在调解，另有3起终止
    value = part.value + rest.value
    if not misprints.near(claim.figure.value, 100 * part.exactly / Fraction(value)):
        return None
    return replace(part, text=f"（{part.text}＋{rest.text}）", value=value)


def _parallel(claim: Percentage) -> Pair | None:
    """57个、238.5亩: of two rates of one name, each in its own unit, the bases stand side by side."""
    part = _own_part(claim)
    if part is None or _fitting(claim, part):
        return None  # each would prove the other wrong
    for other in percentages(claim.passage):
        if other.role != "rate" or other is claim or other.name[-ENDING:] != claim.name[-ENDING:]:
            continue
        twin = _own_part(other) if other.sentence.start == claim.sentence.start else None
        if twin is None or twin.kind == part.kind or twin.value < FEWEST:
            continue
        bases = [_partner(other, each, part) for each in _fitting(other, twin)]
        if len(bases) == ALONE and bases[0] is not None:
            return part, bases[0]
    return None


def _own_part(claim: Percentage) -> Figure | None:
    own = [each for each in _before(claim) if each.segment == claim.figure.segment]
    return own[-1] if own else None


def _fitting(claim: Percentage, part: Figure) -> list[Figure]:
    """The counts before a part over which it gives its rate, printed with a decimal."""
    if not rounding.decimals(claim.figure.value):
        return []
    counts = [each for each in claim.passage.figures if each.end <= part.start and each.kind == part.kind]
    counts = [each for each in counts if not each.vague and not each.bound and each.value > part.value > 0]
    return [each for each in counts if binding.gives(claim.figure.value, part, each)]


def _partner(claim: Percentage, base: Figure, part: Figure) -> Figure | None:
    """The count of the part's unit right beside a base."""
    text, figures = claim.passage.plain, claim.passage.figures
    at = next(number for number, each in enumerate(figures) if each is base)
    for one, two in ((at - 1, at), (at, at + 1)):
        if one < 0 or two >= len(figures) or BESIDE.fullmatch(text, figures[one].end, figures[two].start) is None:
            continue
        beside = figures[two] if one == at else figures[one]
        if beside.kind == part.kind and beside.value > part.value:
            return beside
    return None


def _covered(claim: Percentage, found: Binding) -> Pair | None:
    """共培养“法律明白人”1246名。组织“法律明白人”轮训，培训1152名，培训覆盖率…: of all of whom the sentence before speaks."""
    before = _before(claim)
    if found.part is not None or COVERED.search(claim.name) is None or not before:
        return None
    part = before[-1]
    here = claim.figure.sentence
    same = [each for each in claim.passage.figures if each.sentence in (here - 1, here) and each.end <= part.start]
    same = [each for each in same if each.kind == part.kind and each.exact and each.value >= FEWEST]
    if len(same) != ALONE or same[0].value < part.value or same[0].sentence == here:
        return None
    text, said = claim.passage.plain, claim.passage.plain[claim.sentence.start : part.start]
    thing = text[max(0, same[0].start - NAME - 1) : same[0].start].rstrip("”》")[-NAME:]
    return (part, same[0]) if len(thing) == NAME and thing in said else None
