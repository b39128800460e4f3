"""From which day to which day a document holds: checked against the rules of the day, and changed by its later fate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from fazhi.kernel.doing import Doing, Refused
from fazhi.kernel.models import Case
from fazhi.law import dates, rules
from fazhi.people.models import Division
from fazhi.systems.norms.models import Norm

ONE_DAY = timedelta(days=1)


def issuer(town: str) -> str:
    """The body that issues: 沙市镇人民政府."""
    return f"{Division.objects.get(code=town).name}人民政府"


def latest_expiry(town: str, trial: bool, begins: date) -> date:
    """The last day a document that begins on this day may name (DOC-05, DOC-05a)."""
    rule = "norms.trial_validity" if trial else "norms.validity"
    return dates.deadline(rules.load().value_on(rule, begins, town), begins).due


def earliest_force(town: str, published: date) -> date:
    """The first day on which a document published on this day should come into force (DOC-07)."""
    return dates.deadline(rules.load().value_on("norms.entry_into_force", published, town), published).due


def evaluation_due(town: str, ends: date) -> date:
    """The day up to which a document whose last day this is must be evaluated (DOC-06)."""
    return dates.deadline(rules.load().value_on("norms.evaluation_before_expiry", ends, town), ends).due


def misdated(published: date | None, begins: date | None, expires: date | None, filed: date | None) -> str:
    """Which two days of a document of an earlier year stand the wrong way round; empty when none do."""
    if expires and begins and expires < begins:
        return "「有效期至」早于施行日期"
    return "「备案日期」早于公布日期" if filed and published and filed < published else ""


def check(town: str, trial: bool, published: date, begins: date, expires: date | None, said: Mapping[str, Any]) -> None:
    """Refused, with the day that would do, when a document begins too early or holds too long."""
    early = earliest_force(town, published)
    if begins < early and not str(said.get("early_reason") or "").strip():
        raise Refused(
            f"施行日期 {begins} 距公布日期 {published} 不足规定的间隔（最早 {early}），没有做任何改动；"
            "请改为以后施行，确需提前的写明理由。"
        )
    if begins < published:
        raise Refused(f"施行日期 {begins} 早于公布日期 {published}，没有做任何改动；文件不得溯及公布以前。")
    _holds(town, trial, begins, expires)


def _holds(town: str, trial: bool, begins: date, expires: date | None) -> None:
    longest = latest_expiry(town, trial, begins)
    if expires is None:
        raise Refused(f"没有写明有效期，没有做任何改动；请填写有效期届满日期，最长到 {longest}。")
    if expires < begins:
        raise Refused(f"有效期届满日期 {expires} 早于施行日期 {begins}，没有做任何改动，请核对后重新填写。")
    if expires > longest:
        raise Refused(f"有效期至 {expires} 超过了规定的最长有效期（最长到 {longest}），没有做任何改动，请缩短有效期。")


def last_day(norm: Norm) -> date | None:
    """The last day on which a document holds, after whatever became of it."""
    return norm.ended_on - ONE_DAY if norm.ended_on else norm.expires_on


def extended(case: Case, doing: Doing) -> Doing:
    """A document goes on until the day it names; the clock of its next evaluation starts from that day.

    Refused unless that day is later, the document still holds, and it was evaluated since the last extension.
    """
    norm, ends = Norm.objects.get(pk=case.pk), doing.fields.get("expires_on")
    _holds(case.town, norm.trial, doing.happened_on, ends)
    if norm.expires_on and ends and ends <= norm.expires_on:
        raise Refused(f"新的有效期届满日期 {ends} 不晚于原来的 {norm.expires_on}，没有做任何改动，请核对。")
    if norm.expires_on and doing.happened_on > norm.expires_on:
        raise Refused(f"文件已于 {norm.expires_on} 期满失效，不能延续；仍需执行的，请重新制定。没有做任何改动。")
    last = case.steps.filter(name__in=("evaluate", "extend")).last()
    if last is not None and last.name == "extend":
        raise Refused(f"上次延续（{last.happened_on}）以后还没有再评估，没有做任何改动；请先办理「实施后评估」。")
    return replace(doing, data={**doing.data, "expires_on": doing.fields["expires_on"].isoformat()})


def ended(case: Case, doing: Doing) -> Doing:
    """A document ceases: repealed from a day, or lapsed; what has passed its last day has ended then, whatever is said later."""
    norm, day = Norm.objects.get(pk=case.pk), doing.fields.get("ended_on") or doing.happened_on
    if norm.published_on and day < norm.published_on:
        raise Refused(f"不再有效的日期 {day} 早于公布日期 {norm.published_on}，没有做任何改动，请核对后重新填写。")
    if norm.expires_on and day > norm.expires_on + ONE_DAY:
        day = norm.expires_on + ONE_DAY
    lapses = doing.step == "lapse"
    if lapses and norm.expires_on and doing.happened_on <= norm.expires_on and not doing.data.get("why"):
        raise Refused(
            f"文件有效期到 {norm.expires_on}，尚未期满；因调整对象消失等原因失效的，请写明原因。没有做任何改动。"
        )
    fields = {**doing.fields, "cleanup": doing.step, "cleaned_on": doing.happened_on, "ended_on": day}
    return replace(doing, fields=fields)
