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


def extended(norm: Norm, case: Case, doing: Doing) -> tuple[Doing, date]:
    """A document goes on after its evaluation: until when at most is counted from the day of the extension."""
    ends = doing.fields.get("expires_on")
    _holds(case.town, norm.trial, doing.happened_on, ends)
    assert ends is not None
    if norm.expires_on and ends <= norm.expires_on:
        raise Refused(f"新的有效期届满日期 {ends} 不晚于原来的 {norm.expires_on}，没有做任何改动，请核对。")
    if norm.expires_on and doing.happened_on > norm.expires_on:
        raise Refused(f"文件已于 {norm.expires_on} 期满失效，不能延续；仍需执行的，请重新制定。没有做任何改动。")
    return replace(doing, data={**doing.data, "expires_on": ends.isoformat()}), ends


def ended(norm: Norm, doing: Doing, result: str) -> tuple[Doing, date]:
    """A document ceases: repealed from a day, or lapsed because its last day has passed."""
    day = doing.fields.get("ended_on") or doing.happened_on
    if result == "lapse" and norm.expires_on and day > norm.expires_on + ONE_DAY:
        day = norm.expires_on + ONE_DAY
    if result == "lapse" and norm.expires_on and doing.happened_on <= norm.expires_on and not doing.data.get("why"):
        raise Refused(
            f"文件有效期到 {norm.expires_on}，尚未期满；因调整对象消失等原因失效的，请写明原因。没有做任何改动。"
        )
    fields = {**doing.fields, "cleanup": result, "cleaned_on": doing.happened_on, "ended_on": day}
    return replace(doing, fields=fields), day - ONE_DAY
