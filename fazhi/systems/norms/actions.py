"""What a step of a normative document writes besides itself; every function ends in kernel.act.

The door asks for a preparation under the lock of the case's row, once however often the request arrives. What the law asks
is asked here too where a gate cannot: the five tests, the days of force, the answered conflicts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from fazhi.kernel import act
from fazhi.kernel.doing import Doing, NewCase, Refused
from fazhi.kernel.models import Case, Step
from fazhi.papers import register as numbers
from fazhi.systems.norms import cleaning, conflicts, force, outside, reporting, versions
from fazhi.systems.norms.models import Norm, NormRow, RegisterEntry, Version
from fazhi.systems.norms.terms import terms, title

WRITING = ("draft", "revise", "revise_after_comments", "amend_as_reviewed", "finalise")
CHANGING_FORCE = ("extend", "repeal", "lapse")


def begin(doing: Doing, cleaned: Mapping[str, Any]) -> Case:
    """Propose a document, start a clean-up round, carry in a document of an earlier year, open a report or a review."""
    if doing.step in OPENINGS:
        return OPENINGS[doing.step](doing, cleaned)
    procedure = {"start_round": "cleanup_round", "carry_in": "carried_over"}.get(doing.step, "document")
    name = str(cleaned.get("title") or "").strip() or f"{doing.happened_on.year}年{_kind_of_round(cleaned)}"
    subject = str(cleaned.get("subject") or "")
    new = NewCase("norms", procedure, doing.actor.town, name[:120], words=subject, id=doing.request)
    told = replace(doing, request=None, data={})
    if procedure == "carried_over":
        return _carry_in(new, told, cleaned)
    return act.begin(new, told)


def carry_out(case: Case, doing: Doing) -> Step:
    """Take one step, with everything the step implies."""
    prepare = OF_PROCEDURE.get(case.procedure, PREPARATIONS).get(doing.step)
    return act.act(case.pk, doing, prepare, partial(_follow, case, doing))


def _follow(case: Case, doing: Doing, step: Step) -> None:
    """What the register and other documents learn from the step, together with it or not at all."""
    if step.name in CHANGING_FORCE:
        _change_register(case, doing)
    elif step.name == "publish_list":
        cleaning.tell(case, step, doing, carry_out)
    elif step.name == "correct":
        outside.tell(case, doing, carry_out)


def _kind_of_round(cleaned: Mapping[str, Any]) -> str:
    return f"行政规范性文件{title('scope_kind', str(cleaned.get('scope_kind') or 'yearly'))}"


def _carry_in(new: NewCase, doing: Doing, cleaned: Mapping[str, Any]) -> Case:
    """A document of an earlier year: it stands on the register at once. The text may be missing."""
    fields = {**doing.fields, "normative": True}
    fields["issued_on"] = fields.get("issued_on") or fields.get("published_on")
    wrong = force.misdated(*(fields.get(name) for name in ("published_on", "in_force_on", "expires_on", "filed_on")))
    if wrong:
        raise Refused(f"{wrong}，没有补录，请核对后重新填写。")
    _not_yet_known(new, str(fields.get("reference") or ""))
    entry = RegisterEntry(
        number=fields.get("reference") or "",
        title=new.title,
        subject=fields.get("subject") or "",
        issuer=force.issuer(doing.actor.town),
        text=versions.clean(str(cleaned.get("text") or "")),
        starts_on=fields["in_force_on"],
        ends_on=fields.get("expires_on"),
    )
    return act.begin(new, replace(doing, fields=fields, rows=[entry]))


def _not_yet_known(new: NewCase, number: str) -> None:
    """One document stands on the register and in the figures once, whether it came by hand, by workbook or was made here."""
    rows = NormRow.objects.filter(town=new.village, document_number=number)
    known = (rows.exclude(pk=new.id) if new.id else rows).first() if number else None
    if known is not None:
        what = "已经补录过" if known.procedure == "carried_over" else "是在本系统办理的文件"
        raise Refused(f"{number} {what}（{known.number}），没有再次补录；情况有变化的，请在该事项中按步骤办理。")


def _identify(case: Case, doing: Doing) -> Doing:
    """All five tests answered yes (§3.2): otherwise it is no normative document."""
    no = [words for name, words in terms("test").items() if doing.data.get(name) != "yes"]
    if no:
        raise Refused(
            f"五项标准没有全部满足（{'、'.join(no)}），不能认定为行政规范性文件，没有做任何改动；请办理「认定不是行政规范性文件」。"
        )
    fields = {**doing.fields, "normative": True, "identified_on": doing.happened_on}
    return replace(doing, fields=fields)


def _identify_not(case: Case, doing: Doing) -> Doing:
    no = [name for name in terms("test") if doing.data.get(name) == "no"]
    if not no and not doing.fields.get("exclusion"):
        raise Refused("五项标准都满足，又不属于任何排除情形，不能认定为普通文件，没有做任何改动；请重新核对各项。")
    return replace(doing, fields={**doing.fields, "normative": False, "identified_on": doing.happened_on})


def _number_ordinary(case: Case, doing: Doing) -> Doing:
    given = numbers.numbers_of(case)
    if given:
        raise Refused(f"{case.number} 已经编为 {given[0].number}，一件文件只有一个发文字号，没有再次编号。")
    row = numbers.number(str(doing.data.get("mark") or ""), case.title, doing.happened_on)
    return replace(doing, rows=[row])


def _write(case: Case, doing: Doing) -> Doing:
    """The text goes into a version of its own, never into the step."""
    said = dict(doing.data)
    text = versions.clean(str(said.pop("text", "") or ""))
    if not text:
        raise Refused("没有正文，文稿没有保存；请粘贴正文或者上传 .docx 文件。")
    said["length"] = len(text)
    row = Version(made_on=doing.happened_on, note=str(said.get("note") or "")[:300], text=text)
    return replace(doing, data=said, rows=[row])


def _consult(case: Case, doing: Doing) -> Doing:
    text = versions.latest(case)
    said = {**doing.data, "matter": "norm", "text": text.text if text else ""}
    starts = said.get("starts_on") or doing.happened_on.isoformat()
    said["starts_on"] = starts
    return replace(doing, data=said, fields={**doing.fields, "consult_starts_on": date.fromisoformat(str(starts))})


def _consulted(case: Case, doing: Doing) -> Doing:
    return replace(doing, fields={**doing.fields, "consultation": "held"})


def _waive_consultation(case: Case, doing: Doing) -> Doing:
    return replace(doing, fields={**doing.fields, "consultation": "waived"})


def _look_up(case: Case, doing: Doing) -> Doing:
    """The look-up is run here and now; every document that asks for an answer must have one."""
    version = versions.latest(case)
    hits = conflicts.of_case(case, version, doing.happened_on)
    answers = {key: dict(one) for key, one in dict(doing.data.get("answers") or {}).items()}
    asking = [one for one in hits if one.asks]
    left = [one for one in asking if not answers.get(one.key, {}).get("answer")]
    if left:
        raise Refused(
            f"检索到 {len(asking)} 件须答复的文件，还有 {len(left)} 件没有答复：{'、'.join(one.name for one in left[:3])}"
            f"{'等' if len(left) > 3 else ''}。没有做任何改动，请逐件核对后写明处理意见。"
        )
    told = [_told(one, answers.get(one.key, {})) for one in hits]
    which = f"{version.made_on}一稿（{len(version.text)}字）" if version else ""
    return replace(doing, data={"version": which, "found": len(hits), "hits": told})


def _told(hit: conflicts.Hit, answer: Mapping[str, Any]) -> str:
    """One hit as the step keeps it for good, in words that can be read without the register."""
    points = "；".join(f"{title('hit', one.kind)}（{one.what}）" for one in hit.points)[:600]
    words = str(answer.get("words") or "")[:300].rstrip("。")
    answered = title("hit_answer", str(answer.get("answer") or ""))
    said = "，".join(filter(None, (answered, words)))
    return f"{hit.name}：{points}{'——' + said if said else ''}"


def _fair_review(case: Case, doing: Doing) -> Doing:
    if doing.fields.get("fair_competition") == "exempted" and not str(doing.data.get("words") or "").strip():
        raise Refused("适用例外规定的，应当写明适用的情形和理由；没有做任何改动，请补充后再登记。")
    return doing


def _send_for_review(case: Case, doing: Doing) -> Doing:
    fields = {**doing.fields, "submitted_on": doing.happened_on}
    return replace(doing, data={**doing.data, "matter": "norm"}, fields=fields)


def _reviewed(case: Case, doing: Doing) -> Doing:
    return replace(doing, fields={**doing.fields, "opinion_on": doing.happened_on})


def _amend_as_reviewed(case: Case, doing: Doing) -> Doing:
    fields = dict(doing.fields)
    if fields.get("opinion_adopted") == "partly" and not str(fields.get("unadopted_reason") or "").strip():
        raise Refused("审核意见没有全部采纳的，应当写明理由；没有做任何改动，请补充后再登记。")
    return _write(case, doing)


def _propose_topic(case: Case, doing: Doing) -> Doing:
    return replace(doing, data={"kind": "government_meeting", **doing.data, "matter": "norm"})


def _resolved(case: Case, doing: Doing) -> Doing:
    return replace(doing, fields={**doing.fields, "met_on": doing.happened_on})


def _sign(case: Case, doing: Doing) -> Doing:
    return replace(doing, fields={**doing.fields, "signer": doing.actor.name, "signed_on": doing.happened_on})


def _assign_number(case: Case, doing: Doing) -> Doing:
    row = numbers.number(str(doing.data.get("mark") or ""), case.title, doing.happened_on, registered=True)
    return replace(doing, rows=[row], fields={**doing.fields, "issued_on": doing.happened_on})


def _publish(case: Case, doing: Doing) -> Doing:
    """Published: the days of force are checked against the rules of that day, and the register gets its entry."""
    norm, version = Norm.objects.get(pk=case.pk), versions.latest(case)
    fields = {**doing.fields, "published_on": doing.happened_on}
    begins = fields.get("in_force_on") or doing.happened_on
    fields["in_force_on"] = begins
    force.check(case.town, norm.trial, doing.happened_on, begins, fields.get("expires_on"), doing.data)
    number = next((one.number for one in numbers.numbers_of(case)), "")
    entry = RegisterEntry(
        number=number,
        title=case.title,
        subject=norm.subject,
        issuer=force.issuer(case.town),
        text=version.text if version else "",
        starts_on=begins,
        ends_on=fields.get("expires_on"),
    )
    # The clock of the evaluation counts back from this day, and clocks read the step.
    said = {**doing.data, "expires_on": fields["expires_on"].isoformat()}
    return replace(doing, data=said, fields=fields, rows=[entry])


def _file(case: Case, doing: Doing) -> Doing:
    return replace(doing, fields={**doing.fields, "filed_on": doing.happened_on})


def _evaluate(case: Case, doing: Doing) -> Doing:
    # The gate of the extension asks the step, the ledger asks the dossier: both hold the same word.
    said = {**doing.data, "evaluation": doing.fields.get("evaluation", "")}
    return replace(doing, data=said, fields={**doing.fields, "evaluated_on": doing.happened_on})


def _cleaned(case: Case, doing: Doing) -> Doing:
    result = doing.step.removeprefix("cleanup_")
    return replace(doing, fields={**doing.fields, "cleanup": result, "cleaned_on": doing.happened_on})


def _change_register(case: Case, doing: Doing) -> None:
    """Repeal, lapse, extension: the register has the last day that the document's own case has now."""
    last = force.last_day(Norm.objects.get(pk=case.pk))
    assert last is not None, "each of these steps names a last day"
    entries = [one for one in RegisterEntry.objects.filter(case=case) if one.ends_on != last]
    for one in entries:
        one.ends_on = max(last, one.starts_on)
    if entries:
        act.record(doing.actor, "norms.register", entries)


