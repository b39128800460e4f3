"""All shares (占…%, or a percentage in brackets behind a count) of a document with the bases they may be shares of.

A base is certain when the sentence names it or begins with it, when the document has exactly one count of the name that
the share gives (占收到申请总数的), or when several shares side by side fit the same total.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from fazhi.audit.rates import binding, divided, named_bases, otherwise
from fazhi.audit.rates.columns import agree, agree_across
from fazhi.audit.rates.dealt import dealt_out
from fazhi.audit.rates.excluded import without_excluded
from fazhi.audit.rates.portions import DISTINCT, FIT_TOGETHER, GOAL, LONGEST_NAME, MOST, Share, is_goal, names
from fazhi.audit.rates.share_totals import of_all, of_sentence_before, total
from fazhi.audit.sums.addition import spread
from fazhi.audit.sums.counts import is_base
from fazhi.audit.text import items, numerals, rounding
from fazhi.audit.text.figures import Figure, joined
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.own_subjects import counted_in
from fazhi.audit.text.percentages import Percentage, percentages
from fazhi.audit.text.scopes import picks_from

FILLER = re.compile(
    r"占比?|比例|比重|相当于|总件数|总人数|总数量|总数|总量|总额|全[部年镇乡]|同期|总体|其|的|为|达到?|到|约|了|高达|均|分别|仅|数量|最高|，|数|量$"
)
TOTAL = re.compile(
    r"共|总|受理|收到|接到|接收|收案|新收|排查|发现|办理|承办|审结|办结|调解|调处|警情|有|申请|检查|建议|提案|转派|立案"
)
SCOPE = re.compile(r"全[县市省区国]|本[县市省区]")
CLAUSE = re.compile(r"[，。；：、）（]|\d[\d,.]*[\u4e00-\u9fff]?")
FOREMOST = re.compile(  # 邻里纠纷最多，占…; 三季度为全年高峰，占…
    r"(?:数量)?(?:最多|居首位?|居第一位|最高|最少)$|[为是](?:全年|年内|各季)?的?(?:最?高峰|峰值|最高点|最?低谷|[旺淡]季)$"
)
SUBJECT = re.compile(r"其中|[其约仅均]|分别|比?例?为?$")
MORE = re.compile(r"(?:增加|减少|增长|下降|上升|降低|[增减多少])了?$")
CHANGED = re.compile(
    r"（[^（）]{1,30}）|，(?:同比|环比)?(?:[比较][^，。；%\d]{1,8})?(?:上升|下降|增长|增加|减少|降低|上涨|回落|多|少|升|降|增|减)[^，。；\d]{0,4}\d[\d,.]*[万亿]?(?:%|[\u4e00-\u9fff]{1,2})"
)
ADDED = re.compile(
    r"(?:以上|上述|这|前)?(?:([两二三四五六七八九])[项类者种个位级地]|合计|共计|合|总计)?(?:合计|共计|合|共)?占"
)
ANNOUNCED = re.compile(
    r"(?:前|居前|列前)([三四五六七八九十])[位名类项]?[\u4e00-\u9fff]{0,10}(?:依次为|分别为|分别是|为|是|有)?[：，]?"
)
TOGETHER = re.compile(r"^(?:合计|共计|总计|[两二三四]项)(?:共|合)?占")
# 售后服务（2057件）、食品安全（1641件），合计占比38.4%
LISTED = re.compile(r"）?[、，和及][^，。；：（）\d]{0,16}（?")
COUNTED = re.compile(r"(?<=[，、；但而亡])([件起宗户批])数(?:约|则)?$|(?<=亡)(人)数(?:约|则)?$")
FROM_TO = re.compile(r"([^，。；：\d]{2,12})[由从][^，。；：]{0,12}\d[^，。；：]{0,4}[加少升降高低长增减][到至]$")
REACHED = re.compile(r"[加少升降高低长]到$|[增减]至$")
# 占2810起的44.6%和139人的77.0%
ANOTHER = re.compile(r"[和、及与]\d")
LONGEST_CLAUSE = 30
MOST_TOTALS = 12
HUNDRED = 100
AMONG = re.compile(r"（?其中")
# Words before 占 that are no subject: 件数占…, 也只占….
ADVERBS = re.compile(
    r"其中|分别|合计|共计|总计|大约|仅仅|大体|基本|数量|件数|人数|户数|金额|总数|总量|总额|比例|比重|所占|均已?|已|也|就|只|仅|约|共|各|则|又|且|并|全|其|而|的|共同|[一两三]项|单项"
)
ALONE = re.compile(r"一(?:项|类|家|地|镇|乡|村|个月)(?:就|便|即|已)?")
OWN = ("占", "比例", "比重", "相当于")
PART_HEAD = re.compile(r"其中|从[^，]{1,6}看|^[的有为达了]+|[的有为达共]+$")


def shares(manuscript: Manuscript) -> list[Share]:
    """All shares of the document in the order of the text, each with its possible bases."""
    known: list[Share] | None = manuscript.memory.get("shares")
    if known is not None:
        return known
    found: list[Share] = []
    for passage in manuscript.passages:
        plain = passage.plain
        if "%" not in plain and "占" not in plain:
            continue
        claims = [each for each in percentages(passage) if each.role == "share"]
        siblings = _siblings([each for each in percentages(passage) if each.role in ("share", "other")])
        claims = [each for each in claims if each.figure.value <= HUNDRED or each.link == "的"]
        here = [_share(manuscript, each, siblings) for each in claims]
        agree(manuscript, passage, here)
        found += here
    agree_across(manuscript, found)
    manuscript.memory["shares"] = found
    return found


def _siblings(claims: list[Percentage]) -> frozenset[int]:
    """Where the counts begin that have a share of their own right behind them."""
    if len(claims) < FIT_TOGETHER:
        return frozenset()
    found = set()
    for claim in claims:
        before = [each for each in claim.sentence.figures if each.end <= claim.start and each.count]
        if before and claim.passage.plain[before[-1].end : claim.start].strip("，（其约占") == "":
            found.add(before[-1].start)
    return frozenset(found)


def _share(manuscript: Manuscript, claim: Percentage, siblings: frozenset[int]) -> Share:
    before = _before(claim)
    if claim.order:
        return named_bases.of_series(manuscript, dealt_out(manuscript, claim, before), FILLER)
    added = _added(claim, before)
    if added is None and _together(claim):
        return Share(
            claim, None, sure=False
        )  # 扑救17.4万起（另有…），救援10.4万起，合计占70.7%: of both, whatever they are
    part, by_name = (added, True) if added is not None else _part(claim, before)
    if part is None:
        return Share(claim, None, sure=False)
    part = _with_unit(claim, part)
    within = [each for each in claim.sentence.figures if claim.start < each.start and each.end <= claim.figure.start]
    if within and ANOTHER.match(claim.passage.plain, claim.figure.end):
        part = _of_unit(before, within[-1]) or part
    if within and binding.same_unit(within[-1], part):
        return Share(claim, part, [within[-1]], inside=True)
    name = FILLER.sub("", claim.link)
    name = name if name.endswith("事项") else name.removesuffix(part.unit)
    if GOAL.search(name):  # 占任务数的56.4%: of its own task, and not of what all together took in
        return Share(claim, part, [each for each in before if each is not part and is_goal(each)], name)
    whole = total(manuscript, claim, part) if added is None else None
    if whole is not None:
        return Share(claim, part, [whole], name, inside=True)
    bases = [
        each for each in before
        if each is not part and binding.same_unit(each, part) and each.value > part.value and each.start not in siblings
        and not otherwise.neighbours(claim.passage, part, each) and (not each.compared or REACHED.search(each.head))
    ]  # fmt: skip
    bases = without_excluded(claim.passage, part, bases, before)
    parted = divided.divided(claim.passage, part) if len(bases) > 1 else []
    bases = [each for each in bases if not any(each is one for one in parted)]
    if added is not None:
        every = of_all(claim, added)
        bases = [each for each in bases if each.end <= added.start] or ([every] if every is not None else [])
        bases = bases or of_sentence_before(claim, added)
        if not bases:
            known = manuscript.totals(part.kind, claim.passage.index, MOST_TOTALS)
            elsewhere = frozenset(each.value for each in known if each.value > part.value)
            return Share(claim, part, [], FILLER.sub("", claim.link), together=True, elsewhere=elsewhere)
    share = Share(claim, part, bases, name, together=added is not None)
    whole = of_all(claim, part) if not bases and added is None else None
    if whole is not None:
        # 投诉1115件，…。举报立案45件，占举报总数的15.4%: not the greatest, but the one that is called so.
        called = named_bases.base(manuscript, claim.passage, part, name) if name else None
        share.bases, share.distant = [called or whole], True
        return share
    if name:
        scope = SCOPE.search(name)
        text = claim.passage.plain
        named = [
            each
            for each in bases
            if names(name, each, clause=_clause(text, each)) and (scope is None or scope.group() in binding.words(each))
        ]
        general = "总" in claim.link and DISTINCT.search(name) is None and scope is None
        called = named_bases.base(manuscript, claim.passage, part, name) if "总" in claim.link else None
        if called is not None and (not general or named) and not share.fits_figure(called):
            # 投诉3918件。按时办结投诉3915件；调解成功2762件，占投诉总量的70.49%: all of them, but only if they give it.
            called = None
        if called is not None:
            share.bases, share.distant = [called], True
            return share
        share.bases = named or [each for each in bases[:1] if general and TOTAL.search(each.head)]
        # 行政检查由上年的21460次减少到17386次；…占全年检查总数的: the level of this year and no other.
        share.inside = general and len(named) == 1 and REACHED.search(named[0].head) is not None
        share.sure = general or not named or names(name, named[0], MOST, _clause(text, named[0]))
    share.nearby = _nearby(claim, part, siblings)
    if not by_name and part is before[-1]:
        _listed(share, before)
    return share


def _of_unit(before: list[Figure], base: Figure) -> Figure | None:
    """火灾1252起、亡107人，占2810起的44.6%和139人的77.0%: of the last two counts the one that is counted like the base."""
    last = [each for each in before[-FIT_TOGETHER:] if binding.same_unit(each, base)]
    return last[0] if len(last) == 1 else None


def _with_unit(claim: Percentage, part: Figure) -> Figure:
    """行政处罚2100，占…；行政强制705，占…；行政不作为490件: a count whose unit was left out is one of the things counted beside it."""
    if part.unit or part.step or rounding.decimals(part.value):
        return part
    kinds = {each.kind: each.unit for each in claim.sentence.figures if each.count and each.unit}
    kind, unit = next(iter(kinds.items()), ("", ""))
    return replace(part, kind=kind, unit=unit) if len(kinds) == 1 else part


def _clause(text: str, figure: Figure) -> str:
    """The words of the clause before a count, over its 、 as well (受理咨询、投诉、举报1828件)."""
    lead = text[max(0, figure.start - LONGEST_NAME) : figure.start]
    # 行政检查由上年的21460次减少到17386次
    changed = FROM_TO.search(text, max(0, figure.start - 2 * LONGEST_NAME), figure.start)
    lead = changed[1] if changed is not None else lead
    return re.split(r"[，。；：（]", lead)[-1]


def _before(claim: Percentage) -> list[Figure]:
    """The counts of the sentence up to the share; where it begins with 其中, those of the sentence before as well."""
    text, sentence = claim.passage.plain, claim.sentence
    found = [each for each in sentence.figures if each.end <= claim.start and each.count and not _alone(claim, each)]
    # 完成预算552200万元的98.9%，完成调整预算550000万元的99.3%: what one was a share of is no part of the other.
    found = [each for each in found if not is_base(text, each)]
    if AMONG.match(text, sentence.start):
        earlier = [each for each in claim.passage.sentences if each.end <= sentence.start]
        counts = [each for each in (earlier[-1].figures if earlier else []) if each.count]
        totals = [each for each in counts if TOTAL.search(each.head) and not items.in_list(claim.passage, each)]
        found = (totals or counts)[:1] + found
    return found


def _part(claim: Percentage, before: list[Figure]) -> tuple[Figure | None, bool]:
    """(the count that the share is of, whether the words before 占 name it)."""
    text = claim.passage.plain
    # 抽查52个项目、0.71亿元，抽查金额占52.6%: a word of measure says which count.
    measured = counted_in(CLAUSE.split(text[max(claim.sentence.start, claim.start - LONGEST_NAME) : claim.start])[-1])
    if measured:
        of_it = [each for each in before if each.unit in measured]
        return (of_it[-1], False) if of_it and of_it[-1] is before[-1] else (None, False)
    if "平均" in CLAUSE.split(text[max(claim.sentence.start, claim.start - LONGEST_NAME) : claim.start])[-1]:
        return None, False
    named = _named_part(claim)
    if named is not None:
        return named, True
    open_now = [each for each in before if not items.bracketed_off(text, each, claim.start)] or before
    # 有效申诉482件，比上月增加31件，占申诉量的33.7%: the change is no part.
    open_now = [each for each in open_now if MORE.search(each.head) is None and not spread(each)]
    # 收入23612万元，比上年的21804万元增加1808万元，为目标23000万元的102.7%: nor is the level of before.
    open_now = [each for each in open_now if not each.compared] or open_now
    counted = COUNTED.search(text, max(claim.sentence.start, claim.start - LONGEST_NAME), claim.start)
    if counted is not None:
        # 火灾16.7万起、亡682人，起数占总数的30.3%: the unit says which count.
        units = [each for each in open_now if each.unit.endswith(counted[1] or counted[2]) and each.count]
        return (units[-1], True) if units else (None, False)
    subject = _subject(claim)
    if subject:
        pairs = {subject[at : at + 2] for at in range(len(subject) - 1)}
        # 次均费用5284元，异地次均16463元，异地费用占40.4%: a mean is no part of what is spent in all.
        whole = before if "均" in subject else [each for each in before if not spread(each)]
        scores = [sum(1 for pair in pairs if pair in binding.words(each)) for each in whole]
        best = max(scores, default=0)
        chosen = [each for each, score in zip(whole, scores, strict=True) if score == best]
        # 其他区域火灾占5.7% has only 火灾 in common with 农村火灾7.5万起.
        if 2 * best >= len(pairs) and len(chosen) == 1:
            return chosen[0], True
        called = divided.named_part(claim)
        return called, called is not None
    if open_now and _directly_before(claim, open_now[-1]):
        return open_now[-1], False
    goal = _towards_goal(claim, open_now)
    told = goal or _told_before(claim) or divided.named_part(claim)
    return told, told is not None


def _towards_goal(claim: Percentage, counts: list[Figure]) -> Figure | None:
    """收入23612万元，比上年的21804万元增加1808万元，…，为年度目标23000万元的102.7%: the one count that was reached."""
    lead = claim.passage.plain[claim.start : claim.figure.start]
    reached = [each for each in counts if each.end <= claim.start]
    if claim.link != "的" or GOAL.search(lead) is None or not reached:
        return None
    same = [each for each in reached if each.kind == reached[-1].kind and each.segment == claim.figure.segment]
    return same[0] if len(same) == 1 else None


def _told_before(claim: Percentage) -> Figure | None:
    """电话28915件、…。电话仍是主渠道，占…: the count whose words begin like the clause before."""
    text = claim.passage.plain
    clauses = CLAUSE.split(text[max(claim.sentence.start, claim.start - LONGEST_CLAUSE) : claim.start])
    if len(clauses) < FIT_TOGETHER or clauses[-1] or len(clauses[-2]) < FIT_TOGETHER:
        return None
    subject = clauses[-2][:2]
    found = [
        each for each in claim.passage.figures
        if each.end <= claim.start and each.count and each.head.startswith(subject)
    ]  # fmt: skip
    return found[0] if len(found) == 1 else None


def _together(claim: Percentage) -> bool:
    """合计占, 两项占"""
    lead = claim.passage.plain[max(claim.sentence.start, claim.start - LONGEST_NAME) : claim.start]
    return TOGETHER.search(CLAUSE.split(lead)[-1] + claim.link[:1]) is not None


def _added(claim: Percentage, before: list[Figure]) -> Figure | None:
    """扑救17.4万起、救援10.4万起，两项占70.7%; 前三位是交通783件、建设579件、政法562件，合占77%: the counts that are added."""
    text = claim.passage.plain
    clause = CLAUSE.split(text[max(claim.sentence.start, claim.start - LONGEST_NAME) : claim.start])[-1]
    match = ADDED.fullmatch(clause + claim.link[:1]) if clause else None
    foremost = None if match is not None or clause else _first_so_many(claim, before)
    if foremost is not None:
        return foremost
    # 食品56件、售后49件，两项占…: the number of the items is none of them.
    before = [each for each in before if not each.spelled]
    if match is None or not before:
        return None
    run = [before[-1]]
    for each in reversed(before[:-1]):
        if each.kind != run[0].kind or LISTED.fullmatch(text, each.end, run[0].start) is None:
            break
        if "其中" in run[0].head:
            break
        run.insert(0, each)
    if match[1]:
        number = numerals.read(match[1]) or 0
        run = run[-number:] if 1 < number <= len(run) else []
    if len(run) < FIT_TOGETHER or any(each.vague or each.bound for each in run):
        return None
    return joined(run)


def _first_so_many(claim: Percentage, before: list[Figure]) -> Figure | None:
    """位列前三的工单：交通783件、建设579件、政法562件，占工单总量的77%: as many counts as are announced, and the share behind them all."""
    text = claim.passage.plain
    announced = ANNOUNCED.search(text, claim.sentence.start, claim.start)
    if announced is None or not claim.link.startswith("占") or "总" not in claim.link:
        return None
    number = numerals.read(announced[1])
    run = [each for each in before if each.start >= announced.end() and not each.spelled]
    joined_on = all(LISTED.fullmatch(text, left.end, right.start) for left, right in pairwise(run))
    if number is None or not FIT_TOGETHER < number == len(run) or not joined_on or len({each.kind for each in run}) > 1:
        return None
    return None if any(each.vague or each.bound for each in run) else joined(run)


def _subject(claim: Percentage) -> str:
    """The words before 占 in its own clause, if they are a subject of their own (网站公开信息占64.53%)."""
    if not claim.link.startswith(OWN):
        return ""
    clause = CLAUSE.split(claim.passage.plain[max(claim.sentence.start, claim.start - LONGEST_NAME) : claim.start])[-1]
    words = ADVERBS.sub("", clause)
    return words if len(words) > 1 else ""


def _directly_before(claim: Percentage, part: Figure) -> bool:
    # 投诉6409件，同比增长5.90%，占…: what was more or less stands between.
    gap = CHANGED.sub("", claim.passage.plain[part.end : claim.start])
    if "。" in gap or "；" in gap or len(gap) > LONGEST_NAME:
        return False
    # 重点学生1127人，全部建档，占实测人数的…: the share says itself of what it is one.
    return gap.count("，") <= 1 or gap.count("，") == FIT_TOGETHER and "的" in claim.link


def _named_part(claim: Percentage) -> Figure | None:
    """简易程序17204件、普通程序1418件，普通程序案件占7.61%: the count that the subject of the share names."""
    text = claim.passage.plain
    if not claim.link.startswith(OWN):
        return None
    clauses = CLAUSE.split(text[max(claim.sentence.start, claim.start - LONGEST_NAME) : claim.start])
    # 邻里纠纷最多，占…
    clause = clauses[-2] if len(clauses) > 1 and not clauses[-1] and FOREMOST.search(clauses[-2]) else clauses[-1]
    subject = FOREMOST.sub("", SUBJECT.sub("", clause))
    if len(subject) < 2 or any(each.isdigit() for each in subject):
        return None
    counts = [each for each in claim.passage.figures if each.end <= claim.start and each.count]
    counts = [each for each in counts if not each.vague and not each.bound and not _alone(claim, each)]
    named = [each for each in counts if _of_name(each, subject)]
    if not named and claim.link.startswith(("比重", "相当于")):
        named = [each for each in counts if subject[:2] in each.head and each.sentence == claim.figure.sentence]
    values = {each.value for each in named}
    return named[-1] if len(values) == 1 else None


def _alone(claim: Percentage, figure: Figure) -> bool:
    """升级改造21.5万元，…，升级改造一项就占57.5%: no count, but a word for the one that is named."""
    return figure.spelled and ALONE.fullmatch(claim.passage.plain, figure.start, claim.start) is not None


def _of_name(figure: Figure, subject: str) -> bool:
    head = PART_HEAD.sub("", figure.head)
    named = subject.startswith(head) or head.endswith(subject) or subject.endswith(head)
    return len(head) >= 2 and named and not picks_from(subject, head)


def _nearby(claim: Percentage, part: Figure, siblings: frozenset[int]) -> list[Figure]:
    """Counts of the paragraph up to the share that might be its base; they confirm, or show a plain misprint."""
    return [
        each for each in claim.passage.figures
        if each.end <= claim.start and each.exact and binding.same_unit(each, part) and each.value > part.value
        and each.start not in siblings and not each.compared and each.sentence >= claim.figure.sentence - 2
    ]  # fmt: skip


def _listed(share: Share, before: list[Figure]) -> None:
    """Counts joined to the part by 、 may be meant with it."""
    part, text = share.part, share.claim.passage.plain
    assert part is not None
    total, following = part.value, part
    for figure in reversed(before[:-1]):
        if figure.kind != part.kind or text[figure.end : figure.end + len(figure.tail) + 1][-1:] not in "、和及":
            break
        if "，" in text[figure.end : following.start]:
            break
        total, following = total + figure.value, figure
    if following is not part:
        share.with_list, share.sure = total, False
