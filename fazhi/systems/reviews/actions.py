"""What a step of a review (or of a filing of village rules) writes besides itself; every function ends in kernel.act."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from fazhi.kernel import act
from fazhi.kernel.doing import Doing, NewCase, NotFound, Refused
from fazhi.kernel.models import Case, Step
from fazhi.law import standing
from fazhi.systems.reviews import materials
from fazhi.systems.reviews.models import Adviser, Review, Service

CONTRACT = "contract"


def begin(doing: Doing, cleaned: Mapping[str, Any]) -> Case:
    """Send something to review that no other case sends, file village rules, or carry a contract over from an old ledger."""
    return BEGINNINGS[doing.step](doing, cleaned)


def opened(opener: Case, step: Step, procedure: str, doing: Doing) -> Case:
    """The review that a step of another case asks for. Reads matter, urgent, due_on and materials from that step's answers."""
    said = doing.data
    due, matter = said.get("due_on"), str(said.get("matter", "other"))
    fields = {
        "matter": matter,
        "urgent": bool(said.get("urgent")),
        "due_on": date.fromisoformat(str(due)) if due else None,
        "submitted_on": doing.happened_on,
        "materials": materials.known(matter, said.get("materials") or ()),
    }
    new = NewCase("reviews", procedure, opener.village_id, opener.title)
    return act.begin(new, Doing("submit", doing.actor, doing.happened_on, fields=fields))


def carry_out(case: Case, doing: Doing) -> Step:
    """Take one step, with everything the step implies."""
    return act.act(case.pk, doing, PREPARATIONS.get(doing.step))


def review_of(case: Case) -> Review:
    """The dossier of a review; NotFound out of scope, which is the same as not existing."""
    found = Review.objects.filter(pk=case.pk).first()
    if found is None:
        raise NotFound("没有找到这件送审事项，可能编号有误或不在您的管辖范围内，没有做任何改动。")
    return found


def advisers_on(town: str, day: date) -> QuerySet[Adviser]:
    """The advisers of a town whose contract runs on that day."""
    running = Q(ends_on=None) | Q(ends_on__gte=day)
    return Adviser.objects.filter(running, town=town, starts_on__lte=day).order_by("number")


def _submit(doing: Doing, cleaned: Mapping[str, Any]) -> Case:
    matter = str(cleaned["matter"])
    fields: dict[str, Any] = {name: cleaned[name] for name in ("urgent", "due_on") if name in cleaned}
    fields |= {"matter": matter, "submitted_on": doing.happened_on}
    fields["materials"] = materials.known(matter, cleaned.get("materials") or ())
    if matter == CONTRACT:
        fields |= {"counterparty": cleaned.get("counterparty") or "", "amount": cleaned.get("amount")}
    new = NewCase("reviews", "legality_review", doing.actor.town, cleaned["title"], id=doing.request)
    return act.begin(new, replace(doing, request=None, data={}, fields=fields))


def _file(doing: Doing, cleaned: Mapping[str, Any]) -> Case:
    fields = {"kind": cleaned["kind"], "adopted_on": cleaned["adopted_on"], "filed_on": doing.happened_on}
    _adopted_before(fields["adopted_on"], doing.happened_on)
    new = NewCase("reviews", "village_rules", str(cleaned["village"]), cleaned["title"], id=doing.request)
    return act.begin(new, replace(doing, request=None, data={}, fields=fields))


def _carry(doing: Doing, cleaned: Mapping[str, Any]) -> Case:
    new = NewCase("reviews", "carried_contract", doing.actor.town, cleaned["title"])
    names = ("counterparty", "amount", "opinion", "opinion_on", "findings", "adoption", "signed_on", "reference")
    fields = {"matter": CONTRACT, "submitted_on": doing.happened_on} | {name: cleaned[name] for name in names}
    # An old ledger says whether all was adopted, not how much of it: what it does not say is not counted.
    fields["adopted"] = cleaned["findings"] if cleaned["adoption"] == "all" else 0
    return act.begin(new, replace(doing, data={}, fields=fields))


def _accept(case: Case, doing: Doing) -> Doing:
    """The reviewer judges whether everything has come; what is missing is asked for and not overlooked."""
    fields = {**doing.fields, "accepted_on": doing.happened_on}
    if "materials" in fields:
        matter = review_of(case).matter
        lacking = materials.missing(matter, fields["materials"])
        if lacking:
            titles = "、".join(one.title for one in lacking)
            raise Refused(f"{case.number} 还缺少：{titles}；没有受理，请办理「通知补正材料」，补齐以前不计算审查期限。")
        fields["materials"] = materials.known(matter, fields["materials"])
    return replace(doing, fields=fields, handler=doing.handler or doing.actor.appointment_id)


def _supplement(case: Case, doing: Doing) -> Doing:
    if "materials" not in doing.fields:
        return doing
    dossier = review_of(case)
    both = materials.known(dossier.matter, [*dossier.materials, *doing.fields["materials"]])
    return replace(doing, fields={**doing.fields, "materials": both})


