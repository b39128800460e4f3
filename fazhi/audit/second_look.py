"""Before a contradiction is called proven: is there another account under which everything printed is right?

The rules read words, and clerks find words that no rule has met. So what a rule calls wrong is looked at once more without
any words (docs/decisions/0020): are all the numbers it holds against each other borne out by other accounts beside them, or
does the printed percentage or mean follow from other numbers of the same sentence? Then somebody has to look; nothing is proven.
A number that really slipped is hardly ever borne out: of 1,387 planted slips that were found six are lost by this, and of 64
figures falsely called wrong in reports nobody had tuned to, 29.
"""

from __future__ import annotations

import re

from fazhi.audit.corroboration import printed
from fazhi.audit.doubts import list_readings, other_totals, unlike, unprinted, untold_wholes, wrong_wholes
from fazhi.audit.doubts.places import lying_on
from fazhi.audit.doubts.rates import CALENDAR, RateClaim
from fazhi.audit.doubts.repeats import RepeatClaim
from fazhi.audit.doubts.rests import RestClaim
from fazhi.audit.doubts.sums import SumClaim
from fazhi.audit.growths import moved_growths, over_the_new, year_before_last
from fazhi.audit.means import other_operands, said_divisors, told_of_all, witnessed_sums
from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rates import (
    another_than_named,
    closed_divisions,
    one_breath,
    over_last_year,
    plan_fulfilled,
    share_slips,
    table_columns,
)
from fazhi.audit.rates.shared_wholes import shared_wholes
from fazhi.audit.repeats import bases_of_plans, changes_retold, next_stage, targets_met, year_totals
from fazhi.audit.repeats.verbatim import beyond_doubt
from fazhi.audit.slips import receipts, seconded, settling
from fazhi.audit.sums import absentees, named_sums, rated_outcomes, sibling_lists, stocks, told_rests
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage
from fazhi.audit.times import rounds
from fazhi.audit.turned import proven

REMARK = "（但这几个数在文中另有算得通的读法，不能断定有误，请人工核对。）"
PARTIAL = "（“其中”所列可能不是全部，不能断定有误；若已列全，请核对。）"
RATE = re.compile(r"([\u4e00-\u9fff]{2,12})率")
MEANS = frozenset({CALENDAR, "mean", "per_unit", "spread"})
SURE = frozenset({"stated_base"})
"""Of these the words themselves say what is divided by what."""
OPEN = frozenset({"rate", "share", "stated_base"})
"""Of these the base may be another total than the nearest."""
NAMED = frozenset(
    {
        absentees.BASIS,
        named_sums.BASIS,
        bases_of_plans.BASIS,
        changes_retold.BASIS,
        another_than_named.BASIS,
        closed_divisions.BASIS,
        told_of_all.BASIS,
        moved_growths.BASIS,
        next_stage.BASIS,
        other_operands.BASIS,
        one_breath.BASIS,
        over_last_year.BASIS,
        over_the_new.BASIS,
        plan_fulfilled.BASIS,
        said_divisors.BASIS,
        rated_outcomes.BASIS,
        share_slips.WRONG_BASE,
        sibling_lists.BASIS,
        stocks.BASIS,
        table_columns.BASIS,
        targets_met.BASIS,
        told_rests.BASIS,
        rounds.BASIS,
        witnessed_sums.BASIS,
        year_totals.BASIS,
        year_before_last.BASIS,
    }
)
"""In these the words name every number: what else comes out of them comes out by chance."""
OVERRULING = frozenset({another_than_named.BASIS, over_last_year.BASIS})
"""What else gives the printed share is a count that the words exclude, and makes it no more right."""
ACCOUNTS = frozenset({stocks.BASIS, told_rests.BASIS})
REST, SHARE = "left_undone", "share"
SAID_BASE = re.compile(r"(?:以|按照?)[\u4e00-\u9fff]{2,6}[数量]?(?:来?计算|为分母|为基数|计)")
BY_QUARTER = re.compile(r"[二三四]季度(?:\d[\d.]*[\u4e00-\u9fff]{1,3}，)?(?:环比|[比较][一二三]季度)[^。；%]{0,16}$")
TOGETHER, NAME = re.compile(r"合计|之和|两[项者类]|共占|一并"), 12


