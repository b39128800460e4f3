"""The first road, walked in a browser at a desk and on a phone: found, accepted, mediated, agreed, settled, reported."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

Enter = Callable[[str, int], Page]
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def submit(page: Page, name: str) -> None:
    page.locator("main").get_by_role("button", name=name, exact=True).click()


def take(page: Page, title: str) -> None:
    """Open a step from the case page, wherever the page offers it."""
    link = page.get_by_role("link", name=title, exact=True)
    if not link.first.is_visible():
        page.get_by_text("需要时可以办理").click()
    link.first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(title)


def fits(page: Page) -> None:
    """No sideways scroll."""
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize(("width", "parties"), [(1440, "欧阳宽、上官平"), (390, "夏侯良、诸葛和")])
def test_a_dispute_goes_from_the_grid_to_settled(enter: Enter, tmp_path: Path, width: int, parties: str) -> None:
    scan = tmp_path / "协议书.pdf"
    scan.write_bytes(PDF)
    page = enter("grid", width)
    page.get_by_role("link", name="登记纠纷").first.click()
    page.locator("main").get_by_label("纠纷类型").select_option(label="邻里")
    page.locator("main").get_by_label("当事人").fill(parties)
    page.locator("main").get_by_label("简要情况").fill(f"{parties}两家为晒坝边界争执。")
    fits(page)
    submit(page, "登记")
    if page.get_by_text("可能与已登记的纠纷重复").is_visible():
        page.get_by_role("button", name="仍然登记").click()
    expect(page.get_by_text("已登记，编号")).to_be_visible()
    address = page.url
    fits(page)

    page = enter("mediator", width)
    page.goto(address)
    take(page, "受理（村、社区）")
    submit(page, "提交")
    take(page, "记录调解")
    page.locator("main").get_by_label("地点").fill("村委会调解室")
    page.locator("main").get_by_label("参加人员").fill("双方当事人")
    page.locator("main").get_by_label("调解记录").fill("双方各退一步，同意以老石坎为界。")
    submit(page, "提交")
    take(page, "拟定调解协议书")
    for label in ("当事人基本情况", "纠纷的主要事实", "争议事项", "各方当事人的责任", "达成协议的内容"):
        page.locator("main").get_by_label(label).fill("以老石坎为界，各自修整晒坝。")
    page.locator("main").get_by_label("履行的期限").fill("2030-01-01")
    submit(page, "提交")
    take(page, "签订书面协议")
    page.locator("input[type=file]").first.set_input_files(scan)
    submit(page, "提交")
    expect(page.get_by_text("共同申请司法确认").first).to_be_visible()
    take(page, "登记履行完毕")
    page.locator("main").get_by_label("履行内容").fill("石坎已立，晒坝已修。")
    submit(page, "提交")
    take(page, "回访")
    submit(page, "提交")
    take(page, "确认化解")
    submit(page, "提交")
    expect(page.get_by_text("已办理：确认化解")).to_be_visible()
    fits(page)


@pytest.mark.parametrize("width", [1440, 390])
def test_the_editor_walks_from_the_sentence_back_to_the_case(enter: Enter, width: int) -> None:
    page = enter("editor", width)
    page.goto(f"{page.url.rstrip('/')}/report/2022/")
    expect(page.locator("main")).to_contain_text("共排查发现546起矛盾纠纷，调处化解545起，化解率达99.8%")
    fits(page)
    page.get_by_role("link", name="99.8%").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("99.8%")
    expect(page.get_by_text("545 ÷ 546 × 100%")).to_be_visible()
    fits(page)
    page.get_by_role("link", name="矛调〔2022〕").first.click()
    expect(page.get_by_role("heading", name="办理程序")).to_be_visible()
    page.get_by_role("link", name="为什么是这一天").first.click()
    expect(page.get_by_text("起算").first).to_be_visible()
    fits(page)


def test_somebody_of_another_town_does_not_find_the_case(enter: Enter) -> None:
    page = enter("mediator", 1440)
    page.goto(f"{page.url.rstrip('/')}/ledgers/disputes.disputes/")
    address = page.locator("main a[href^='/cases/']").first.get_attribute("href")
    stranger = enter("neighbour", 1440)
    origin = stranger.url.rstrip("/")
    answer = stranger.goto(f"{origin}{address}")
    assert answer
    assert answer.status == 404
    unknown = stranger.goto(f"{origin}/cases/00000000-0000-7000-8000-000000000000/")
    assert unknown
    assert unknown.status == 404