def _hear_adviser(case: Case, doing: Doing) -> Doing:
    """An adviser gives advice only while the contract runs; somebody the county lends is entered by name."""
    said, name = dict(doing.data), str(doing.fields.get("adviser") or "").strip()
    if not name:
        raise Refused(f"{case.number} 没有写明由谁提出法律意见，没有登记，请选择法律顾问、公职律师。")
    adviser = _adviser(case.town, name, doing.happened_on)
    before = [one for one in review_of(case).adviser.split("、") if one]
    service = Service(
        adviser=adviser,
        name=name,
        firm=adviser.firm if adviser else str(said.pop("firm", "") or ""),
        served_on=doing.happened_on,
        hours=said.get("hours") or None,
        opinion_no=str(said.get("opinion_no") or ""),
    )
    names = "、".join(dict.fromkeys([*before, name]))[:100]
    return replace(doing, data={**said, "adviser": name}, fields={**doing.fields, "adviser": names}, rows=[service])


def _adviser(town: str, name: str, day: date) -> Adviser | None:
    known = list(Adviser.objects.filter(town=town, name=name).order_by("starts_on"))
    running = [one for one in known if one.starts_on <= day and (one.ends_on is None or day <= one.ends_on)]
    if known and not running:
        last = known[-1]
        until = f"聘期自 {last.starts_on} 至 {last.ends_on or '今'}"
        raise Refused(f"{name}（{last.firm}）{until}，{day} 不在聘期内，不能参与审查；没有登记，请另行选择。")
    return running[-1] if running else None


def _give_opinion(case: Case, doing: Doing) -> Doing:
    """Who asked is told the opinion through the step's data; an article that is no longer the law is kept only with a reason."""
    doubts = [one.sentence for one in doubtful(doing.data.get("articles"), doing.happened_on)]
    if doubts and not doing.reason.strip():
        raise Refused(
            f"{case.number} 引用的条文需要核对：{'；'.join(doubts)}。没有出具意见；请更正条文，确需引用的请写明理由。"
        )
    fields = {**doing.fields, "opinion_on": doing.happened_on}
    said: dict[str, Any] = {name: fields[name] for name in ("opinion", "findings") if name in fields}
    return replace(doing, fields=fields, data={**doing.data, **said})


def doubtful(articles: str | Sequence[str] | None, day: date) -> list[standing.Standing]:
    """The cited articles that are amended, repealed or moved on that day."""
    return [one for one in standing.check(text_of(articles), day) if one.doubtful]


def text_of(articles: str | Sequence[str] | None) -> str:
    """Cited articles as one text, however they were handed over."""
    return articles if isinstance(articles, str) else "\n".join(articles or ())


def _record_adoption(case: Case, doing: Doing) -> Doing:
    """What was not taken over is told with its reason (国办发〔2018〕115号)."""
    findings, adopted = review_of(case).findings, int(doing.fields.get("adopted") or 0)
    if adopted > findings:
        raise Refused(f"{case.number} 共提出意见 {findings} 条，采纳 {adopted} 条多于提出的条数；没有登记，请核对。")
    if adopted < findings and not str(doing.data.get("why_not") or "").strip():
        raise Refused(f"{case.number} 有 {findings - adopted} 条意见没有采纳，应当写明理由；没有登记，请补充后再提交。")
    adoption = "all" if adopted == findings else "partly" if adopted else "none"
    return replace(doing, fields={**doing.fields, "adopted": adopted, "adoption": adoption})


def _record_signing(case: Case, doing: Doing) -> Doing:
    return replace(doing, fields={**doing.fields, "signed_on": doing.happened_on})


def _send_for_review(case: Case, doing: Doing) -> Doing:
    return replace(doing, data={**doing.data, "matter": "village_rules"})


def _order_correction(case: Case, doing: Doing) -> Doing:
    return replace(doing, fields={**doing.fields, "ordered_on": doing.happened_on})


def _review_lawful(case: Case, doing: Doing) -> Doing:
    return replace(doing, fields={**doing.fields, "result": "accepted", "concluded_on": doing.happened_on})


def _review_faulty(case: Case, doing: Doing) -> Doing:
    return replace(doing, fields={**doing.fields, "result": "correct"})


def _refile(case: Case, doing: Doing) -> Doing:
    adopted = doing.fields.get("adopted_on")
    if adopted:
        _adopted_before(adopted, doing.happened_on)
    return replace(doing, fields={**doing.fields, "filed_on": doing.happened_on, "corrected_on": doing.happened_on})


def _adopted_before(adopted: date, filed: date) -> None:
    if adopted > filed:
        raise Refused(f"通过日期 {adopted} 晚于报备日期 {filed}，没有登记，请核对后重新填写。")


BEGINNINGS: dict[str, Callable[[Doing, Mapping[str, Any]], Case]] = {
    "submit": _submit,
    "file": _file,
    "carry": _carry,
}
PREPARATIONS: dict[str, act.Prepare] = {
    "accept": _accept,
    "supplement": _supplement,
    "hear_adviser": _hear_adviser,
    "give_opinion": _give_opinion,
    "record_adoption": _record_adoption,
    "record_signing": _record_signing,
    "send_for_review": _send_for_review,
    "order_correction": _order_correction,
    "review_lawful": _review_lawful,
    "review_faulty": _review_faulty,
    "refile": _refile,
}