OPENINGS = {"open_report": reporting.begin, "receive_notice": outside.begin}
OF_PROCEDURE: dict[str, Mapping[str, act.Prepare]] = {
    "cleanup_round": cleaning.PREPARATIONS,
    "issue_report": reporting.PREPARATIONS,
    "outside_review": outside.PREPARATIONS,
}
PREPARATIONS: dict[str, act.Prepare] = {
    **dict.fromkeys(WRITING, _write),
    "identify": _identify,
    "identify_not": _identify_not,
    "number_ordinary": _number_ordinary,
    "consult": _consult,
    "consultation_closed": _consulted,
    "waive_consultation": _waive_consultation,
    "look_up": _look_up,
    "fair_review": _fair_review,
    "send_for_review": _send_for_review,
    "review_lawful": _reviewed,
    "review_amend": _reviewed,
    "review_unlawful": _reviewed,
    "amend_as_reviewed": _amend_as_reviewed,
    "propose_topic": _propose_topic,
    "discussion_passed": _resolved,
    "discussion_amended": _resolved,
    "discussion_deferred": _resolved,
    "discussion_rejected": _resolved,
    "sign": _sign,
    "assign_number": _assign_number,
    "publish": _publish,
    "file": _file,
    "evaluate": _evaluate,
    "cleanup_keep": _cleaned,
    "cleanup_amend": _cleaned,
    "extend": force.extended,
    **dict.fromkeys(("repeal", "lapse"), force.ended),
}
