"""The pages of this system: what they say, how many questions they ask, what they refuse."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from fazhi.kernel.doing import Doing
from fazhi.kernel.models import Case
from fazhi.kernel.today import at
from fazhi.people import scopes
from fazhi.people.actors import Actor
from fazhi.people.models import Person
from fazhi.systems.norms import actions, versions
from fazhi.systems.norms.models import CleanupItem, RegisterEntry, Version
from fazhi.systems.norms.tests.telling import TOWN, enter, propose, take, walk

pytestmark = pytest.mark.django_db
Actors = Callable[[str], Actor]
Budget = Callable[[int], Any]


@pytest.fixture(autouse=True)
def on_a_day() -> Any:
    with at(date(2022, 6, 1)):
        yield


def visit(username: str) -> Client:
    client = Client()
    client.force_login(Person.objects.get(username=username), backend="django.contrib.auth.backends.ModelBackend")
    return client


def many(numbers: range) -> None:
    text = "依照《中华人民共和国行政处罚法》第十条。"
    with scopes.within(TOWN):
        for number in numbers:
            enter(f"县府发〔2019〕{number}号", f"县办法{number}", text, level="town", ends_on=date(2022, 9, 1))


def test_the_register_of_a_day_costs_the_same_for_two_documents_and_for_forty(
    actor: Actors, django_assert_max_num_queries: Budget
) -> None:
    client = visit("clerk")
    for numbers in (range(2), range(2, 40)):
        many(numbers)
        with django_assert_max_num_queries(17):
            page = client.get("/norms/register/?on=2022-06-01").content.decode()
        assert page.count("县办法") >= numbers.stop and f"其中 {numbers.stop} 件已到期满前评估的时候" in page


def test_the_register_names_what_rests_on_changed_law(actor: Actors) -> None:
    many(range(1))
    page = visit("clerk").get("/norms/register/?on=2022-06-01").content.decode()
    assert "引用 《中华人民共和国行政处罚法》第十条" in page and "2021-07-15" in page
    before = visit("clerk").get("/norms/register/?on=2021-07-01").content.decode()
    assert "2021-07-15" not in before
    assert "这一天没有本镇现行有效" in visit("clerk").get("/norms/register/?on=2019-12-31").content.decode()


def test_a_day_that_does_not_exist_is_today(actor: Actors) -> None:
    assert "2022年6月1日" in visit("clerk").get("/norms/register/?on=2022-02-30").content.decode()


def test_two_versions_stand_side_by_side_and_scripts_stay_words(actor: Actors) -> None:
    case = walk(actor, "draft", text="第一条 甲。\n第二条 <script>alert(1)</script>乙。")
    take(case, "revise", actor("clerk"), date(2022, 3, 11), text="第一条 甲。\n第二条 丙。\n第三条 丁。")
    page = visit("clerk").get(f"/norms/cases/{case.pk}/versions/").content.decode()
    assert "2 段不同" in page and "<script>alert" not in page and "&lt;script&gt;" in page
    assert "第三条 丁。" in page
    odd = visit("clerk").get(f"/norms/cases/{case.pk}/versions/?old=9&new=x")
    assert odd.status_code == 200


def test_a_draft_of_three_hundred_pages_is_kept_whole_and_compared(actor: Actors) -> None:
    long = "\n".join(
        f"第{number}条 各村（社区）应当加强巡查，发现问题及时处置并报告镇人民政府。" for number in range(1, 4001)
    )
    case = walk(actor, "draft", text=long)
    take(case, "revise", actor("clerk"), date(2022, 3, 11), text=long.replace("第2000条 各村", "第2000条 有关村"))
    with scopes.within(TOWN):
        assert versions.latest(case).text.count("\n") == 3999
        blocks = versions.compare(*Version.objects.filter(case=case).order_by("id").values_list("text", flat=True))
    assert versions.changes(blocks) == 1
    assert [block.folded for block in blocks] == [True, False, True]


def test_the_conflict_page_shows_both_sides(actor: Actors) -> None:
    with scopes.within(TOWN):
        enter("县府发〔2019〕1号", "县农村自建房管理办法", "每户宅基地面积不得超过120平方米。", "农村自建房")
    case = walk(actor, "draft")
    page = visit("clerk").get(f"/norms/cases/{case.pk}/conflicts/").content.decode()
    assert "数字不一致" in page and "120平方米" in page and "一百五十平方米" in page


def test_the_look_up_asks_an_answer_for_every_conflict(actor: Actors) -> None:
    with scopes.within(TOWN):
        enter("县府发〔2019〕1号", "县农村自建房管理办法", "每户宅基地面积不得超过120平方米。", "农村自建房")
    case, client = walk(actor, "waive_consultation"), visit("clerk")
    address = f"/cases/{case.pk}/steps/look_up/"
    asked = client.get(address).content.decode()
    assert "《县农村自建房管理办法》（县府发〔2019〕1号）" in asked
    name = asked.split('name="answer_')[1].split('"')[0]
    empty = client.post(address, {"happened_on": "2022-06-01"})
    assert empty.status_code == 422
    answer = {f"answer_{name}": "superior", f"words_{name}": "改为120"}
    with scopes.within(TOWN):
        enter(
            "县府发〔2020〕1号", "县自建房规定", "每户宅基地面积不得超过110平方米。建房保证金每户四千元。", "农村自建房"
        )
    later = client.post(address, {"happened_on": "2022-06-01", **answer})
    assert later.status_code == 422 and "县自建房规定" in later.content.decode()
    with scopes.within(TOWN):
        RegisterEntry.objects.filter(title="县自建房规定").update(ends_on=date(2022, 5, 31))
    assert "县自建房规定" in client.post(address, {"happened_on": "2022-05-31", **answer}).content.decode()
    done = client.post(address, {"happened_on": "2022-06-01", **answer})
    assert done.status_code == 302
    with scopes.within(TOWN):
        step = Case.objects.get(pk=case.pk).steps.last()
    assert step.data["found"] == 1 and "以该件（上位规定）为准" in step.data["hits"][0]
    assert "改为120" in client.get(f"/cases/{case.pk}/").content.decode()


def test_a_word_file_becomes_the_text_and_a_picture_is_refused(actor: Actors) -> None:
    import io

    import docx

    document, buffer = docx.Document(), io.BytesIO()
    document.add_paragraph("第一条 从文件读出。")
    document.save(buffer)
    case, client = walk(actor, "plan"), visit("clerk")
    address = f"/cases/{case.pk}/steps/draft/"
    picture = SimpleUploadedFile("稿.docx", b"\x89PNG\x00\x00")
    refused = client.post(address, {"happened_on": "2022-06-01", "text": "", "paper_draft": picture})
    assert refused.status_code == 422 and "读不出文字" in refused.content.decode()
    assert client.post(address, {"happened_on": "2022-06-01"}).status_code == 422
    file = SimpleUploadedFile("稿.docx", buffer.getvalue())
    assert client.post(address, {"happened_on": "2022-06-01", "paper_draft": file}).status_code == 302
    with scopes.within(TOWN):
        assert versions.latest(case).text == "第一条 从文件读出。"
        assert case.evidence.get().size == len(buffer.getvalue())


def test_several_documents_are_judged_on_one_page(actor: Actors, django_assert_max_num_queries: Budget) -> None:
    walk(actor, "file")
    clerk, client = actor("clerk"), visit("clerk")
    with scopes.within(TOWN):
        fields = {"scope_kind": "yearly"}
        case = actions.begin(Doing("start_round", clerk, date(2022, 6, 1), fields=fields), fields)
    address = f"/norms/cases/{case.pk}/cleanup/"
    with django_assert_max_num_queries(20):
        page = client.get(address).content.decode()
    assert "沙府规〔2022〕1号" in page and "还有 1 件没有意见" in page
    name = page.split('name="result_')[1].split('"')[0]
    wrong = client.post(address, {f"result_{name}": "keep"})
    assert wrong.status_code == 422 and "没有写明理由" in wrong.content.decode() and "checked" in wrong.content.decode()
    assert client.post(address, {}).status_code == 422
    assert client.post(address, {f"result_{name}": "keep", f"why_{name}": "仍然适用"}).status_code == 302
    with scopes.within(TOWN):
        assert CleanupItem.objects.get(case=case).result == "keep"
    assert visit("mayor").post(address, {f"result_{name}": "repeal", f"why_{name}": "试"}).status_code == 403


def test_pages_of_another_town_do_not_exist(actor: Actors) -> None:
    case, fields = propose(actor), {"scope_kind": "yearly"}
    with scopes.within(TOWN):
        cleanup = actions.begin(Doing("start_round", actor("clerk"), date(2022, 6, 1), fields=fields), fields)
    for owner, page in ((case, "versions"), (case, "conflicts"), (cleanup, "cleanup")):
        address = f"/norms/cases/{owner.pk}/{page}/"
        assert visit("clerk").get(address).status_code == 200
        assert visit("stranger").get(address).status_code == 404


def test_the_case_page_asks_a_bounded_number_of_questions(actor: Actors, django_assert_max_num_queries: Budget) -> None:
    case, client = walk(actor, "file"), visit("clerk")
    with django_assert_max_num_queries(28):
        page = client.get(f"/cases/{case.pk}/").content.decode()
    assert "沙府规〔2022〕1号" in page and "登〔2022〕1号" in page and "现行有效，还有 1794 天" in page
