"""What the twin towns do with normative documents: one carried in, one on its way, a clean-up round, one from above."""

from __future__ import annotations

from datetime import date

from fazhi.kernel import act
from fazhi.kernel.doing import Doing, NewEvidence
from fazhi.kernel.models import Case
from fazhi.kernel.registry import system
from fazhi.systems.norms import conflicts
from fazhi.systems.norms.models import Norm, RegisterEntry
from tests.faults.planting_shared import take
from tests.faults.twins import Town, content

DAY = date(2026, 9, 1)
TESTS = dict.fromkeys(("body", "rights", "binding", "repeated", "public"), "yes")


def work(town: Town) -> None:
    """Every text of this system typed once in each town."""
    clerk, begin = town.people["clerk"], system("norms").module("actions").begin
    names = ("drafter", "subject", "made_under", "reference", "signer", "filing_number")
    fields = {name: town.mark(f"Norm.{name}") for name in names}
    days = {"published_on": DAY, "in_force_on": DAY, "expires_on": date(2028, 1, 1)}
    said = {
        "title": town.mark("RegisterEntry.title"),
        "text": _text(town),
        "subject": fields["subject"],
    }
    carried = begin(Doing("carry_in", clerk, DAY, fields={**fields, **days}), said)
    town.norms["entry"] = RegisterEntry.objects.get(case=carried).pk
    town.norms["document"] = _document(town).pk
    town.detours += [carried.pk, _ordinary(town).pk, _report(town).pk, _reviewed(town).pk]
    above = {"number": town.mark("RegisterEntry.number"), "issuer": town.mark("RegisterEntry.issuer")}
    texts = {
        "title": town.mark("RegisterEntry.title"),
        "subject": town.mark("RegisterEntry.subject"),
        "level": "county",
    }
    act.record(clerk, "norms.register", [RegisterEntry(town=town.code, starts_on=DAY, **above, **texts)])
    round_ = begin(
        Doing("start_round", clerk, DAY, fields={"scope_kind": "yearly"}), {"title": town.mark("Cleanup.title")}
    )
    data = {"entry": str(town.norms["entry"]), "result": "keep", "why": town.mark("CleanupItem.reason")}
    take(town, round_, "judge", "clerk", DAY, {}, **data)
    town.norms["round"] = round_.pk


def _document(town: Town) -> Case:
    begin = system("norms").module("actions").begin
    fields = {name: town.mark(f"Norm.{name}") for name in ("drafter", "subject", "made_under")}
    case = begin(Doing("propose", town.people["clerk"], DAY, fields=fields), {"title": town.mark("Document.title")})
    case = take(town, case, "identify", "clerk", DAY, {"identity_reason": town.mark("Norm.identity_reason")}, **TESTS)
    case = take(town, case, "plan", "clerk", DAY, {}, necessity=town.mark("Document.necessity"))
    case = take(town, case, "draft", "clerk", DAY, {}, text=town.mark("Version.text"), note=town.mark("Version.note"))
    waiver = Doing("waive_consultation", town.people["clerk"], DAY, reason=town.mark("Document.reason"))
    system("norms").module("actions").carry_out(case, waiver)
    case = take(town, case, "look_up", "clerk", DAY, {}, answers=_answers(town, case))
    case = take(town, case, "send_for_review", "clerk", DAY, {}, urgent=True, materials=["draft"])
    review = Case.objects.get(links_in__from_case=case)
    review = take(town, review, "accept", "legal_reviewer", DAY, {})
    told = {"articles": town.mark("Review.articles"), "comments": town.mark("Review.comments")}
    take(town, review, "give_opinion", "legal_reviewer", DAY, {"opinion": "amend", "findings": 1}, **told)
    said = {"opinion_adopted": "partly", "unadopted_reason": town.mark("Norm.unadopted_reason")}
    return take(town, case, "amend_as_reviewed", "clerk", DAY, said, text=town.mark("Version.text"))


def _text(town: Town) -> str:
    """A text out of which an article and a figure are read."""
    mark = town.mark("RegisterEntry.text")
    return f"依照《{mark}条例》第三条，{mark}。\n{mark}保证金每户500元。"


def _answers(town: Town, case: Case) -> dict[str, dict[str, str]]:
    norm = Norm.objects.get(pk=case.pk)
    hits = conflicts.look_up(town.code, case.title, norm.subject, town.mark("Version.text"), DAY, besides=case.pk)
    return {one.key: {"answer": "consistent", "words": town.mark("Document.answer")} for one in hits}


def _report(town: Town) -> Case:
    """The list of what was issued in the quarter of that day, sent and answered."""
    begin, day = system("norms").module("actions").begin, date(2026, 10, 8)
    case = begin(Doing("open_report", town.people["clerk"], day), {"period": "2026-07-01"})
    case = take(town, case, "compile_list", "clerk", day, {})
    case = take(town, case, "send_list", "clerk", day, {"receiver": town.mark("IssueReport.receiver")})
    return take(town, case, "record_receipt", "clerk", day, {"answer": town.mark("IssueReport.answer")})


def _reviewed(town: Town) -> Case:
    """The document carried in, reviewed from outside and found wanting."""
    begin = system("norms").module("actions").begin
    names = ("reviewer", "notice_number", "article")
    said = {name: town.mark(f"OutsideReview.{name}") for name in names}
    notice = NewEvidence("notice", "notice.txt", content(town))
    fields = {**said, "kind": "filing", "entry": str(town.norms["entry"])}
    case = begin(Doing("receive_notice", town.people["clerk"], DAY, fields=fields, evidence=[notice]), {})
    told = {"grounds": town.mark("OutsideReview.grounds"), "reasons": town.mark("OutsideReview.reasons")}
    case = take(town, case, "answer", "clerk", DAY, {}, **told)
    found = {"finding": "partly", "finding_words": town.mark("OutsideReview.finding_words")}
    finding = NewEvidence("finding", "finding.txt", content(town))
    doing = Doing("found_unlawful", town.people["clerk"], DAY, fields=found, evidence=[finding])
    system("norms").module("actions").carry_out(case, doing)
    done = {"handling": "amend", "measures": town.mark("OutsideReview.measures")}
    case = take(town, case, "correct", "clerk", DAY, done)
    return take(town, case, "reply", "clerk", DAY, {}, words=town.mark("OutsideReview.words"))


def _ordinary(town: Town) -> Case:
    """A document that is none, issued all the same: its number bears the town's sign (a mark is of Chinese characters)."""
    begin = system("norms").module("actions").begin
    case = begin(Doing("propose", town.people["clerk"], DAY), {"title": town.mark("DocumentNumber.title")})
    said = {"exclusion": "internal_rule", "identity_reason": town.mark("Norm.identity_reason")}
    case = take(town, case, "identify_not", "clerk", DAY, said, **{**TESTS, "public": "no"})
    return take(town, case, "number_ordinary", "clerk", DAY, {}, mark=f"{town.sign}府发")
