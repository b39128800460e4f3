"""T-01: every page × every role × own, sibling, parent and child × method, as permissions.yaml has it, and not otherwise."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
import yaml
from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.test import override_settings
from django.urls import include, path

from fazhi.kernel import unmask
from fazhi.kernel.models import Case
from fazhi.papers import pdf
from fazhi.people.identifiers import new_id
from fazhi.people.models import Person
from fazhi.people.roles import ROLES
from fazhi.web import cases, inventory, middleware
from fazhi.web.views import errors
from fazhi.web.views import steps as views_steps
from fazhi.web.views.cases import case_or_404
from tests.faults import lanes, matrix, visiting
from tests.faults.matrix import Result

NEVER = "三员不接触业务，县级不改镇里的数据，网格员不查找人：不论权限表怎么写"
CLAIM = "每页 × 每个角色 × 本、邻、上、下级 × 方法都与权限表一致；范围外与不存在逐字节相同；每个响应头齐全"
House = SimpleNamespace


def run(house: House, *only: str) -> Result:
    # Thousands of refusals are what is asked for, and need not be told one by one.
    logging.disable(logging.ERROR)
    try:
        return matrix.run(house.table, house.routes, house.people, house.towns, set(only))
    finally:
        logging.disable(logging.NOTSET)


def test_no_cell_is_wrong(house: House, record_property: lanes.Record, monkeypatch: pytest.MonkeyPatch) -> None:
    # LibreOffice takes seconds a page and is not what is asked about.
    monkeypatch.setattr(pdf, "convert", lambda content: b"%PDF-1.4")
    found = run(house)
    verdicts = found.verdicts
    lanes.hold(record_property, "T-01", CLAIM, len(verdicts), [], found.wrong)
    lanes.hold(record_property, "T-01", NEVER, len(verdicts), [], matrix.never(verdicts))
    assert {cell.page for cell in verdicts} == set(house.routes)
    assert {cell.role for cell in verdicts} == {*ROLES, visiting.ANONYMOUS, visiting.NOBODY}
    assert {cell.method for cell in verdicts} == set(matrix.METHODS)
    assert {cell.place for cell in verdicts} == {"own", "sibling", "parent", "child"}
    # A matrix that lets nobody in would hold as well.
    assert {cell.page for cell, verdict in verdicts.items() if verdict == "open"} == set(house.routes)


Mutant = Callable[[pytest.MonkeyPatch], object]


def rewritten(edit: Callable[[dict], object]) -> Mutant:
    """Another table in place of ours."""

    def put(patch: pytest.MonkeyPatch) -> None:
        said = yaml.safe_load(Path(settings.PERMISSIONS).read_text(encoding="utf-8"))
        edit(said)
        changed = Path(settings.FILES_ROOT) / f"{new_id()}.yaml"
        changed.write_text(yaml.safe_dump(said, allow_unicode=True), encoding="utf-8")
        patch.setattr(settings, "PERMISSIONS", changed)

    return put


def telling(request: HttpRequest, status: int, trouble: Any = None) -> HttpResponse:
    """An error page that lets slip whether there is such a case after all."""
    response = HttpResponse("没有找到", status=status)
    case = request.resolver_match.kwargs.get("case_id") if request.resolver_match else None
    if case and Case.objects.filter(pk=case).exists():
        response.write("，或者您不能看")
    return response


MUTANTS: dict[str, tuple[str, Mutant]] = {
    "删去一行": ("search", rewritten(lambda said: said["pages"].pop("search"))),
    "一行多写一个角色": (
        "ledger-import",
        rewritten(lambda said: said["pages"]["ledger-import"]["GET"].append("mayor")),
    ),
    "一页多收一种方法": ("case", rewritten(lambda said: said["pages"]["case"].update(POST=["town"]))),
    "多一个体系的查阅人": ("case", rewritten(lambda said: said["systems"]["disputes"]["readers"].append("officer"))),
    "不看岗位": ("looks", lambda patch: patch.setattr(middleware, "_closed", lambda *_: None)),
    "页面漏了范围": ("case", lambda patch: patch.setattr(cases, "reached", lambda *_: Q())),
    "县级不问事由": ("clock", lambda patch: patch.setattr(unmask, "gave_reason", lambda *_: True)),
    "范围外的读来不同": ("case", lambda patch: patch.setattr(errors, "page", telling)),
    "漏了一个响应头": ("rules", lambda patch: patch.delitem(middleware.HEADERS, "Cache-Control")),
    "放进内嵌脚本": (
        "rules",
        lambda patch: patch.setitem(middleware.HEADERS, "Content-Security-Policy", "script-src 'unsafe-inline'"),
    ),
    "Cookie 不设 HttpOnly": ("login", lambda patch: patch.setattr(settings, "CSRF_COOKIE_HTTPONLY", False)),
    "拒绝之前已经写了": ("step", lambda patch: patch.setattr(views_steps, "case_or_404", writing_first)),
}


def writing_first(request: HttpRequest, case_id: UUID) -> Case:
    """A view that notes who came before it looks whether they may."""
    Person.objects.filter(pk=request.user.pk).update(large_print=False)
    return case_or_404(request, case_id)


@pytest.mark.parametrize("name", MUTANTS)
def test_a_wrong_cell_is_noticed(
    house: House, record_property: lanes.Record, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    page, put = MUTANTS[name]
    put(monkeypatch)
    found = run(house, page)
    lanes.caught(record_property, "T-01", name, len(found.verdicts), found.wrong)


def test_a_page_that_nobody_listed_is_noticed(record_property: lanes.Record) -> None:
    # Django takes the addresses themselves where a module with them would stand.
    pages = (path("", include(settings.ROOT_URLCONF)), path("new/", telling, name="new"))
    with override_settings(ROOT_URLCONF=pages):
        lanes.caught(
            record_property, "T-01", "多一页而没有列", 1, [one for one in inventory.faults() if "页面 new " in one]
        )
