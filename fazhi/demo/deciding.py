"""The decisions of the demo: the catalogue and each decision lived from its proposal on, through the doors of four systems."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from importlib import resources
from typing import Any

import yaml

from fazhi.demo.plan import YEAR
from fazhi.demo.skeleton import Cast
from fazhi.demo.source import chance, facts, identifier, moment
from fazhi.kernel import act
from fazhi.kernel.doing import Doing, NewEvidence
from fazhi.kernel.models import Case
from fazhi.kernel.registry import system
from fazhi.kernel.structure import WAIVE
from fazhi.kernel.today import at, today
from fazhi.law import dates
from fazhi.systems.consultations.models import Comment

BASES = {"argument": "重大行政决策程序暂行条例第十九条", "risk": "重大行政决策程序暂行条例第二十二条"}
MATERIALS = {"participation": "comments", "argument": "argument", "risk": "risk", "competition": "competition"}
ASSESSOR, EVALUATOR, ADVISER = "镇平安法治办公室", "县发展研究中心", "县公职律师"


@cache
def plans() -> dict[str, Any]:
    """decisions.yaml."""
    return yaml.safe_load(resources.files("fazhi.demo").joinpath("decisions.yaml").read_text(encoding="utf-8"))


def missing() -> list[int]:
    """Which decisions are not there yet: positions in decisions.yaml; the catalogue goes with the first."""
    known = set(Case.objects.filter(system="decisions").values_list("id", flat=True))
    return [at for at in range(len(plans()["decisions"])) if _id(at) not in known]


def decide(positions: Sequence[int], cast: Cast) -> int:
    """Live these decisions, and first the catalogue they stand in."""
    own = identifier(plans()["catalogue"]["compiled"], "catalogue", 2022)
    if not Case.objects.filter(pk=own).exists():
        Matter(cast, plans()["catalogue"]["compiled"]).catalogue(own)
    for position in positions:
        plan = plans()["decisions"][position]
        Matter(cast, plan["proposed"]).decision(position, plan)
    return len(positions)


def _id(position: int) -> Any:
    return identifier(plans()["decisions"][position]["proposed"], "decision", position)


class Matter:
    """One catalogue or decision as it goes on; `day` is the day it has come to."""

    def __init__(self, cast: Cast, day: date) -> None:
        self.cast, self.day, self.case = cast, day, Case()
        self.dice = chance("decision", day)

    def do(
        self, step: str, who: str = "clerk", *, case: Case | None = None, reason: str = "", basis: str = "", **said: Any
    ) -> None:
        """One step on the day that is, with a paper of each kind it needs."""
        case = case or self.case
        installed = system(case.system)
        kind = installed.procedures[case.procedure].step(step)
        doing = Doing(
            step=step,
            actor=self.cast.accounts[who],
            happened_on=self.day,
            data={name: value for name, value in said.items() if name not in kind.fills},
            fields={name: value for name, value in said.items() if name in kind.fills},
            reason=reason,
            basis=basis,
            evidence=[_paper(case, one, self.day) for one in kind.needs or kind.papers[:1]],
        )
        with at(moment(self.day, self.dice)):
            act.act(case.pk, doing) if kind is WAIVE else installed.module("actions").carry_out(case, doing)

    def begin(self, step: str, own: Any, **said: Any) -> None:
        """The first step."""
        with at(moment(self.day, self.dice)):
            begun = Doing(step, self.cast.accounts["clerk"], self.day, request=own)
            self.case = system("decisions").module("actions").begin(begun, said)

    def later(self, days: int) -> None:
        """So many days on."""
        self.day += timedelta(days=days)

    def opened(self, name: str) -> Case:
        """The case of this system that was opened last."""
        return (
            Case.objects.filter(links_in__from_case=self.case, system=name).order_by("opened_on", "id").last() or Case()
        )

    def catalogue(self, own: Any) -> None:
        """The catalogue of the year, with one matter added and one withdrawn."""
        told = plans()["catalogue"]
        self.begin("compile", own, year=self.day.year)
        for item in told["items"]:
            self.do("list_item", **item)
        self.day = told["agreed"]
        self.do("agree", "secretary")
        self.day = told["published"]
        self.do("publish_catalogue", channel="website", place="镇政府网站政务公开专栏")
        added, withdrawn = told["added"], told["withdrawn"]
        self.day = added["day"]
        self.do("add_item", agreed_on=added["agreed"].isoformat(), why=added["why"], **added["item"])
        self.day = withdrawn["day"]
        told = {"agreed_on": withdrawn["agreed"].isoformat(), "number": withdrawn["number"], "why": withdrawn["why"]}
        self.do("withdraw_item", **told)

    def decision(self, position: int, plan: dict[str, Any]) -> None:
        """A decision from the proposal to the archive."""
        items = plans()["catalogue"]["items"] + [plans()["catalogue"]["added"]["item"]]
        item = items[int(plan["number"].split("-")[1]) - 1]
        said = {"matter_class": item["matter_class"], "lead_office": item["lead_office"], "title": item["matter"]}
        market = bool(plan.get("market"))
        given = {"proposer": plan["proposer"], "summary": plan["summary"], "affects_market": market}
        self.begin("propose", _id(position), catalogue_number=plan["number"], **said, **given)
        self.draft(item, market)
        self.argue(plan)
        for number, opinion in enumerate(plan["opinions"]):
            self.review(plan, opinion, first=number == 0)
        self.discuss(plan, item)
        self.execute(plan)

    def under_way(self, own: Any, plan: dict[str, Any], until: date) -> None:
        """A decision outside the catalogue that has not come to its review, or has just been sent there."""
        item = {"matter": plan["title"], "lead_office": plan["lead_office"]}
        said = {
            name: plan[name]
            for name in ("title", "matter_class", "lead_office", "outside_reason", "proposer", "summary")
        }
        self.begin("propose", own, **said)
        self.draft(item, market=False)
        if plan["closed"]:
            self.argue(plan)
            self.day = until - timedelta(days=1)
            self.do("send_for_review", due_on=dates.add_workdays(self.day, 7).isoformat(), urgent_reason="")
        else:
            self.consult(plan)

    def draft(self, item: dict[str, Any], market: bool) -> None:
        """From the proposal to the draft."""
        self.later(2)
        self.do(
            "study",
            necessity=f"{item['matter']}关系群众切身利益",
            grounds="符合上级政策和本镇规划",
            feasibility="资金已有安排",
        )
        self.later(1)
        self.do("decide_start", "mayor", lead_office=item["lead_office"], duty="承办单位对草案的真实、完整负责")
        self.later(3)
        self.do("draft", alternatives=2, consulted="各村（社区）、相关科室", affects_market=market, exploratory=False)

    def argue(self, plan: dict[str, Any]) -> None:
        """Participation, expert argument and risk assessment side by side."""
        held, ends = self.consult(plan)
        for name, reason in plan.get("waived", {}).items():
            self.do("waive", gate=f"G4-2-{name}", reason=reason, basis=BASES[name])
        if "risk" in plan:
            told = {"consequences": plan["risk"]["consequences"], "measures": plan["risk"]["measures"]}
            self.do("assess_risk", assessor=ASSESSOR, risk_level=plan["risk"]["level"], risk="controllable", **told)
        if plan.get("market"):
            self.do("review_competition", reviewer="经济发展办公室", competition="passed", words="不含限制竞争的内容")
        if "seminar" in plan:
            self.do("record_participation", mode="seminar", place="镇会议室", **plan["seminar"])
        if "hearing" in plan:
            hearing = self.day + timedelta(days=10)
            told = {
                "hearing_on": hearing.isoformat(),
                "place": "镇便民服务中心",
                "participants": "名单已在公告栏和网站公布",
            }
            self.do("announce_hearing", reason="直接涉及群众切身利益", **told)
            self.day = hearing
            self.do("hold_hearing", place="镇便民服务中心", host="村镇建设服务中心负责人", **plan["hearing"])
        self.experts(plan)
        self.day = max(self.day, ends) + timedelta(days=1)
        self.do("close", case=held)
        self.answer(held, plan["comments"])
        self.do("publish_summary", case=held)

    def consult(self, plan: dict[str, Any]) -> tuple[Case, date]:
        """The draft goes before the public; the consultation, and its last day."""
        self.later(1)
        starts, ends = self.day, self.day + timedelta(days=plan["days"])
        said = {
            "starts_on": starts.isoformat(),
            "ends_on": ends.isoformat(),
            "channel": "several",
            "text": plan["summary"],
        }
        self.do("open_comments", **said, shortened_reason=plan.get("shortened", ""))
        held = self.opened("consultations")
        for words, _, _ in plan["comments"]:
            self.do("record_comment", case=held, source="meeting", words=words)
        return held, ends

    def experts(self, plan: dict[str, Any]) -> None:
        """Each expert's signed opinion, and what became of them."""
        for expert, unit, speciality, view, words in plan.get("experts", ()):
            said = {"expert": expert, "unit": unit, "speciality": speciality, "view": view, "words": words}
            self.do("give_expert_opinion", no_interest=True, **said)
        if plan.get("experts"):
            self.do("conclude_argument", adoption="合理意见均已采纳，未采纳的已说明理由")

    def answer(self, held: Case, comments: Sequence[Sequence[str]]) -> None:
        """One group and one answer for each comment."""
        kept = {one.words: str(one.pk) for one in Comment.objects.filter(case=held)}
        for words, answer, why in comments:
            self.do("answer_group", case=held, comments=[kept[words]], gist=words, answer=answer, words=why)

    def review(self, plan: dict[str, Any], opinion: Sequence[Any], *, first: bool) -> None:
        """Sent to review, heard with the counsel, answered."""
        if not first:
            self.later(3)
            self.do("revise_draft", changes="按审查意见修改")
        urgent = plan.get("urgent", "")
        due = self.day + timedelta(days=4) if urgent else dates.add_workdays(self.day, 7)
        self.do("send_for_review", due_on=due.isoformat(), urgent_reason=urgent)
        held = self.opened("reviews")
        self.later(1)
        self.do("accept", "legal", case=held)
        self.do("hear_adviser", "legal", case=held, adviser=ADVISER)
        self.day = due
        said = {"opinion": opinion[0], "findings": opinion[1], "comments": opinion[2]}
        self.do("give_opinion", "legal", case=held, articles="", **said)

    def discuss(self, plan: dict[str, Any], item: dict[str, Any]) -> None:
        """Discussed by the government, reported to the Party committee, signed and published."""
        done = {"participation", *(one for one in ("risk",) if one in plan)}
        done |= {"argument"} if plan.get("experts") else set()
        done |= {"competition"} if plan.get("market") else set()
        materials = ["draft", "legality", *(MATERIALS[one] for one in MATERIALS if one in done)]
        self.later(1)
        self.do("submit_discussion", kind="government_meeting", materials=materials)
        held = self.opened("meetings")
        self.later(2)
        mayor = self.cast.accounts["mayor"].name
        meeting = self.plan_meeting(mayor)
        self.do("schedule", case=held, meeting=meeting.number)
        said = [
            ("任志远", "副镇长", "agree"),
            ("蒲清泉", item["lead_office"] + "负责人", "agree_if"),
            (mayor, "镇长", "agree"),
        ]
        views = [{"name": name, "post": post, "view": view, "words": "同意"} for name, post, view in said]
        present = [{"name": name, "post": post} for name, post, _ in said]
        self.do("convene", case=meeting, attendance=present, attendants="司法所工作人员")
        self.do("discuss", case=held, resolution="passed", chair=mayor, views=views)
        self.later(2)
        self.do("report_to_party", reply="同意")
        self.later(1)
        self.do("sign", "mayor", mark="沙府发")
        self.later(2)
        self.do("publish", channel="several", place="镇政府网站、政务公开栏")

    def plan_meeting(self, chair: str) -> Case:
        """The meeting of the government that will discuss it, on this very day."""
        said = {"title": f"{self.day.year}年{self.day.month}月镇政府会议", "kind": "government_meeting"}
        said |= {"place": "镇政府会议室", "chair": chair}
        with at(moment(self.day, self.dice)):
            planned = Doing("plan", self.cast.accounts["clerk"], self.day)
            return system("meetings").module("actions").begin(planned, {**said, "planned_on": self.day})

    def execute(self, plan: dict[str, Any]) -> None:
        """Tasks, reports, archive, evaluation."""
        self.later(3)
        for matter, responsible, days in plan["tasks"]:
            due = self.day + timedelta(days=days)
            self.do("assign_task", matter=matter, responsible=responsible, due_on=due.isoformat())
        self.do("archive", volume=f"{self.day.year}-决策-{plan['number'][-2:]}")
        for position, (_, _, days) in enumerate(plan["tasks"], start=1):
            self.later(days // 2)
            self.do("finish_task", task=position, words="已完成并验收")
        if plan.get("evaluated"):
            self.day = max(self.day, plan["evaluated"])
            said: dict[str, Any] = {"evaluator": EVALUATOR, "evaluation": "keep", "words": "达到预期效果，继续执行"}
            self.do("evaluate", reason="决策机关认为有必要", **said)


def _paper(case: Case, paper: str, day: date) -> NewEvidence:
    name = system(case.system).procedures[case.procedure].papers[paper]
    content = f"{name}\n{case.number} {case.title}\n{day}\n"
    return NewEvidence(paper, f"{case.number}{name}.txt", content.encode(), "text/plain")


def open_missing(cast: Cast) -> int:
    """Two decisions under way to-day: one before the public, one in legality review. They touch no figure of 2022."""
    day, opened = today(), 0
    if day.year <= YEAR:
        return 0
    for position, plan in enumerate(plans()["open"]):
        own = identifier(facts()["in_post_since"], "open decision", position)
        if not Case.objects.filter(pk=own).exists():
            Matter(cast, day - timedelta(days=plan["ago"])).under_way(own, plan, day)
            opened += 1
    return opened
