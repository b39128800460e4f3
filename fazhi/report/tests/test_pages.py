"""The pages of the report, as signed-in people see them."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from fazhi.indicators.definitions import all_definitions
from fazhi.indicators.tests.rows import add_disputes
from fazhi.people.models import Division

Visitor = Callable[[str], Client]
PAGE = "/report/2022/"
TEXT = "/report/2022/texts/duty.schedule/"
WORDS = {
    "number": "沙市委文〔2023〕3号",
    "duty.schedule": "亲自部署。",
    "duty.study": "带头学法。",
    "shortcomings": "学习不深。原因是联系实际不够。",
    "plan": "强化学习。融入日常。",
}


def page(client: Client, address: str = PAGE) -> str:
    response = client.get(address, follow=True)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def test_every_figure_opens_its_reading(year_2022: Division, visitor: Visitor) -> None:
    client = visitor("editor")
    links = dict(re.findall(r'<a class="bound" href="(/figures/[^"]+)"[^>]*>([^<]+)</a>', page(client)))
    assert links["/figures/2022/disputes.found/"] == "546起"
    assert links["/figures/2022/disputes.settled_rate/"] == "99.8%"
    assert all(client.get(address).status_code == 200 for address in links)


def test_what_is_missing_is_listed_with_the_place_to_write_it(year_2022: Division, visitor: Visitor) -> None:
    text = page(visitor("editor"))
    assert "缺少的内容" in text and f'href="{TEXT}"' in text


def test_a_typed_digit_is_marked_as_unsupported(year_2022: Division, visitor: Visitor) -> None:
    client = visitor("editor")
    client.post(TEXT, {"text": "听取汇报4次，化解{disputes.settled}。", "seen": "0"})
    text = page(client)
    assert re.search(
        r'<span class="unsupported" title="手工填写的数字，没有台账依据">4次<sup>无依据</sup></span>', text
    )
    assert "1 个无依据" in text


def test_the_auditor_speaks_in_the_margin(year_2022: Division, visitor: Visitor) -> None:
    client = visitor("editor")
    client.post(TEXT, {"text": "共排查矛盾纠纷546起，化解545起，化解率达99.9%。", "seen": "0"})
    text = page(client)
    assert "99.8" in text and '<span class="badge-own bad">有误</span>' in text


def test_a_typed_figure_is_held_against_the_reading(year_2022: Division, visitor: Visitor) -> None:
    client = visitor("editor")
    client.post(TEXT, {"text": "2022年，我镇共排查发现540起矛盾纠纷。", "seen": "0"})
    text = page(client)
    assert "“排查发现矛盾纠纷”为546起，文中写540起" in text
    assert '<span class="badge-own warn">请核对</span>' in text
    assert '<a class="touch" href="/figures/2022/disputes.found/">看这个数</a>' in text


def test_every_place_has_a_page_with_a_readable_title(year_2022: Division, visitor: Visitor) -> None:
    client = visitor("editor")
    keys = set(re.findall(r"/report/2022/texts/([^/]+)/", page(client)))
    assert {"number", "plan", "plan.lead", "measures.disputes", "duty.study"} <= keys
    for key in keys:
        title = re.search(r"<h1>(.*?)</h1>", page(client, f"/report/2022/texts/{key}/"))
        assert title and "{" not in title.group(1), key


def test_a_refused_text_stays_in_the_form(year_2022: Division, visitor: Visitor) -> None:
    response = visitor("editor").post(TEXT, {"text": "对涉稳人员开展稳控。", "seen": "0"})
    assert response.status_code == 422
    assert (
        "对涉稳人员开展稳控。</textarea>" in response.content.decode() and "不能写入报告" in response.content.decode()
    )


@pytest.mark.parametrize("reader", ["clerk", "mayor", "grid_worker"])
def test_others_of_the_town_read_and_do_not_write(year_2022: Division, visitor: Visitor, reader: str) -> None:
    client = visitor(reader)
    assert "546起" in page(client) and "/texts/" not in page(client)
    answer = client.post(TEXT, {"text": "某事。", "seen": "0"})
    assert answer.status_code == 403
    assert "由报告编辑（司法所）使用" in answer.content.decode()
    assert "某事" not in page(client)


def test_the_county_reads_the_report_of_its_town(year_2022: Division, visitor: Visitor) -> None:
    client = visitor("county_supervisor")
    assert "?town=500235116000" in page(client)
    text = page(client, f"{PAGE}?town=500235116000")
    assert "546起" in text and "/texts/" not in text and "送签</button>" not in text
    assert "/figures/2022/disputes.found/?town=500235116000" in text


def test_the_word_file_comes_as_an_attachment(year_2022: Division, visitor: Visitor) -> None:
    response = visitor("mayor").get("/report/2022/docx/")
    assert b"".join(response.streaming_content)[:2] == b"PK"  # type: ignore[attr-defined]  # a file is streamed
    assert "attachment" in response["Content-Disposition"]


def test_submit_sign_and_issue(year_2022: Division, visitor: Visitor) -> None:
    editor = visitor("editor")
    for key, text in WORDS.items():
        assert editor.post(f"/report/2022/texts/{key}/", {"text": text, "seen": "0"}).status_code == 302
    editor.post("/report/2022/submit/")
    assert "第 1 稿已送签" in page(editor)
    for head in ("mayor", "secretary"):
        client = visitor(head)
        address = re.search(r'action="(/report/2022/editions/[^"]+/sign/)"', page(client))
        assert address
        client.post(address.group(1))
    text = page(editor)
    assert "已签发" in text and "签发人：谭书记　向镇长" in text


def test_a_draft_that_moved_on_is_told_apart_from_what_was_submitted(year_2022: Division, visitor: Visitor) -> None:
    editor = visitor("editor")
    for key, text in WORDS.items():
        editor.post(f"/report/2022/texts/{key}/", {"text": text, "seen": "0"})
    editor.post("/report/2022/submit/")
    assert "与第 1 稿不同" not in page(editor)
    add_disputes([{}])
    text = page(editor)
    assert "与第 1 稿不同" in text and "546起 → 547起" in text


def test_an_incomplete_report_cannot_be_submitted(year_2022: Division, visitor: Visitor) -> None:
    client = visitor("editor")
    client.post("/report/2022/submit/")
    assert "报告还缺 5 处" in page(client)


def test_the_page_asks_a_bounded_number_of_queries(year_2022: Division, visitor: Visitor) -> None:
    client = visitor("editor")
    page(client)
    with CaptureQueriesContext(connection) as queries:
        page(client)
    # One query a ledger that is counted from, whatever it holds.
    counted = {one.ledger for one in all_definitions().values() if one.ledger}
    assert len(queries) <= 26 + len(counted)


@pytest.mark.parametrize("address", ["/report/2019/", "/report/2999/", "/report/2022/texts/nothing/"])
def test_what_does_not_exist_is_not_found(town: str, visitor: Visitor, address: str) -> None:
    assert visitor("editor").get(address).status_code == 404
