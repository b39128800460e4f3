"""The table of permissions: every page has its line, every line its page, and what has no line is closed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml
from django.http import HttpResponse
from django.urls import include, path, reverse

from fazhi.kernel.models import Case
from fazhi.people.roles import ROLES
from fazhi.web import access, inventory
from fazhi.web.tests.standing import Visit

# Pages of four rooms that somebody knows by heart: the walk must find them.
KNOWN = {
    "desk": "/",
    "case": "/cases/<uuid:case_id>/",
    "rule": "/rules/<str:name>/",
    "figure": "/figures/<int:year>/<str:indicator_id>/",
    "report-sign": "/report/<int:year>/editions/<uuid:edition_id>/sign/",
    "dispute-duplicates": "/disputes/duplicates/",
}
Change = Callable[[Callable[[dict], object]], None]


@pytest.fixture
def change(settings: SimpleNamespace, tmp_path: Path) -> Change:
    """Another table in place of ours, for one test: change(lambda said: said["pages"].pop("desk"))."""

    def write(edit: Callable[[dict], object]) -> None:
        said = yaml.safe_load(Path(settings.PERMISSIONS).read_text(encoding="utf-8"))
        edit(said)
        other = tmp_path / "permissions.yaml"
        other.write_text(yaml.safe_dump(said, allow_unicode=True), encoding="utf-8")
        settings.PERMISSIONS = other

    return write


@pytest.fixture
def further_pages(settings: SimpleNamespace) -> None:
    """Three pages nobody has listed: one of its own, one in a name space, one without a name."""

    def view(request: object) -> HttpResponse:
        return HttpResponse("open to all")

    spaced = ([path("inner/", view, name="inner")], "side")
    # Django takes the addresses themselves where a module with them would stand.
    settings.ROOT_URLCONF = (
        path("", include(settings.ROOT_URLCONF)),
        path("new/", view, name="brand-new"),
        path("side/", include(spaced)),
        path("nameless/", view),
    )


def test_every_page_is_listed_and_every_line_has_its_page() -> None:
    assert inventory.faults() == []


def test_the_walk_finds_the_pages_it_should() -> None:
    found = inventory.addresses()
    assert {name: found[name] for name in KNOWN} == {name: [route] for name, route in KNOWN.items()}
    assert "" not in found


def test_a_page_that_is_not_listed_is_a_fault(further_pages: object) -> None:
    assert inventory.faults() == [
        "地址 /nameless/ 没有名字，权限表管不到它，已关闭。",
        "页面 brand-new 没有写进权限表，已关闭。",
        "页面 side:inner 没有写进权限表，已关闭。",
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("username", ["mayor", "system_admin"])
def test_a_page_that_is_not_listed_is_closed(visit: Visit, further_pages: object, username: str) -> None:
    client = visit(username)
    for address in ("/new/", "/side/inner/", "/nameless/"):
        answer = client.get(address)
        assert answer.status_code == 404
        assert "没有找到" in answer.content.decode()
    assert client.get(reverse("rules")).status_code == 200


@pytest.mark.parametrize(
    ("edit", "sentence"),
    [
        (lambda said: said["pages"].pop("desk"), "页面 desk 没有写进权限表，已关闭。"),
        (lambda said: said["pages"].update(gone=said["pages"]["desk"]), "权限表中的 gone 没有对应的页面。"),
        (lambda said: said["pages"]["desk"].update(GET=["boss"]), "权限表中的 desk 写了不认识的“boss”。"),
        (lambda said: said["pages"]["desk"].pop("GET"), "权限表中的 desk 没有写哪种方法可以打开。"),
        (lambda said: said["groups"]["town"]["roles"].remove("officer"), "角色 officer 不在权限表的任何一组里。"),
        (lambda said: said["groups"]["county"]["roles"].append("king"), "权限表的组 county 写了不存在的角色 king。"),
        (lambda said: said["systems"].pop("disputes"), "体系 disputes 没有写进权限表，谁也查阅不了。"),
        (lambda said: said["systems"].update(moon={"readers": ["town"]}), "权限表中的体系 moon 没有启用。"),
        (
            lambda said: said["systems"]["disputes"].update(readers=["all"]),
            "权限表中的体系 disputes 写了不认识的“all”。",
        ),
        (
            lambda said: said["pages"]["dispute-duplicates"].update(POST=["opening:disputes/gone"]),
            "权限表中的 dispute-duplicates 引用的程序 disputes/gone 不存在。",
        ),
    ],
)
def test_a_table_that_does_not_fit_is_told_so(change: Change, edit: Callable[[dict], object], sentence: str) -> None:
    change(edit)
    assert inventory.faults() == [sentence]


def test_a_table_with_an_unknown_key_opens_nothing(change: Change) -> None:
    change(lambda said: said["pages"]["desk"].update(open=True))
    [sentence] = inventory.faults()
    assert sentence.startswith("权限表 permissions.yaml 读不懂，所有页面都没有开放")


@pytest.mark.django_db
def test_a_page_without_its_line_is_closed_to_everybody(visit: Visit, change: Change) -> None:
    client = visit("clerk")
    assert client.get(reverse("search")).status_code == 200
    change(lambda said: said["pages"].pop("search"))
    assert client.get(reverse("search")).status_code == 404


@pytest.mark.django_db
def test_a_method_that_is_not_written_down_is_not_taken(visit: Visit, case: Case) -> None:
    client = visit("clerk")
    for method in ("put", "delete", "patch", "options", "post"):
        answer = getattr(client, method)(reverse("case", args=[case.pk]))
        assert answer.status_code == 405
        assert answer.headers["Allow"] == "GET, HEAD"
        assert "不能这样打开" in answer.content.decode()
    assert client.head(reverse("case", args=[case.pk])).status_code == 200


def test_the_opening_step_says_who_may_register() -> None:
    line = access.page("open")
    assert line is not None
    known = access.roles(line, "GET", {"system_id": "disputes", "procedure_id": "mediation"})
    assert known == {"grid_worker", "mediator", "clerk", "editor"}
    assert access.roles(line, "GET", {"system_id": "disputes", "procedure_id": "nothing"}) is None
    # What only another case opens is nobody's to register: the view says that there is no such page.
    assert access.roles(line, "GET", {"system_id": "consultations", "procedure_id": "public_consultation"}) is None


def test_only_whom_the_table_names_reads_a_system() -> None:
    readers = access.readers("disputes")
    assert {role for role in ROLES if ROLES[role].kind == "business"} - readers == {"officer"}
    assert not [role for role in readers if ROLES[role].kind != "business"]
    assert access.readers("nothing") == frozenset()


@pytest.mark.django_db
def test_who_does_not_read_a_system_meets_it_nowhere(visit: Visit, case: Case) -> None:
    client = visit("officer")
    for address in (
        reverse("ledger", args=["disputes.disputes"]),
        reverse("ledger-export", args=["disputes.disputes"]),
        reverse("system", args=["disputes"]),
    ):
        answer = client.get(address)
        assert answer.status_code == 403
        assert "行政执法人员" not in answer.content.decode()
    assert client.get(reverse("case", args=[case.pk])).status_code == 404
    for address in (reverse("desk"), f"{reverse('search')}?q={case.number}", reverse("work", args=["waiting"])):
        page = client.get(address).content.decode()
        assert str(case.pk) not in page
        assert "/ledgers/disputes." not in page
    # Figures are numbers without names; their rows are not shown.
    figure = client.get(reverse("figure", args=[2026, "disputes.found"])).content.decode()
    assert "1起" in figure
    assert case.number not in figure


@pytest.mark.django_db
def test_a_grid_worker_does_not_look_people_up(visit: Visit, case: Case) -> None:
    client = visit("grid_worker")
    assert client.get(reverse("search"), {"q": "王小明"}).status_code == 403
    page = client.get(reverse("ledger", args=["disputes.disputes"]), {"q": "查无此人"}).content.decode()
    assert 'name="q"' not in page
    assert case.number in page
    assert reverse("ledger-export", args=["disputes.disputes"]) not in page


@pytest.mark.django_db
def test_the_menu_shows_only_doors_that_open(visit: Visit) -> None:
    page = visit("system_admin").get(reverse("rules")).content.decode()
    for name in ("latest-figures", "latest-report", "looks", "search"):
        assert f'"{reverse(name)}"' not in page
    assert f'"{reverse("rules")}"' in page
    assert f'"{reverse("search")}"' in visit("clerk").get(reverse("rules")).content.decode()
