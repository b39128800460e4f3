"""The total that a share names, wherever the document prints it: 占转办工单的5.00% ← 对16051件转办工单中尚未办结的….

The core of the name (转办) must be found in the words of a count. One that is called so and nothing more is plain; of one whose
words say more (省平台转办1642件) something else may be counted: it may confirm the share, and never refutes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from fazhi.audit.rates import binding
from fazhi.audit.rates.portions import DISTINCT, Share, names
from fazhi.audit.rates.portions import MOST as MOST_OF_NAME
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.items import SAYS_NOTHING
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage
from fazhi.audit.text.percentages import percentages

Found = tuple[Passage, Figure]
Count = tuple[Passage, Figure, str, str]
"""A count with the words before and behind it."""
SHORTEST = 2
MOST = 80
"""So many counts of one name are looked at."""
NEAR, BEHIND = 16, 6
"""Characters before and behind a count in which its name is looked for."""
CALLED, DONE, MORE = 0, 1, 2
"""How well a count is called by a name: so and nothing more; with the deed that was done to it (逾期办结154件); with more."""
# What every total is called (全部逾期工单 → 逾期, 民事案件 → 民事, 信访总量 → 信访).
THINGS = re.compile(
    r"^(?:全部|全[年省市县区镇乡国]|本[月季年市县区镇乡]|[当该][月年]|所有|各类|其中)"
    r"|(?:总[数量件次人额]{0,2}|案件|事项|案卷|工单|诉求|信件|人数|件数|户数|件次|数量|数)$"
)
DEED = re.compile(r"办结|审结|结案|办理|处理|完成|作出|开展|组织|实施")
SAME_DEED = re.compile(r"结案|审结|办结")
ALL = re.compile(r"[共总]|累计|合计")
# 转办工单中已到办理期限的15420件: some of them.
AMONG = re.compile(r"[中里内][^，。；：\d]{1,14}")
NOT_SO = re.compile(r"[不未非无]|尚|除|退回")
# 受理案件按管理领域，
TOPIC = re.compile(
    r"(?:其中，?)?(?P<name>[\u4e00-\u9fff]{2,6}?(?:案件|事项|纠纷|诉求|工单))(?:按|依|从|中按)[^，。；：、\d]{2,10}[，：]"
)


def core(name: str, common: re.Pattern[str] = THINGS) -> str:
    """What tells this total from others: 全部逾期工单 → 逾期; ``common``: the words that every total may have."""
    before = ""
    while before != name:
        before, name = name, common.sub("", name)
    return name


def named_elsewhere(manuscript: Manuscript, share: Share) -> None:
    """Fill the base of a share that has a name but none in its sentence; or, where several may be meant, all of them.

    检出不合格样品65批次 … 监督抽检不合格47批次 … 占不合格总数的: where the name alone has found the base, others of it confirm as well.
    """
    if not share.name or share.part is None or share.bases and not share.distant:
        return
    tiers = _bearing(manuscript, core(share.name), share.claim.passage, share.part)
    if share.bases:
        share.loosely = frozenset(figure.value for _passage, figure in tiers[MORE])
        return
    called = _base(tiers, share.claim.passage, share.part)
    if called is not None:
        share.bases, share.distant = [called], True
    else:
        share.elsewhere = frozenset(figure.value for tier in tiers[:MORE] for _passage, figure in tier)
    share.loosely = frozenset(figure.value for _passage, figure in tiers[MORE])


def base(manuscript: Manuscript, here: Passage, part: Figure, name: str) -> Figure | None:
    """The one count greater than the part that is called so, of those before it or, if there is none, behind it."""
    return _base(_bearing(manuscript, core(name), here, part), here, part)


def of_series(manuscript: Manuscript, share: Share, filler: re.Pattern[str]) -> Share:
    """商品类投诉612件，…。食品145件、服装95件、家居55件，分别占商品类投诉总量的23.7%、15.5%、9.0%: of the count that bears the name, where
    none stands beside them; ``filler``: the words of a share that name nothing."""
    claim = share.claim
    if share.part is None or share.bases:
        return share
    first = next(each for each in percentages(claim.passage) if each.series == claim.series)
    name = filler.sub("", first.link)
    called = base(manuscript, claim.passage, share.part, name) if name else None
    if called is not None:
        share.bases, share.name, share.distant = [called], name, True
    return share


def _topic(share: Share) -> str:
    """受理案件按领域，公安583件……，五个领域合计1275件，占80.1%: what the list divides, where the share names no base."""
    claim = share.claim
    match = TOPIC.match(claim.passage.plain, claim.sentence.start) if not share.name else None
    return "" if match is None else match["name"]


def called_so(manuscript: Manuscript, share: Share) -> Figure | None:
    """A count whose words have the name in them, if it gives the printed share and the base in view does not bear that name.

    审结124件，其中…终止31件。终止的案件中，27件…，占审结案件的 is of the 124; 占审结复议案件的 ← 收到复议申请162件……审结136件: what was done
    must stand before the count itself, to what it was done may have been said earlier in the paragraph.
    """
    name, part = core(share.name or _topic(share)), share.part
    in_view = [share.agreed, *share.bases[:1]]
    if part is None or len(name) < SHORTEST or any(each and names(name, each, MOST_OF_NAME) for each in in_view):
        return None
    pieces = [name[at : at + SHORTEST] for at in range(0, len(name) - 1, SHORTEST)]
    for passage, figure, words, _behind in _counts_with(manuscript, SAME_DEED.sub("办结", pieces[0]))[-MOST:]:
        if figure.kind != part.kind or figure.value <= part.value or NOT_SO.search(words) is not None:
            continue
        said = passage.plain[: figure.start]
        deeds = [each for each in pieces if DISTINCT.search(each)]
        if all(each in said for each in pieces) and all(SAME_DEED.sub("办结", each) in words for each in deeds):
            if share.fits(figure.value):
                return figure
    return None


def _base(tiers: tuple[list[Found], ...], here: Passage, part: Figure) -> Figure | None:
    for found in tiers[:MORE]:
        before = [each for each in found if (each[0].index, each[1].end) <= (here.index, part.start)]
        one = _only(before or found)
        if one is not None or found:
            return one
    return None


def _only(found: Iterable[Found]) -> Figure | None:
    values = {(figure.value, figure.kind): figure for _passage, figure in found}
    return next(iter(values.values())) if len(values) == 1 else None


def _bearing(manuscript: Manuscript, name: str, here: Passage, part: Figure | None) -> tuple[list[Found], ...]:
    """The counts whose words bear a name, by how well they are called by it."""
    tiers: tuple[list[Found], ...] = ([], [], [])
    wanted = SAME_DEED.sub("办结", name)
    if len(wanted) < SHORTEST:
        return tiers
    for passage, figure, words, behind in _counts_with(manuscript, wanted[-SHORTEST:])[-MOST:]:
        if part is not None:
            if figure.kind != part.kind or figure.value <= part.value:
                continue
            if not binding.same_period(here, figure, part):
                continue
        elif figure.period not in ("", here.now):
            continue
        tier = _tier(wanted, words, behind)
        if tier is not None:
            tiers[tier].append((passage, figure))
    return tiers


def _tier(wanted: str, words: str, behind: str) -> int | None:
    if behind.startswith((wanted, "的" + wanted)):
        return CALLED if not SAYS_NOTHING.sub("", words) else MORE
    if wanted not in words:
        return None
    before, _wanted, after = words.rpartition(wanted)
    if NOT_SO.search(before + after) or AMONG.search(after):
        return None
    # 县热线共受理群众诉求36432件: of whom it is said is no matter, it is all of them.
    rest = SAYS_NOTHING.sub("", after if ALL.search(before) else before + after)
    if not rest:
        return CALLED
    return DONE if not DEED.sub("", rest) else MORE


def _counts_with(manuscript: Manuscript, pair: str) -> list[Count]:
    """The sound counts of the document beside which two characters stand: few pairs are ever asked for."""
    known: dict[str, list[Count]] = manuscript.memory.setdefault("counts with", {})
    if len(pair) != SHORTEST:
        return []
    if pair not in known:
        known[pair] = [each for each in _counts(manuscript) if pair in each[2] or pair in each[3]]
    return known[pair]


def _counts(manuscript: Manuscript) -> list[Count]:
    """Every sound count of the document, with the words before and behind it."""
    known: list[Count] | None = manuscript.memory.get("named counts")
    if known is None:
        known = manuscript.memory["named counts"] = [
            (passage, each, SAME_DEED.sub("办结", each.head[-NEAR:]), SAME_DEED.sub("办结", each.tail[:BEHIND]))
            for passage in manuscript.passages
            for each in passage.figures
            if each.count and not each.vague and not each.bound and not each.compared
        ]
    return known
