"""Many reports dropped on the auditor's page of the real server: the worker audits them, the bad ones are named."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from docx import Document
from playwright.sync_api import Page, expect

from tests.journeys.test_dispute_to_report import fits

Enter = Callable[[str, int], Page]
TITLE = "沙市镇2022年法治政府建设情况的报告"
SLIP = "2022年，我镇共排查发现546起矛盾纠纷，调处化解545起，化解率达99.9%。"
LEDGER = "2022年，我镇共排查发现540起矛盾纠纷。"
SIGNED = ("沙市镇人民政府", "2023年1月31日")
LOCKED = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 504 + "EncryptedPackage".encode("utf-16-le")


def reports(folder: Path) -> list[Path]:
    """Twelve: nine sound ones, one of them at odds with the ledger; a damaged, an empty and a locked one."""
    made = []
    for number in range(9):
        document = Document()
        for line in (TITLE, "县委、县政府：", LEDGER if number == 1 else SLIP, *SIGNED):
            document.add_paragraph(line)
        made.append(folder / f"报告{number}.docx")
        document.save(str(made[-1]))
    others = {"损坏.docx": made[0].read_bytes()[:3000], "空.docx": b"", "有密码.docx": LOCKED}
    for name, content in others.items():
        (folder / name).write_bytes(content)
        made.append(folder / name)
    return made


@pytest.mark.parametrize("width", [1440, 390])
def test_twelve_reports_are_audited_in_the_background_and_read_in_the_margin(
    enter: Enter, tmp_path: Path, width: int
) -> None:
    page = enter("editor", width)
    page.goto(page.url.rstrip("/") + "/audit/")
    page.locator("input[type=file]").set_input_files(reports(tmp_path))
    expect(page.locator(".picked li")).to_have_count(12)
    page.get_by_role("button", name="开始审校").click()
    expect(page.get_by_text("共 12 份，8 份有误，3 份读不了")).to_be_visible(timeout=30_000)
    expect(page.locator("[data-live]")).to_have_count(0)
    for name, reason in (("损坏.docx", "损坏"), ("空.docx", "是空文件"), ("有密码.docx", "密码")):
        expect(page.get_by_role("row").filter(has_text=name)).to_contain_text(reason)
    fits(page)
    sound(page)

    page.get_by_role("link", name="报告0.docx").click()
    expect(page.locator("mark.bad").first).to_be_visible()
    assert "".join(page.locator("mark.bad").all_inner_texts()) == "化解率达99.9%"
    expect(page.locator(".finding.bad")).to_contain_text("应为99.8%")
    fits(page)
    sound(page)
    with page.expect_download() as copy:
        page.get_by_role("link", name="下载带批注的 Word").click()
    assert "99.8%" in zipfile.ZipFile(copy.value.path()).read("word/comments.xml").decode()

    page.goto(page.url.partition("/audit/")[0] + "/audit/")
    page.get_by_role("link", name="报告1.docx").click()
    expect(page.locator(".finding.warn").filter(has_text="台账为“546起”")).to_have_count(1)
    page.get_by_role("link", name="看这个数从哪里来").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("排查发现矛盾纠纷")


def sound(page: Page) -> None:
    """Nothing for axe to complain about."""
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
