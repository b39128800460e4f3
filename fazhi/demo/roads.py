"""The roads disputes take in the demo: one short function for each, from the first step on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from fazhi.demo.lives import Life
from fazhi.demo.plan import YEAR

YEAR_END = date(YEAR, 12, 31)


def sat(life: Life, result: str = "agreed") -> None:
    """One session, for some disputes two."""
    life.later(0, 4)
    if life.dice.random() < 0.25:
        life.sit("continued")
        life.later(1, 5)
    life.sit(result)


def oral(life: Life) -> None:
    """Settled in the village by word of mouth."""
    life.accept()
    if life.plan.joined:
        life.joined()
    sat(life)
    life.agree("oral")
    life.settle()


def written(life: Life) -> None:
    """Settled in the village with a written agreement."""
    life.accept("none_refused" if life.dice.random() < 0.2 else "all")
    if life.plan.joined:
        life.joined()
    sat(life)
    life.agree("written")
    life.settle(slow=True)


def confirmed(life: Life) -> None:
    """With a written agreement that the court confirms (personal status cannot be confirmed)."""
    life.accept()
    sat(life)
    life.agree("written")
    if not life.plan.identity:
        life.confirm()
    life.settle(slow=True)


def instalments(life: Life) -> None:
    """Performed in parts."""
    life.accept()
    sat(life)
    life.agree("written", way="instalments")
    life.later(5, 15)
    life.do("perform_part", life.mediator, what="已付第一笔")
    life.settle(slow=True)


def town(life: Life) -> None:
    """The village cannot settle it, the town does."""
    life.accept()
    sat(life, "failed")
    life.hand_up("双方差距较大，村里调解不成")
    life.accept_in_town()
    life.later(1, 6)
    life.sit("agreed", life.town_mediator())
    life.agree("written", life.town_mediator())
    life.settle(slow=True, actor=life.town_mediator())


def grave_town(life: Life) -> None:
    """Many people and high risk: handed up at once, a leader answers for it."""
    life.do("assess", life.mediator, risk="red", grave=True, reason="涉及人数多，情绪激动，有可能激化")
    life.do(
        "report_danger",
        life.mediator,
        told="镇派出所",
        measures="村干部到场劝导，双方分开",
        reason="有可能引起治安案件",
    )
    life.hand_up("红色风险，立即上报")
    life.do("assign_leader", life.cast.accounts["mayor"], lead_officer="向明川镇长", grave=True)
    life.accept_in_town()
    life.later(0, 2)
    life.sit("continued", life.town_mediator())
    life.later(2, 7)
    life.sit("agreed", life.town_mediator())
    life.agree("written", life.town_mediator())
    life.settle(slow=True, actor=life.town_mediator())


def county(life: Life) -> None:
    """Up to the county, which brings about an agreement."""
    _to_county(life)
    life.later(10, 25)
    life.do("county_agreement", life.clerk(), papers=["agreement"], identity_matter=life.plan.identity)
    life.settle(slow=True, actor=life.clerk())


def open_at_year_end(life: Life) -> None:
    """Still with the county on 31 December; settled in the spring, too late for the year's figure."""
    _to_county(life)
    life.until = YEAR_END + timedelta(days=120)
    life.day = YEAR_END + timedelta(days=40)
    life.do("county_agreement", life.clerk(), papers=["agreement"], identity_matter=life.plan.identity)
    life.settle(slow=True, actor=life.clerk())


def _to_county(life: Life) -> None:
    life.accept()
    sat(life, "failed")
    life.hand_up("涉及多户，村里调解不成")
    life.accept_in_town()
    life.later(2, 5)
    life.sit("failed", life.town_mediator())
    body = "县矛盾纠纷调处化解中心"
    life.do("escalate_county", life.clerk(), papers=["county_escalation_form"], why="政策标准由县级部门确定", body=body)


def reapplied(life: Life) -> None:
    """Refused at first, told the three roads, asked for mediation again, settled."""
    life.accept("refused")
    life.do("refuse", life.mediator, words="一方表示不愿调解")
    life.tell_roads()
    life.later(8, 40)
    life.do("reapply", life.mediator, consent="all", reason="经亲友劝说，双方都愿意再谈")
    sat(life)
    life.agree("oral")
    life.settle()


def court(life: Life) -> None:
    """Mediation fails; the court decides."""
    life.accept()
    sat(life, "failed")
    life.do("fail", life.mediator, words="数额差距太大")
    life.tell_roads()
    life.later(60, 110)
    number = f"（{life.day.year}）渝0235民初{life.plan.number}号民事判决书"
    life.do("settle_elsewhere", life.clerk(), papers=["other_result"], road="court", document=number)


def other_decision(life: Life) -> None:
    """Refused; the labour arbitrators or an office decide."""
    life.accept("refused")
    life.do("refuse", life.mediator, words="一方要求由有关部门处理")
    life.tell_roads()
    life.later(30, 70)
    road = "arbitration" if life.plan.dispute_type in ("labour", "land") else "administrative"
    document = f"处理文书〔{life.day.year}〕{life.plan.number}号"
    life.do("settle_elsewhere", life.clerk(), papers=["other_result"], road=road, document=document)


def reopened(life: Life) -> None:
    """Settled, quarrelled about again, settled again: both times are counted."""
    oral(life)
    life.later(30, 80)
    life.do("reopen", life.mediator, consent="all", reason="又因同一件事起争执")
    life.later(0, 3)
    life.sit("agreed")
    life.agree("written")
    life.settle()


ROADS: dict[str, Callable[[Life], None]] = {
    "oral": oral,
    "written": written,
    "confirmed": confirmed,
    "instalments": instalments,
    "town": town,
    "grave_town": grave_town,
    "county": county,
    "open_at_year_end": open_at_year_end,
    "reapplied": reapplied,
    "court": court,
    "other_decision": other_decision,
    "reopened": reopened,
}


def walk(life: Life) -> None:
    """Everything after the first step. What ends within the year is filed the following January at the latest."""
    ROADS[life.plan.road](life)
    if life.plan.road != "open_at_year_end":
        life.until = YEAR_END + timedelta(days=31)
    if life.dice.random() < 0.6:
        life.file()