def review(manuscript: Manuscript, findings: list[Finding]) -> None:
    """Turn into a hint, with a remark, whatever was called wrong and has another account for all that is printed."""
    right = [each for each in findings if each.verdict is Verdict.RIGHT and each.kind is Kind.RATE]
    doubted: set[int] = set()
    refuted: set[int] = set()
    findings[:] = [
        each for each in findings if each.verdict is not Verdict.WRONG or not unprinted.comes_of_it(manuscript, each)
    ]
    overruling = [each for each in findings if each.verdict is Verdict.WRONG and each.basis in OVERRULING]
    overruling = [each for at, each in enumerate(overruling) if not any(map(each.meets, overruling[:at]))]
    kept = {id(each) for each in overruling}
    findings[:] = [each for each in findings if id(each) in kept or not _overruled(each, overruling)]
    for each in findings:
        if each.verdict is not Verdict.WRONG:
            continue
        if _right_with_its_bracket(manuscript, each):
            continue
        if _by_a_wrong_whole(manuscript, each):
            refuted.add(id(each))
        remark = (
            REMARK
            if id(each) in refuted or _retold(manuscript, each, right) or explained(manuscript, each)
            else _not_all(manuscript, each)
        )
        if remark:
            each.verdict, each.computed = Verdict.HINT, None  # what may be right is given no correction
            each.message += remark
            if remark is REMARK:
                doubted.add(id(each))
    proven.prove(manuscript, [each for each in findings if id(each) not in refuted], doubted)
    settling.settle(manuscript, findings)
    seconded.second(manuscript, findings)


def _overruled(finding: Finding, overruling: list[Finding]) -> bool:
    """Is a rate called right, or wrong for another reason, of which the words themselves say of what it is?"""
    return finding.verdict.settled and finding.kind is Kind.RATE and any(map(finding.meets, overruling))


def _right_with_its_bracket(manuscript: Manuscript, finding: Finding) -> bool:
    """9名、12名，合计23人（含两位主要负责人）: with those of the bracket the list makes its total; then it is called right."""
    claim = _of_a_list(manuscript, finding)
    told = 0 if claim is None else claim.bracketed()
    if not told:
        return False
    finding.verdict, finding.computed, finding.basis = Verdict.RIGHT, None, ""
    finding.message = f"{finding.message.split('，与')[0]}，连同括号里写明的{told}，与总数相符。"
    return True


def _not_all(manuscript: Manuscript, finding: Finding) -> str:
    """What is said of a list that need not tell all; nothing of any other finding."""
    claim = _of_a_list(manuscript, finding)
    return PARTIAL if claim is not None and claim.perhaps_not_all() else ""


def _of_a_list(manuscript: Manuscript, finding: Finding) -> SumClaim | None:
    """The list and its total that a finding holds against each other; nothing of shares, or where the words name every number."""
    lying = lying_on(manuscript, finding) if finding.kind is Kind.SUM and finding.basis not in NAMED else None
    return None if lying is None or lying[1][-1].percent else SumClaim(manuscript, lying[0], finding, lying[1])


def _retold(manuscript: Manuscript, finding: Finding, right: list[Finding]) -> bool:
    """按期办结率99.2%, held against other counts where it is summed up: is it right where another paragraph has it with its own?

    That of another 结案率 is what was copied, where this one stands behind its own two counts.
    """
    name = RATE.search(finding.quote) if finding.kind is Kind.RATE else None
    if name is None or _behind_its_own(manuscript, finding, name[1]):
        return False
    same = [each for each in right if each.stated == finding.stated and each.paragraph != finding.paragraph]
    names = [match[1] for match in (RATE.search(each.quote) for each in same) if match is not None]
    return any(each.endswith(name[1]) or name[1].endswith(each) for each in names)


