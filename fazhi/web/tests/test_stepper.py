"""The stepper, the waiver and the badges: what they say, told by cases that went the long way round."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from fazhi.kernel.models import Case, Clock
from fazhi.web.attention import attention
from fazhi.web.badges import clock_badge, nearest
from fazhi.web.tests.standing import TODAY, Visit

ACCEPT = {"happened_on": "2026-11-23", "consent": "all", "mediator": "黎经办", "mediator_choice": "chosen"}
SITTING = {
    "happened_on": "2026-11-23",
    "place": "司法所",
    "mediators": "黎经办",
    "attendants": "双方",
    "notes": "各自陈述",
    "result": "continued",
}


def take(client: Client, case: Case, step: str, said: dict[str, str]) -> str:
    answer = client.post(reverse("step", args=[case.pk, step]), said)
    assert answer.status_code == 302, answer.content.decode()
    return client.get(reverse("case", args=[case.pk])).content.decode()


@pytest.mark.django_db
def test_a_kept_limit_stands_at_the_stage_it_led_to(visit: Visit, case: Case) -> None:
    page = take(visit("mediator"), case, "accept", {**ACCEPT, "mediator": "冉调解"})
    stepper = page.split('<ol class="stepper">')[1].split("</ol>")[0]
    stages = stepper.split("<li ")[1:]
    assert 'class="done"' in stages[0]
    assert 'class="now" aria-current="step"' in stages[1]
    assert "按期 · 用时 0 天" in stages[1]
    assert all('class="to_come"' in stage for stage in stages[2:])


@pytest.mark.django_db
def test_a_side_stage_is_added_where_the_case_stands(visit: Visit, case: Case) -> None:
    client = visit("clerk")
    take(client, case, "accept_town", ACCEPT)
    page = take(
        client, case, "refuse", {"happened_on": "2026-11-23", "words": "一方明确拒绝", "reason": "一方不愿调解"}
    )
    stepper = page.split('<ol class="stepper">')[1].split("</ol>")[0]
    assert "未达成协议" in stepper.split("<li ")[-1]
    assert 'aria-current="step"' in stepper.split("<li ")[-1]
    assert "未经此环节" in stepper


@pytest.mark.django_db
def test_a_side_stage_that_leads_back_stands_where_the_case_left_the_road(visit: Visit, case: Case) -> None:
    client = visit("mediator")
    take(client, case, "assess", {"happened_on": "2026-11-23", "risk": "red", "reason": "亲属聚集"})
    page = take(client, case, "escalate_town", {"happened_on": "2026-11-23", "why": "红色风险"})
    stages = page.split('<ol class="stepper">')[1].split("</ol>")[0].split("<li ")[1:]
    assert "排查发现" in stages[0]
    assert "上报待接" in stages[1]
    assert 'aria-current="step"' in stages[1]
    assert all('class="to_come"' in stage for stage in stages[2:])


@pytest.mark.django_db
def test_a_gate_is_left_out_only_by_a_recorded_waiver(visit: Visit, case: Case) -> None:
    client = visit("clerk")
    take(client, case, "accept_town", ACCEPT)
    page = take(
        client, case, "assess", {"happened_on": "2026-11-23", "risk": "red", "grave": "on", "reason": "人数较多"}
    )
    assert "重大纠纷在镇级调处前要先确定包案领导" in page
    assert reverse("step", args=[case.pk, "waive"]) in page
    refused = client.post(reverse("step", args=[case.pk, "mediate"]), SITTING)
    assert refused.status_code == 422
    said = {"happened_on": "2026-11-23", "gate": "G7-2", "reason": "包案领导出差，由副职代行", "basis": ""}
    assert client.post(reverse("step", args=[case.pk, "waive"]), said).status_code == 422
    page = take(client, case, "waive", {**said, "basis": "镇党委会议纪要〔2026〕12号"})
    assert "理由：包案领导出差，由副职代行" in page
    assert "重大纠纷在镇级调处前要先确定包案领导" in page.split("办理记录")[1]
    take(client, case, "mediate", SITTING)


def clock(due: date, state: str = "running") -> Clock:
    known = Case(system="disputes", procedure="mediation")
    return Clock(case=known, name="mediation_period", started_on=TODAY, due_on=due, state=state, receipt={})


@given(st.integers(-400, 400))
def test_a_badge_says_how_many_days_and_is_red_only_when_late(days: int) -> None:
    badge = clock_badge(clock(TODAY + timedelta(days=days)), TODAY)
    if days < 0:
        assert (badge.text, badge.tone) == (f"逾期 {-days} 天", "bad")
    elif days == 0:
        assert (badge.text, badge.tone) == ("今天届满", "warn")
    else:
        near = days <= attention().due_soon_days
        assert (badge.text, badge.tone) == (f"剩 {days} 天", "warn" if near else "good")


@given(st.lists(st.tuples(st.integers(-50, 50), st.sampled_from(["running", "paused", "kept", "late", "void"]))))
def test_the_nearest_clock_is_the_running_one_that_ends_first(made: list[tuple[int, str]]) -> None:
    clocks = [clock(TODAY + timedelta(days=days), state) for days, state in made]
    running = [one.due_on for one in clocks if one.state == "running"]
    found = nearest(clocks)
    assert (found.due_on if found else None) == min(running, default=None)


def test_a_right_that_lapses_is_never_late() -> None:
    window = clock(TODAY - timedelta(days=3))
    window.name = "confirmation"
    badge = clock_badge(window, TODAY)
    assert badge.tone == "quiet"
    assert "逾期" not in badge.text
    duty = clock(TODAY + timedelta(days=300))
    assert nearest([window, duty]) is duty
