"""T-06: malformed workbooks and documents: no error page, no hang, little memory, no partial rows, one Chinese sentence each."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from random import Random

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from fazhi.kernel import imports, sheet, workbooks
from fazhi.people.models import Person
from fazhi.systems.disputes.models import Staff
from tests.faults import feeding, lanes, poison

CLAIM = "畸形文件（损坏、伪装、炸弹、外部实体、百万行…）：不出错页、不卡死、内存小、一句中文"
PARTLY = "导入页收到畸形或有错行的工作簿：不出错页，要么整份导入、要么一行不进"
LEDGER = "disputes.staff"


def test_every_reader_answers_every_file(record_property: lanes.Record) -> None:
    taken = lanes.seeds(1, 1)
    books, papers = lanes.amount(80, 6000), lanes.amount(40, 3000)
    wrong = [one for seed in taken for one in feeding.feed(feeding.meals(seed, books, papers))]
    lanes.hold(record_property, "T-06", CLAIM, (books + papers) * len(taken), taken, wrong)


@pytest.fixture
def keeper(town: str) -> Client:
    """The clerk's browser."""
    client = Client(raise_request_exception=False)
    clerk = Person.objects.get(username="clerk")
    client.force_login(clerk, backend="django.contrib.auth.backends.ModelBackend")
    return client


def send(client: Client, name: str, content: bytes) -> list[str]:
    """Upload a workbook and confirm it where that is offered; what went wrong."""
    before = _rows()
    answer = client.post(reverse("ledger-import", args=[LEDGER]), {"file": SimpleUploadedFile(name, content)})
    page = unescape(answer.content.decode())
    if answer.status_code not in (200, 422):
        return [f"上传答复 {answer.status_code}"]
    if answer.status_code == 422:
        said = re.findall(r'class="wrong">\s*([^<]+?)\s*<', page)
        wrong = [] if said and all(map(feeding.is_a_sentence, said)) else [f"不是一句中文：{said}"]
        return wrong + (["拒绝了却有改动"] if _rows() != before else [])
    promised = int(found[1]) if (found := re.search(r"新增 (\d+)", page)) else 0
    confirmed = client.post(reverse("ledger-import-confirm", args=[LEDGER]))
    if confirmed.status_code != 302:
        return [f"确认答复 {confirmed.status_code}"]
    landed = _rows() - before
    return [] if landed in (0, promised) else [f"只进了一部分：{landed}/{promised}"]


def _rows() -> int:
    return Staff.objects.using("default").count()


def through_the_page(client: Client, seed: int, files: int) -> Iterator[list[str]]:
    """Send so many files by the import page, every third with one wrong row among good ones; what went wrong with each."""
    random = Random(seed)
    for number in range(files):
        meal = feeding.Meal("workbook", number % len(poison.KINDS), f"{seed}-{number}")
        content = poison.rows_gone_wrong(random, number) if number % 3 == 0 else meal.content()
        found = send(client, random.choice(poison.NAMES), content)
        yield [f"第 {number} 个（{'错行' if number % 3 == 0 else meal}）：{one}" for one in found]


@pytest.mark.django_db
def test_the_import_page_takes_all_or_nothing(keeper: Client, in_town: str, record_property: lanes.Record) -> None:
    taken, files = lanes.seeds(1, 1), lanes.amount(80, 1000)
    wrong = [one for seed in taken for failed in through_the_page(keeper, seed, files) for one in failed]
    lanes.hold(record_property, "T-06", PARTLY, files * len(taken), taken, wrong)


def test_a_reader_that_knows_one_kind_of_damage_is_noticed(
    record_property: lanes.Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    def careless(path: Path) -> dict:
        answer = subprocess.run([sys.executable, "-I", sheet.__file__, str(path)], capture_output=True, check=False)
        told = json.loads(answer.stdout)
        if told.get("fault") == "broken" and told.get("kind") != "BadZipFile":
            raise RuntimeError(told["kind"])
        return told

    monkeypatch.setattr(workbooks, "_in_child", careless)
    books = lanes.amount(18, 36)
    wrong = feeding.feed(feeding.meals(1, books, 0))
    lanes.caught(record_property, "T-06", "只认一种损坏", books, wrong)


def test_a_reader_without_limits_is_noticed(
    record_property: lanes.Record, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("sheet")
    source = Path(sheet.__file__).read_text(encoding="utf-8")
    unlimited = re.sub(
        r"(?m)^(MEMORY_BYTES|UNPACKED_BYTES|SECONDS|RATIO|ROWS|COLUMNS|CELLS) = .*$", r"\1 = 10**10", source
    )
    (folder / "sheet.py").write_text(unlimited.replace("resource.setrlimit(", "(lambda *_: None)("), encoding="utf-8")
    monkeypatch.setattr(sheet, "__file__", str(folder / "sheet.py"))
    monkeypatch.setattr(sheet, "SECONDS", 30)
    crowded = next(number for number in range(100) if Random(str(number)).randrange(4) == 3)
    heavy = [feeding.Meal("workbook", poison.KINDS.index(poison.endless), str(crowded))]
    lanes.caught(record_property, "T-06", "没有限额", len(heavy), feeding.feed(heavy))


@pytest.mark.django_db
def test_rows_written_one_by_one_are_noticed(
    keeper: Client, in_town: str, record_property: lanes.Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    def one_by_one(book: object, actor: object, found: imports.Preview, *_: object) -> int:
        for values in found.new:
            try:
                imports._write(imports.importer_of(book), actor, values)  # type: ignore[arg-type]  # a ledger
            except imports.Refused:
                break
        return len(found.new)

    monkeypatch.setattr(imports, "apply", one_by_one)
    tries, wrong = lanes.until_caught(through_the_page(keeper, 1, 60))
    lanes.caught(record_property, "T-06", "逐行写入", tries, wrong)
