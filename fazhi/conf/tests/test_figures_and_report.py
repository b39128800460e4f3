"""`fazhi figures` and `fazhi report`, as scripts and people call them."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from fazhi.audit import Verdict, audit_file
from fazhi.conf.command import main
from fazhi.indicators.tests.rows import add_staff, add_year
from fazhi.people import scopes
from fazhi.people.actors import Actor
from fazhi.people.models import Division
from fazhi.report import texts

KEYS = "id title unit value numerator denominator cohort definition rules rows computed_at".split()


@pytest.fixture
def year_2022(town: str) -> str:
    add_year()
    add_staff({"grid_worker": 52, "mediator": 36, "patrol": 36, "traffic": 5, "food_drug": 9})
    return town


@pytest.mark.parametrize("named", ["沙市镇", "500235116000"])
def test_figures_as_json(year_2022: str, capsys: pytest.CaptureFixture[str], named: str) -> None:
    assert main(["figures", "2022", "--town", named, "--json"]) == 0
    answer = json.loads(capsys.readouterr().out, parse_float=Decimal)
    assert (answer["town"], answer["year"]) == (year_2022, 2022)
    readings = {reading["id"]: reading for reading in answer["readings"]}
    assert all(set(KEYS) <= set(reading) for reading in readings.values())
    assert (readings["disputes.found"]["value"], readings["disputes.settled"]["value"]) == (546, 545)
    rate = readings["disputes.settled_rate"]
    assert (rate["value"], rate["numerator"], rate["denominator"]) == (Decimal("99.8"), 545, 546)
    assert len(rate["rows"]) == 545
    assert readings["disputes.confirmed"]["rules"][0]["code"] == "MED-03"


def test_figures_for_people(year_2022: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["figures", "2022", "--town", "沙市镇"]) == 0
    text = capsys.readouterr().out
    assert "99.8%　（545 ÷ 546）" in text and "52名" in text


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["22", "--town", "沙市镇"], "年度“22”不对"),
        (["1999", "--town", "沙市镇"], "不在可用范围"),
        (["2022", "--town", "没有镇"], "没有找到名为「没有镇」"),
        (["2022", "--town", "123"], "区划代码「123」不对"),
        (["2022", "--town", "500235116201"], "不是乡镇"),
        (["2022", "--town", "同名镇"], "不止一个"),
    ],
)
def test_a_wrong_question_gets_one_chinese_sentence(
    town: str, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    for code in ("500235118000", "500235119000"):
        Division.objects.create(code=code, name="同名镇", level="town", parent_id="500235000000")
    for verb, rest in (("figures", ["--json"]), ("report", ["--out", "x.docx"])):
        assert main([verb, *arguments, *rest]) == 2
        told = capsys.readouterr()
        assert told.out == "" and said in told.err and told.err.count("\n") == 1
    assert not Path("x.docx").exists()


def test_the_report_is_written_and_stands_up_to_the_auditor(
    year_2022: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "报告.docx"
    assert main(["report", "2022", "--town", "沙市镇", "--out", str(path)]) == 0
    told = capsys.readouterr()
    assert "数字全部有依据" in told.out and "待编写" in told.err
    assert audit_file(path).count(Verdict.WRONG) == 0


def test_the_report_as_json_names_its_figures(
    year_2022: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert main(["report", "2022", "--town", "沙市镇", "--out", str(tmp_path / "a.docx"), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert {"id": "disputes.settled_rate", "printed": "99.8%"} in answer["figures"]
    assert answer["complete"] and len(answer["unwritten"]) == 5


def test_a_typed_digit_ends_in_1_and_the_draft_is_written_all_the_same(
    year_2022: str, actor: Callable[[str], Actor], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    with scopes.within(year_2022):
        texts.save(actor("editor"), year_2022, 2022, "duty.study", "学习12次。", 0)
    path = tmp_path / "报告.docx"
    assert main(["report", "2022", "--town", "沙市镇", "--out", str(path)]) == 1
    assert path.exists() and "无依据" in capsys.readouterr().err


@pytest.mark.parametrize(("out", "said"), [("a.pdf", "不是 .docx 文件名"), ("nowhere/a.docx", "不存在")])
def test_a_wrong_file_name_is_refused(
    town: str, capsys: pytest.CaptureFixture[str], tmp_path: Path, out: str, said: str
) -> None:
    assert main(["report", "2022", "--town", "沙市镇", "--out", str(tmp_path / out)]) == 2
    assert said in capsys.readouterr().err


def test_a_year_without_an_outline_is_refused(town: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["report", "2019", "--town", "沙市镇", "--out", str(tmp_path / "a.docx")]) == 2
    assert "没有适用的报告提纲" in capsys.readouterr().err
