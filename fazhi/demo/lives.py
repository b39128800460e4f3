"""How a planned dispute is lived: each step by somebody in post, on its own day, through the same actions as on any day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from fazhi.demo.plan import Plan
from fazhi.demo.skeleton import Cast
from fazhi.demo.source import moment, tales
from fazhi.kernel.doing import Doing, NewEvidence
from fazhi.kernel.models import Case
from fazhi.kernel.registry import procedure
from fazhi.kernel.today import at
from fazhi.people.actors import Actor
from fazhi.systems.disputes import actions
from fazhi.systems.disputes.terms import title

ROADS = ["arbitration", "administrative", "court"]
REGISTERED_BY = {"grid": "grid", "visit": "mediator", "application": "mediator"}


class Life:
    """One dispute as it goes on. `until` is the last day it may use."""

    def __init__(self, plan: Plan, cast: Cast, until: date, case: Case | None = None) -> None:
        self.plan, self.cast, self.until = plan, cast, until
        self.dice = plan.dice
        self.mediators = self.dice.sample(cast.mediators[plan.village], 2)
        self.day = plan.found_on
        self.case: Case | None = case
        self.kinds = procedure("disputes", "mediation")

    @property
    def mediator(self) -> Actor:
        """The village mediator who has the dispute."""
        return self.mediators[0]

    def grid_worker(self) -> Actor:
        """A grid worker of the village."""
        return self.dice.choice(self.cast.grid_workers[self.plan.village])

    def clerk(self) -> Actor:
        """The clerk of the judicial office."""
        return self.cast.accounts["clerk"]

    def later(self, least: int, most: int) -> date:
        """Some days on, never past `until`."""
        self.day = min(self.day + timedelta(days=self.dice.randint(least, most)), self.until)
        return self.day

    def found(self) -> Case:
        """The first step: somebody registers the dispute."""
        plan = self.plan
        who = REGISTERED_BY.get(plan.source, "clerk")
        actor = {"grid": self.grid_worker(), "mediator": self.mediator, "clerk": self.clerk()}[who]
        with at(moment(self.day, self.dice)):
            self.case = actions.begin(Doing("report", actor, self.day), self._report())
        return self.case

    def _report(self) -> dict[str, Any]:
        plan = self.plan
        parties = zip(plan.parties, plan.phones, strict=True)
        return {
            "id": plan.id,
            "village": plan.village,
            "source": plan.source,
            "dispute_type": plan.dispute_type,
            "subject": plan.told["subject"],
            "parties": "、".join(f"{name} {phone}".strip() for name, phone in parties),
            "summary": plan.told["summary"],
            "risk": plan.risk,
            "people": plan.people,
            "amount": plan.amount,
            "reference": f"GD{plan.found_on:%Y%m%d}{plan.number:04d}" if plan.source == "hotline" else "",
        }

    def do(self, step: str, actor: Actor, *, papers: Sequence[str] = (), reason: str = "", **said: Any) -> None:
        """Take one step on the day that is."""
        assert self.case is not None
        kind = self.kinds.step(step)
        doing = Doing(
            step=step,
            actor=actor,
            happened_on=self.day,
            data={name: value for name, value in said.items() if name not in kind.fills},
            fields={name: value for name, value in said.items() if name in kind.fills},
            reason=reason,
            evidence=[self._paper(paper) for paper in papers],
        )
        with at(moment(self.day, self.dice)):
            actions.carry_out(self.case, doing)

    def _paper(self, paper: str) -> NewEvidence:
        assert self.case is not None
        name, plan = self.kinds.papers[paper], self.plan
        content = f"{name}\n{self.case.number} {self.case.title}\n{self.day}\n当事人：{'、'.join(plan.parties)}\n{plan.told['deal']}\n"
        return NewEvidence(paper, f"{self.case.number}{name}.txt", content.encode(), "text/plain")

    def accept(self, consent: str = "all") -> None:
        """The village's mediators take it."""
        self.later(0, 3)
        chosen = self.dice.choice(["chosen", "chosen", "appointed"])
        who = "、".join(one.name for one in self.mediators[: self.dice.choice([1, 1, 2])])
        self.do("accept", self.mediator, consent=consent, mediator=who, mediator_choice=chosen)

    def accept_in_town(self) -> None:
        """The town takes what the village handed up."""
        self.later(0, 1)
        self.do(
            "accept_town", self.clerk(), consent="all", mediator=self.town_mediator().name, mediator_choice="appointed"
        )

    def town_mediator(self) -> Actor:
        """The town's mediator."""
        return self.cast.accounts["mediator"]

    def sit(self, result: str, actor: Actor | None = None) -> None:
        """One mediation session."""
        actor = actor or self.mediator
        notes = tales()["notes"]
        place = (
            self.dice.choice(["村调解室", "当事人家院坝", "现场", "村委会"]) if actor is self.mediator else "镇调解室"
        )
        self.do(
            "mediate",
            actor,
            place=place,
            mediators=actor.name,
            attendants="、".join([*self.plan.parties, self.dice.choice(["村民小组长", "驻村干部", "邻居代表"])]),
            notes=f"{self.dice.choice(notes['began'])}；{self.dice.choice(notes[result])}。",
            result=result,
        )

    def terms(self, way: str) -> dict[str, Any]:
        """What is agreed, in the parts of article 29."""
        told = self.plan.told
        return {
            "parties": "\n".join(f"{name}，{self._basics()}" for name in self.plan.parties),
            "facts": told["summary"],
            "disputed": f"{told['subject']}如何处理，损失由谁承担。",
            "responsibilities": f"{told['duty']}。",
            "content": f"{told['deal']}。",
            "way": way,
            "term_on": (self.day + timedelta(days=self.dice.randint(5, 25))).isoformat(),
            "identity_matter": self.plan.identity,
        }

    def _basics(self) -> str:
        place = title_of_village(self.cast, self.plan.village)
        return f"{self.dice.choice('男女')}，{self.dice.randint(24, 76)} 岁，住{place}{self.dice.randint(1, 9)}组"

    def agree(self, form: str, actor: Actor | None = None, way: str = "once") -> None:
        """The parties agree, orally or in writing, on the day of the last session or soon after."""
        actor = actor or self.mediator
        if form == "oral":
            self.do("agree_oral", actor, **self.terms("at_once" if way == "once" else way))
            return
        self.do("draft_agreement", actor, **self.terms(way))
        self.later(0, 2)
        self.do("agree_written", actor, papers=["agreement"])

    def confirm(self) -> None:
        """The parties ask the court to confirm, and it does."""
        self.later(2, 12)
        self.do(
            "apply_confirmation", self.mediator, papers=["confirmation_application"], court="县人民法院", jointly=True
        )
        self.later(7, 15)
        ruling = f"（{self.day.year}）渝0235民特{self.plan.number}号"
        papers = ["confirmation_ruling"]
        self.do("confirmation_result", self.mediator, papers=papers, confirmation="confirmed", ruling=ruling)

    def settle(self, *, slow: bool = False, actor: Actor | None = None) -> None:
        """Performed, followed up, confirmed as settled, and for most filed away."""
        actor = actor or self.mediator
        self.later(*((3, 20) if slow else (0, 6)))
        self.do(
            "perform",
            self.grid_worker() if self.dice.random() < 0.3 else actor,
            what=f"{self.plan.told['deal']}，已经做到",
        )
        self.later(*((5, 20) if slow else (2, 12)))
        way = self.dice.choice(["home", "home", "phone"])
        self.do(
            "follow_up", self.grid_worker() if self.dice.random() < 0.4 else actor, way=way, finding="kept", words=""
        )
        self.do("settle", actor)

    def file(self) -> None:
        """The file is bound and shelved."""
        self.later(1, 20)
        self.do("archive", self.clerk(), volume=f"{self.day.year}-{self.plan.number:03d}")

    def tell_roads(self) -> None:
        """Mediation ends and the three other roads are told."""
        self.do("tell_roads", self.mediator, roads=ROADS, told_how=self.dice.choice(["当面", "书面", "电话"]))

    def hand_up(self, why: str) -> None:
        """From the village to the town."""
        self.do("escalate_town", self.mediator, why=why)

    def joined(self) -> None:
        """Another report of the same dispute is joined to it."""
        source = self.dice.choice(["hotline", "petition", "grid"])
        words = f"反映{title('dispute_type', self.plan.dispute_type)}纠纷（{self.plan.told['subject']}）。"
        self.do("join_report", self.clerk(), source=source, words=words, reference=f"LJ{self.plan.number:04d}")


def title_of_village(cast: Cast, code: str) -> str:
    """The village's name from the office of its mediators."""
    return cast.mediators[code][0].office.removesuffix("人民调解委员会")
