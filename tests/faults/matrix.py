"""T-01: what each cell of page × role × place × method must be, told from permissions.yaml and the procedures alone."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass
from typing import Any

from fazhi.kernel.registry import procedure
from fazhi.people.divisions import level
from fazhi.people.roles import ROLES
from fazhi.web.access import ANYONE, SIGNED_IN, Page, Table
from tests.faults import visiting
from tests.faults.twins import Town
from tests.faults.visiting import ANONYMOUS, NOBODY, Target, Visit, Visitor

METHODS = ("GET", "POST", "PUT", "DELETE")
ROWS = {"case_id", "evidence_id", "clock_id"}


@dataclass(frozen=True)
class Cell:
    """One cell: who asks for which page, of whose rows, by which method."""

    page: str
    role: str
    place: str
    method: str

    def __str__(self) -> str:
        return f"{self.method} {self.page}，{self.role}，{self.place}"


def expected(cell: Cell, known: Table, visitor: Visitor, target: Target, where: dict[str, Any]) -> str:
    """The verdict that the table and the procedures demand."""
    line = known.pages[cell.page]
    words = line.words(cell.method)
    if not words:
        return "method"
    if ANYONE in words:
        return "open"
    if visitor.role == ANONYMOUS:
        return "login"
    if SIGNED_IN in words:
        return "open"
    if visitor.role == NOBODY or visitor.role not in _roles(known, words, where):
        return "closed"
    system = str(where.get("system_id") or where.get("ledger_id", "")).partition(".")[0]
    if system and visitor.role not in _roles(known, known.systems[system].readers, {}):
        return "closed"
    return _inside(line, known, visitor, target, where, cell)


def _roles(known: Table, words: tuple[str, ...], where: dict[str, Any]) -> set[str]:
    found: set[str] = set()
    for word in words:
        name, _, fixed = word.partition(":")
        if name == "opening":
            system, graph = fixed.split("/") if fixed else (where["system_id"], where["procedure_id"])
            found |= set(procedure(system, graph).opening.by)
        else:
            found |= set(known.groups[word].roles) if word in known.groups else {word}
    return found


def _inside(line: Page, known: Table, visitor: Visitor, target: Target, where: dict[str, Any], cell: Cell) -> str:
    if line.scope == "row" and not _reached(known, visitor, target, where):
        return "missing"
    if line.scope == "town" and not _own_town(visitor, target):
        return "missing"
    if (
        line.scope == "self"
        and line.relation
        and where.keys() & {"token", "job_id"}
        and not _own(visitor, target, where)
    ):
        return "missing"
    if line.reason and visitor.height == "county":
        return "reason"
    return _related(line, visitor, target, where, cell)


def _reached(known: Table, visitor: Visitor, target: Target, where: dict[str, Any]) -> bool:
    actor, town = visitor.actor, target.town
    assert actor
    if "edition_id" in where:
        return bool(town) and (actor.town == town.code or actor.reaches(town.code)) and _own_town(visitor, target)
    if "norm_id" in where:
        readable = visitor.role in _roles(known, known.systems["norms"].readers, {})
        return readable and bool(town) and actor.reaches(town.code)
    if ROWS & where.keys():
        readable = visitor.role in _roles(known, known.systems["disputes"].readers, {})
        return readable and bool(target.village) and actor.reaches(target.village)
    return True


def _own_town(visitor: Visitor, target: Target) -> bool:
    assert visitor.actor
    if visitor.height == "county":
        return level(target.code) == "town" and visitor.actor.reaches(target.code)
    return target.code == visitor.actor.town


def _own(visitor: Visitor, target: Target, where: dict[str, Any]) -> bool:
    if "token" in where:
        return target.token == visitor.tokens.get("token")
    town: Town | None = target.town
    return (
        bool(town)
        and bool(visitor.actor)
        and town.jobs.get(visitor.role) == where["job_id"]
        and town.people[visitor.role] == visitor.actor
    )


def _related(line: Page, visitor: Visitor, target: Target, where: dict[str, Any], cell: Cell) -> str:
    graph, town = procedure("disputes", "mediation"), target.town
    if line.relation == "step" and "step" in where and cell.method == "POST":
        return "open" if visitor.role in graph.step(where["step"]).by else "refused"
    if line.relation == "maker":
        makers = {role for step in graph.steps if step.prints == where["paper"] for role in step.by}
        return "open" if visitor.role in makers else "closed"
    if line.relation == "handler" and town and visitor.actor:
        brought = town.people["grid_worker" if target.village == town.villages[0] else "clerk"]
        return "open" if brought.person_id == visitor.actor.person_id else "reason"
    return "open"


def cells(
    known: Table, routes: dict[str, list[str]], people: dict[str, Visitor], towns: dict[str, Town], only: Set[str]
) -> Iterator[tuple[Cell, Visitor, Target, dict[str, Any]]]:
    """Every cell there is: places only where a page has rows of a town, other methods once for each page and role."""
    for name in sorted(known.pages.keys() & only if only else known.pages):
        [route, *_] = routes[name]
        for visitor in people.values():
            for place, target in visiting.places(visitor, towns, people).items():
                where = visiting.arguments(name, route, target, visitor)
                if where is None or (place != "own" and not _has_places(known.pages[name], where)):
                    continue
                for method in METHODS if place == "own" else METHODS[:2]:
                    yield Cell(name, visitor.role, place, method), visitor, target, where


def _has_places(line: Page, where: dict[str, Any]) -> bool:
    if line.scope == "public":
        return False
    return line.scope == "town" or bool(where.keys() & (ROWS | {"norm_id", "edition_id", "job_id", "token"}))


def query(line: Page, where: dict[str, Any], target: Target) -> dict[str, str]:
    """How a page is told which town is meant."""
    return {"town": target.code} if line.scope == "town" or "edition_id" in where else {}


@dataclass
class Result:
    """All verdicts of a run, and every cell that is wrong, in words."""

    verdicts: dict[Cell, str]
    wrong: list[str]


def run(
    known: Table,
    routes: dict[str, list[str]],
    people: dict[str, Visitor],
    towns: dict[str, Town],
    only: Set[str] = frozenset(),
) -> Result:
    """Visit every cell and compare it with what it must be."""
    found = Result({}, [])
    missing: dict[tuple[str, str, str], Visit] = {}
    for cell, visitor, target, where in cells(known, routes, people, towns, only):
        line = known.pages[cell.page]
        data = visiting.sent(cell.page, target) if cell.method == "POST" else {}
        visit = visiting.ask(visitor, cell.method, cell.page, where, query(line, where, target), data)
        wanted = expected(cell, known, visitor, target, where)
        found.verdicts[cell] = visit.verdict
        found.wrong += [f"{cell}：应为 {wanted}，得到 {one}" for one in _verdicts(visit, wanted)]
        found.wrong += [f"{cell}：响应头 {name}" for name in visiting.softened(visit.answer)]
        if wanted != "open" and visit.wrote:
            found.wrong.append(f"{cell}：拒绝了却写了 {visit.wrote}")
        if visit.verdict == "missing":
            key = (cell.page, cell.role, cell.method)
            if key not in missing:
                gone = visiting.nowhere()
                there = visiting.arguments(cell.page, routes[cell.page][0], gone, visitor) or {}
                missing[key] = visiting.ask(visitor, cell.method, cell.page, there, query(line, there, gone), data)
            if visiting.told_apart(visit, missing[key]):
                found.wrong.append(f"{cell}：与不存在的读来不同")
    return found


def _verdicts(visit: Visit, wanted: str) -> list[str]:
    # A form sent empty or a paper handed back with faults has been let in.
    let_in = wanted == "open" and visit.verdict == "refused"
    return [] if visit.verdict == wanted or let_in else [visit.verdict]


def never(verdicts: dict[Cell, str]) -> list[str]:
    """What no table may ever allow (robustness §2.4): told once more by hand, so that a loosened line is seen as well."""
    open_to_all = ACCOUNT | PUBLISHED | {"rules", "rule"}
    found = []
    for cell, verdict in verdicts.items():
        kind = ROLES[cell.role].kind if cell.role in ROLES else ""
        if verdict != "open" or cell.page in open_to_all:
            continue
        if cell.role in (ANONYMOUS, NOBODY):
            found.append(f"{cell}：没有岗位而打开")
        elif kind == "audit" and cell.page != "looks" or kind in ("system", "security") and cell.page in BUSINESS:
            found.append(f"{cell}：三员接触业务")
        elif kind == "business" and cell.page == "looks":
            found.append(f"{cell}：业务岗位看审计记录")
        elif cell.role == "county_supervisor" and (cell.page in TOWN_WORK or cell.page == "ledger-export"):
            found.append(f"{cell}：县级改动镇里的数据或成批带走")
        elif cell.role == "grid_worker" and cell.page in ("search", "ledger-export"):
            found.append(f"{cell}：网格员查找人")
        elif cell.page == "report-sign" and cell.role not in ("mayor", "secretary"):
            found.append(f"{cell}：不是主要负责人而签发")
        elif cell.page in ("ledger-import-confirm", "report-submit") and cell.role in ("mayor", "secretary"):
            found.append(f"{cell}：领导改数据")
    return found


# Pages for everybody: a further one is written down here as well, by somebody who has thought of it.
# What concerns nothing but one's own account: each page looks for itself who is there.
ACCOUNT = {
    "choose-post", "password", "large-print", "logout", "login", "second-factor", "passkey-log-in", "passkey-options",
    "unified", "unified-back", "account", "end-sessions", "factors", "enrol-totp", "enrol-passkey", "factor-remove",
    "renew-codes",
}  # fmt: skip
# What anybody may have: drafts before the public, and a script without any content of the house.
PUBLISHED = {"consultation-board", "consultation-draft", "phone-worker"}
TOWN_WORK = {"open", "step", "ledger-import", "ledger-import-confirm", "report-submit", "report-sign", "paper"}
BUSINESS = TOWN_WORK | {
    "desk",
    "work",
    "search",
    "case",
    "clock",
    "evidence",
    "unmask",
    "case-looks",
    "ledger",
    "report",
    "figures",
}