def _by_a_wrong_whole(manuscript: Manuscript, finding: Finding) -> bool:
    """Is a rate or share reckoned over a number of which the words say that it is not its whole? Then no slip of it proves anything."""
    found = lying_on(manuscript, finding) if finding.kind is Kind.RATE else None
    told = None if found is None else untold_wholes.division(RateClaim(manuscript, found[0], finding, found[1]))
    return told is not None and wrong_wholes.of_a_wrong_whole(told)


def _behind_its_own(manuscript: Manuscript, finding: Finding, name: str) -> bool:
    """受理派单8326件……结案8291件，结案率96.9%: is it reckoned from two counts of its paragraph, the nearest of all called by its name?"""
    told = lying_on(manuscript, finding)
    if told is None:
        return False
    claim = RateClaim(manuscript, told[0], finding, told[1])
    nearest = claim.before[-1] if claim.before else None
    used = [each for each in claim.earlier if claim.used(each)]
    return len(used) > 1 and used[-1] is nearest and nearest.head.endswith(name)


def explained(manuscript: Manuscript, finding: Finding) -> bool:
    """Is there an account beside the one that a finding reckons with, under which what is printed is right?"""
    found = lying_on(manuscript, finding)
    if found is None or printed(found[1][-1]) is None:
        return False
    divided = untold_wholes.division(RateClaim(manuscript, found[0], finding, found[1]))
    if divided is not None and untold_wholes.of_an_untold_whole(divided):
        return True
    if finding.basis in NAMED - ACCOUNTS:
        return False
    passage, inside = found
    told = (manuscript, passage, finding, inside)
    if finding.basis in ACCOUNTS:
        rest = RestClaim(*told)
        return list_readings.moved_before(rest) or rest.of_two_others() or rest.told_with_a_subtotal()
    if finding.rule == REST:
        return RestClaim(*told).told_by_itself()
    if finding.kind is Kind.SUM and _shared_out(manuscript, passage, inside):
        return False
    if finding.kind is Kind.SUM:
        sums = SumClaim(*told)
        return sums.shares_of_several() if sums.last.percent else sums.list_of_others()
    if finding.kind is Kind.REPEAT:
        return not beyond_doubt(manuscript, inside) and RepeatClaim(*told).not_one_quantity()
    claim = RateClaim(*told)
    if unlike.unlike(finding) and unlike.borne_out(claim):
        return True
    if finding.rule == SHARE and claim.of_a_whole_list():
        return False
    if claim.right_beside() or claim.of_before() or finding.rule in OPEN and other_totals.of_another_total(claim):
        return True
    if finding.kind is Kind.GROWTH and not claim.last.percent:
        return claim.other_differences()
    name = passage.plain[max(0, claim.last.start - NAME) : claim.last.start]
    sure = (finding.rule in SURE or SAID_BASE.search(name) is not None) and (
        TOGETHER.search(name) is None or "＋" in finding.message
    )
    # 四季度环比减少68件，下降47.55%: the words say which two are compared.
    sure = sure or finding.kind is Kind.GROWTH and BY_QUARTER.search(passage.plain, 0, claim.last.start) is not None
    if claim.last.percent and finding.kind in (Kind.RATE, Kind.GROWTH) and not sure:
        return any(claim.other_percentages())
    return finding.rule in MEANS and not _point_moved(finding) and any(claim.other_means())


def _point_moved(finding: Finding) -> bool:
    """1462.8万元÷683件＝2.1万元，文中写21.4万元: the very figures of the mean are no other mean."""
    receipt = receipts.read(finding)
    return receipt is not None and receipt.point_moved is not None


def _shared_out(manuscript: Manuscript, passage: Passage, inside: list[Figure]) -> bool:
    """Do the shares of the very parts make 100 %, and show which number is wrong?"""
    held = {each.start for each in inside}
    return any(
        each.passage is passage and held.issuperset(part.start for part in each.parts)
        for each in shared_wholes(manuscript)
    )
