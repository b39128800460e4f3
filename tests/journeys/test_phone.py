"""The phone without a network: what was written is kept, sent once, and told about; log-out leaves nothing behind."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.journeys.conftest import House

SMALL = """[...document.querySelectorAll("main .btn, .band .btn, main input:not([type=hidden]):not(.form-check-input), main select")]
  .filter((one) => one.offsetParent !== null && one.getBoundingClientRect().height < 48).map((one) => one.outerHTML)"""
COUNT = "addEventListener('click', () => sessionStorage.clicks = Number(sessionStorage.clicks || 0) + 1, true)"
Enter = Callable[[str, int], Page]
OFFLINE = "phone/disputes/mediation/"
KEPT_HOURS = 72
MOMENTS = {
    "while it is stored": "闾丘子、闾丘丑",
    "once it is stored": "闾丘寅、闾丘卯",
    "while it is sent": "闾丘辰、闾丘巳",
}
PHOTO = b"\xff\xd8\xff\xe0" + bytes(range(256)) * 40 + b"\xff\xd9"


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "现场.jpg"
    path.write_bytes(PHOTO)
    return path


def opened(page: Page) -> Page:
    """The phone page, and kept on the phone."""
    page.goto(page.url.rstrip("/").split("/phone")[0] + "/" + OFFLINE)
    expect(page.get_by_text("没有网络也能打开")).to_be_visible()
    return page


def write(page: Page, parties: str, photo: Path | None = None, *, day: str = "") -> None:
    """Fill in the form and store it."""
    page.get_by_label("纠纷类型").select_option(label="邻里")
    page.get_by_label("当事人").fill(parties)
    page.get_by_label("简要情况").fill(f"{parties}为滴水争执。")
    if day:
        page.get_by_label("发生日期").fill(day)
    if photo:
        page.locator("input[type=file]").set_input_files(photo)
    page.get_by_role("button", name="存好并发送").click()


def again(page: Page) -> Page:
    """The tab is closed; later the same page is opened again in the same browser."""
    context, address = page.context, page.url
    page.close()
    fresh = context.new_page()
    fresh.goto(address)
    return fresh


def registered(house: House, parties: str) -> list[tuple[str, int]]:
    """Number and photographs of the disputes of these parties, straight from the database."""
    first, query = parties.split("、")[0], (
        "SELECT c.number, (SELECT count(*) FROM kernel_evidence e WHERE e.case_id = c.id) FROM kernel_case c "
        "JOIN disputes_party p ON p.case_id = c.id WHERE p.name = %s"
    )  # fmt: skip
    with psycopg.connect(house.environment["DATABASE_URL"]) as connection:
        return [tuple(row) for row in connection.execute(query, [first])]


def waiting(page: Page, number: int) -> None:
    expect(page.locator("#open-count")).to_have_text(f"未发送 {number} 件")


def kept(context: BrowserContext, address: str) -> list[object]:
    """Everything a browser holds of ours."""
    page = context.new_page()
    page.goto(f"{address}/login/")
    found = page.evaluate(
        """async () => [
          await caches.keys(),
          (await navigator.serviceWorker.getRegistrations()).length,
          await new Promise((told) => {
            const asked = indexedDB.open("fazhi", 1);
            asked.onupgradeneeded = () => asked.result.createObjectStore("unsent", { keyPath: "id" });
            asked.onsuccess = () => {
              const all = asked.result.transaction("unsent").objectStore("unsent").getAll();
              all.onsuccess = () => told(all.result.length);
            };
          }),
        ]"""
    )
    page.close()
    return list(found)


def test_two_reports_without_a_network_arrive_once_each(enter: Enter, served: House, photo: Path) -> None:
    page = opened(enter("grid", 390))
    page.context.set_offline(True)
    write(page, "公冶甲、公冶乙", photo)
    waiting(page, 1)
    page = again(page)
    expect(page.get_by_text("现在没有网络")).to_be_visible()
    waiting(page, 1)
    write(page, "公冶丙、公冶丁", photo)
    waiting(page, 2)
    assert [(one["id"], one["nodes"][0]["html"]) for one in Axe().run(page).response["violations"]] == []
    for print_size in ("", "large-print"):
        page.evaluate("(size) => { document.documentElement.className = size }", print_size)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        assert page.evaluate(SMALL) == []
    page = again(page)
    waiting(page, 2)
    assert registered(served, "公冶甲、公冶乙") == []
    page.context.set_offline(False)
    expect(page.locator("#open-count")).to_have_text("全部已发送")
    expect(page.get_by_text("已登记，编号")).to_have_count(2)
    page = again(page)
    expect(page.get_by_text("已登记，编号")).to_have_count(2)
    for parties in ("公冶甲、公冶乙", "公冶丙、公冶丁"):
        assert [photos for _, photos in registered(served, parties)] == [1]


def test_registering_takes_four_clicks_and_eight_answers_at_most(enter: Enter) -> None:
    page = enter("grid", 390)
    page.evaluate(COUNT)
    page.context.add_init_script(COUNT)
    page.get_by_role("link", name="登记纠纷").first.click()
    main = page.locator("main")
    required = main.locator("[required]")
    names = {required.nth(at).get_attribute("name") for at in range(required.count())}
    assert len(names) <= 8, names
    # What the phone does not know already is chosen and typed from one field to the next; only taps are counted.
    main.get_by_label("纠纷类型").select_option(label="损害赔偿")
    main.get_by_label("当事人").fill("巫马甲、巫马乙")
    main.get_by_label("简要情况").fill("货车压坏了水泥便道，要求赔钱修好。")
    main.get_by_role("button", name="登记", exact=True).last.click()
    expect(page.get_by_text("已登记，编号")).to_be_visible()
    # One tap opens the form, one on the list of types, one on the type, one registers.
    assert int(page.evaluate("sessionStorage.clicks")) + 2 <= 4


def test_an_answer_lost_on_its_way_doubles_nothing(enter: Enter, served: House, photo: Path) -> None:
    page = opened(enter("grid", 390))
    lost = []

    def lose(route: Route) -> None:
        if not lost:
            lost.append(route.fetch().status)
            route.abort()
        else:
            route.continue_()

    page.context.route("**/open/disputes/mediation/", lose)
    write(page, "鲜于甲、鲜于乙", photo)
    expect(page.get_by_text("不会重复登记").first).to_be_visible()
    waiting(page, 1)
    page.get_by_role("button", name="现在发送").click()
    expect(page.locator("#open-count")).to_have_text("全部已发送")
    assert lost == [200]
    assert [photos for _, photos in registered(served, "鲜于甲、鲜于乙")] == [1]


@pytest.mark.parametrize("moment", MOMENTS)
def test_closing_the_page_at_any_moment_doubles_nothing_and_loses_nothing_that_was_said(
    enter: Enter, served: House, photo: Path, moment: str
) -> None:
    page = opened(enter("grid", 390))
    context, parties = page.context, MOMENTS[moment]
    if moment == "while it is sent":
        context.route("**/open/disputes/mediation/", lambda route: route.fetch() and page.close())
    else:
        context.set_offline(True)
    write(page, parties, photo)
    if moment == "once it is stored":
        expect(page.get_by_text("已存入这台手机")).to_be_visible()
    if moment == "while it is sent":
        page.wait_for_event("close")
    else:
        page.close()
    context.unroute_all()
    context.set_offline(False)
    fresh = context.new_page()
    fresh.goto(f"{served.address}/{OFFLINE}")
    # Closed in the middle of storing, it was said of nothing that it is stored: it may be there or not, and then once.
    settled = re.compile("全部已发送|没有未发送的登记")
    expect(fresh.locator("#open-count:visible, #empty:visible")).to_have_text(settled)
    found = registered(served, parties)
    assert len(found) <= 1
    assert found or moment == "while it is stored"


def test_what_is_refused_stays_with_its_sentence_and_can_be_corrected(enter: Enter, served: House, photo: Path) -> None:
    page = opened(enter("grid", 390))
    write(page, "亓官甲、亓官乙", photo, day="2030-01-01")
    expect(page.get_by_text("发生日期 2030-01-01 晚于今天")).to_be_visible()
    waiting(page, 1)
    page = again(page)
    page.get_by_role("button", name="更正").click()
    expect(page.get_by_label("当事人")).to_have_value("亓官甲、亓官乙")
    page.get_by_label("发生日期").fill("2026-11-20")
    page.get_by_role("button", name="存好并发送").click()
    expect(page.locator("#open-count")).to_have_text("全部已发送")
    assert [photos for _, photos in registered(served, "亓官甲、亓官乙")] == [1]


def test_a_tap_is_not_lost_when_the_list_is_looked_at_again_under_the_finger(enter: Enter) -> None:
    page = opened(enter("grid", 390))
    page.context.set_offline(True)
    write(page, "漆雕甲、漆雕乙")
    waiting(page, 1)
    page.get_by_role("button", name="更正").hover()
    page.mouse.down()
    page.evaluate("document.getElementById('open-count').textContent = ''; dispatchEvent(new Event('offline'))")
    waiting(page, 1)
    page.mouse.up()
    expect(page.get_by_label("当事人")).to_have_value("漆雕甲、漆雕乙")


def test_log_out_wipes_the_phone_and_says_so_before(enter: Enter, served: House) -> None:
    page = opened(enter("grid", 390))
    context = page.context
    context.set_offline(True)
    write(page, "漆雕甲、漆雕乙")
    waiting(page, 1)
    context.route("**/open/disputes/mediation/", lambda route: route.abort())
    context.set_offline(False)
    page.get_by_role("link", name="工作台").click()
    expect(page.get_by_role("link", name="未发送 1 件")).to_be_visible()
    said: list[str] = []
    page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.accept()))
    page.locator("details.account summary").click()
    page.get_by_role("button", name="退出登录").click()
    expect(page.get_by_role("heading", level=1, name="登录")).to_be_visible()
    assert said == ["还有 1 件没有发送。退出登录会把它们从这台手机上删除，不能恢复。确定退出吗？"]
    assert kept(context, served.address) == [[], 0, 0]
    assert registered(served, "漆雕甲、漆雕乙") == []


def test_somebody_else_on_the_same_phone_sees_only_that_there_is_something_and_leaves_it_there(
    enter: Enter, served: House
) -> None:
    page = opened(enter("grid", 390))
    page.context.set_offline(True)
    write(page, "濮阳甲、濮阳乙")
    waiting(page, 1)
    # The colleague's page is left before there is a network again: its own attempt to send would answer in the middle of the other
    # one's log-in, and set the cookie that was cleared.
    page.goto("about:blank")
    page.context.clear_cookies()
    page.context.set_offline(False)
    page.goto(f"{served.address}/login/?next=/{OFFLINE}")
    page.get_by_role("textbox", name="账号").fill("mediator")
    page.get_by_role("textbox", name="密码").fill("fazhi-demo-2022")
    page.get_by_role("button", name="登录", exact=True).click()
    expect(page.get_by_role("heading", level=1, name="登记纠纷")).to_be_visible()
    page.goto(f"{served.address}/{OFFLINE}")
    expect(page.get_by_text("这台手机上没有未发送的登记")).to_be_visible()
    assert "濮阳" not in page.content()
    page.get_by_role("link", name="工作台").click()
    page.locator("details.account summary").click()
    page.get_by_role("button", name="退出登录").click()
    expect(page.get_by_role("heading", level=1, name="登录")).to_be_visible()
    # The log-out of a colleague takes the kept page along, and not what waits for its own writer.
    assert kept(page.context, served.address) == [[], 0, 1]


def test_what_was_not_sent_in_three_days_goes_from_the_phone_and_it_says_so(enter: Enter, served: House) -> None:
    page = opened(enter("grid", 390))
    page.context.set_offline(True)
    write(page, "拓跋甲、拓跋乙")
    waiting(page, 1)
    page.clock.set_system_time(datetime.now(UTC) + timedelta(hours=KEPT_HOURS, minutes=1))
    page.evaluate("dispatchEvent(new Event('offline'))")
    expect(page.get_by_text(f"有 1 件超过 {KEPT_HOURS} 小时没有发送，已从这台手机上删除，没有登记")).to_be_visible()
    expect(page.get_by_text("这台手机上没有未发送的登记")).to_be_visible()
    page.context.set_offline(False)
    assert kept(page.context, served.address)[2] == 0
    assert registered(served, "拓跋甲、拓跋乙") == []


def test_a_mediation_written_when_the_network_went_is_kept_and_sent(enter: Enter, served: House) -> None:
    page = enter("mediator", 390)
    page.get_by_role("link", name="登记纠纷").first.click()
    page.locator("main").get_by_label("村（社区）").select_option(index=1)
    page.locator("main").get_by_label("纠纷类型").select_option(label="邻里")
    page.locator("main").get_by_label("当事人").fill("澹台甲、澹台乙")
    page.locator("main").get_by_label("简要情况").fill("为水渠争执。")
    page.locator("main").get_by_role("button", name="登记", exact=True).last.click()
    expect(page.get_by_text("已登记，编号")).to_be_visible()
    case = page.url
    page.goto(f"{case}steps/accept/")
    page.locator("main").get_by_role("button", name="提交").last.click()
    page.goto(f"{case}steps/mediate/")
    page.locator("main").get_by_label("地点").fill("渠边")
    page.locator("main").get_by_label("参加人员").fill("双方")
    page.locator("main").get_by_label("调解记录").fill("各用一天。")
    page.context.set_offline(True)
    page.locator("main").get_by_role("button", name="提交").last.click()
    expect(page.get_by_text("填写的内容已存入这台手机")).to_be_visible()
    expect(page.locator("#unsent")).to_be_visible()
    page.context.set_offline(False)
    expect(page.locator("#unsent")).to_be_hidden()
    page.goto(case)
    expect(page.get_by_text("各用一天").first).to_be_visible()
