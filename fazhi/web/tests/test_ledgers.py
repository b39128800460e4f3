"""The ledger page and its workbook: filters, range, order, statement, export, import with its difference."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from fazhi.kernel.imports import LONG_WORK
from fazhi.web.tests.standing import SECOND_VILLAGE, Open, Visit

pytestmark = pytest.mark.django_db
DISPUTES, STAFF = "disputes.disputes", "disputes.staff"


def workbook(*rows: tuple[object, ...]) -> SimpleUploadedFile:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    kept = BytesIO()
    book.save(kept)
    return SimpleUploadedFile("队伍.xlsx", kept.getvalue(), "application/octet-stream")


HEADINGS = ("编号", "类别", "姓名", "村（社区）名称", "聘任日期")


def test_a_ledger_says_its_filters_its_range_and_that_it_is_complete(visit: Visit, open_case: Open) -> None:
    here, there = open_case(), open_case(SECOND_VILLAGE, date(2026, 10, 1))
    client, address = visit("clerk"), reverse("ledger", args=[DISPUTES])
    page = client.get(address).content.decode()
    assert "不限日期；共 2 条，已全部列出" in page
    asked = {"village": SECOND_VILLAGE, "since": "2026-01-01", "until": "2026.12.31"}
    page = client.get(address, asked).content.decode()
    assert "自 2026-01-01 至 2026-12-31（含首尾两日），村（社区）为“柏树村”；共 1 条，已全部列出" in page
    assert there.number in page
    assert here.number not in page


def test_a_heading_sorts_and_says_so(visit: Visit, open_case: Open) -> None:
    first, second = open_case(day=date(2026, 10, 1)), open_case()
    client, address = visit("clerk"), reverse("ledger", args=[DISPUTES])
    page = client.get(address, {"sort": "found_on"}).content.decode()
    assert page.index(first.number) < page.index(second.number)
    assert 'aria-sort="ascending"' in page
    page = client.get(address, {"sort": "-found_on"}).content.decode()
    assert page.index(second.number) < page.index(first.number)


@pytest.mark.parametrize("query", [{"sort": "town"}, {"page": "x"}, {"page": "99999999999999999999"}])
def test_a_query_nobody_offers_is_harmless(visit: Visit, open_case: Open, query: dict[str, str]) -> None:
    case = open_case()
    page = visit("clerk").get(reverse("ledger", args=[DISPUTES]), query).content.decode()
    assert case.number in page


def test_a_wrong_range_is_named(visit: Visit, open_case: Open) -> None:
    open_case()
    page = visit("clerk").get(reverse("ledger", args=[DISPUTES]), {"since": "2026-12-01", "until": "2026-01-01"})
    assert "截止日期 2026-01-01 早于起始日期 2026-12-01" in page.content.decode()


def test_an_empty_ledger_says_what_to_do(visit: Visit) -> None:
    client, address = visit("clerk"), reverse("ledger", args=[DISPUTES])
    assert "还没有登记纠纷" in client.get(address).content.decode()
    assert "放宽日期或清除筛选" in client.get(address, {"risk": "red"}).content.decode()


def test_a_county_post_chooses_the_town(visit: Visit, open_case: Open, town: str) -> None:
    case = open_case()
    client, address = visit("county_supervisor"), reverse("ledger", args=[DISPUTES])
    page = client.get(address, {"town": town}).content.decode()
    assert case.number in page
    assert "沙市镇；不限日期" in page
    assert case.number not in client.get(address, {"town": "500235117000"}).content.decode()


def test_the_export_holds_what_the_page_shows(visit: Visit, open_case: Open) -> None:
    here, there = open_case(), open_case(SECOND_VILLAGE)
    answer = visit("clerk").get(reverse("ledger-export", args=[DISPUTES]), {"village": SECOND_VILLAGE})
    assert answer.headers["Content-Disposition"].startswith("attachment")
    sheet = openpyxl.load_workbook(BytesIO(b"".join(answer))).active
    said = "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row)
    assert there.number in said
    assert here.number not in said
    assert "共 1 条，已全部列出" in said


def test_an_import_shows_its_difference_and_writes_only_when_confirmed(visit: Visit) -> None:
    client, address = visit("clerk"), reverse("ledger-import", args=[STAFF])
    file = workbook(HEADINGS, ("W-001", "网格员", "覃有才", "青石村", "2022-01-01"))
    page = client.post(address, {"file": file}).content.decode()
    assert "新增 1、变更 0" in page
    assert "确认导入 1 条" in page
    ledger = reverse("ledger", args=[STAFF])
    assert "W-001" not in client.get(ledger).content.decode()
    answer = client.post(reverse("ledger-import-confirm", args=[STAFF]), follow=True)
    assert "已导入 1 条" in answer.content.decode()
    assert "W-001" in client.get(ledger).content.decode()
    again = client.post(reverse("ledger-import-confirm", args=[STAFF]), follow=True)
    assert "请重新上传" in again.content.decode()


def test_a_faulty_workbook_changes_nothing_and_comes_back_marked(visit: Visit, town: str) -> None:
    client = visit("clerk")
    rows = [("W-001", "网格员", "覃有才", "青石村", "2022-01-01"), ("W-002", "网格员", "牟有田", "青石村", "2022.2.30")]
    page = client.post(reverse("ledger-import", args=[STAFF]), {"file": workbook(HEADINGS, *rows)}).content.decode()
    assert "1 行有问题，更正之前整份都不会导入" in page
    assert "确认导入" not in page
    client.post(reverse("ledger-import-confirm", args=[STAFF]))
    assert "W-001" not in client.get(reverse("ledger", args=[STAFF])).content.decode()
    marked = client.get(reverse("ledger-import-faults", args=[STAFF]))
    sheet = openpyxl.load_workbook(BytesIO(b"".join(marked))).active
    assert [cell.value for cell in sheet[1]][-1] == "问题"
    assert "2022.2.30" in str(sheet.cell(3, sheet.max_column).value)


@pytest.mark.parametrize("content", [b"\xd0\xd5\xc3\xfb,\xb1\xe0\xba\xc5", b"PK\x03\x04 not a zip"])
def test_a_file_that_is_no_workbook_is_refused_in_one_sentence(visit: Visit, content: bytes) -> None:
    file = SimpleUploadedFile("队伍.xlsx", content)
    answer = visit("clerk").post(reverse("ledger-import", args=[STAFF]), {"file": file})
    assert answer.status_code == 422
    assert "台账没有改动" in answer.content.decode()


@pytest.mark.parametrize("username", ["mayor", "mediator", "grid_worker", "county_supervisor"])
def test_only_keepers_of_the_books_import(visit: Visit, username: str) -> None:
    assert visit(username).get(reverse("ledger-import", args=[STAFF])).status_code == 403
    page = visit(username).get(reverse("ledger", args=[STAFF])).content.decode()
    assert reverse("ledger-import", args=[STAFF]) not in page


def test_pages_follow_one_another_without_counting(
    visit: Visit, open_case: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    from fazhi.kernel import ledgers

    monkeypatch.setattr(ledgers, "PAGE_SIZE", 2)
    numbers = [open_case().number for _ in range(3)]
    client, address = visit("clerk"), reverse("ledger", args=[DISPUTES])
    first = client.get(address, {"sort": "number"}).content.decode()
    second = client.get(address, {"sort": "number", "page": "2"}).content.decode()
    assert "本页为第 1—2 条，后面还有" in first
    assert "全部共 3 条，到此为止" in second
    assert sum(number in first for number in numbers) == 2
    assert sum(number in second for number in numbers) == 1


def test_a_long_workbook_goes_to_the_worker_and_its_page_is_for_who_asked(visit: Visit) -> None:
    rows = [(f"长{n}", "网格员", "张某某", "青石村", "2022-01-01") for n in range(LONG_WORK + 1)]
    client = visit("clerk")
    client.post(reverse("ledger-import", args=[STAFF]), {"file": workbook(HEADINGS, *rows)})
    answer = client.post(reverse("ledger-import-confirm", args=[STAFF]))
    page = client.get(answer["Location"]).content.decode()
    assert answer["Location"].startswith("/jobs/")
    assert "等待中" in page
    assert "可以离开本页" in page
    assert visit("editor").get(answer["Location"]).status_code == 404
    assert visit("stranger").get(answer["Location"]).status_code == 404
