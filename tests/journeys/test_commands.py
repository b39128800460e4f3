"""What a new user does at the command line on the demo town: figures, report, audit of it, verification."""

import json
import re
import zipfile
from pathlib import Path

from docx import Document

from tests.journeys.conftest import House

TOWN = "沙市镇"


def test_loading_the_demo_town_again_changes_nothing(loaded: House) -> None:
    def counted() -> dict[str, object]:
        return json.loads(loaded.run("verify", "--json").stdout)

    before = counted()
    assert loaded.run("demo", "--no-serve").returncode == 0
    assert counted() == before
    assert before["broken"] == []


def test_the_figures_are_those_of_the_year(loaded: House) -> None:
    answer = json.loads(loaded.run("figures", "2022", "--town", TOWN, "--json").stdout)
    assert (answer["town"], answer["year"]) == ("500235116000", 2022)
    readings = {reading["id"]: reading for reading in answer["readings"]}
    values = {name: reading["value"] for name, reading in readings.items()}
    assert values["disputes.found"] == 546
    assert values["disputes.settled"] == 545
    assert values["disputes.settled_rate"] == 99.8
    rate = readings["disputes.settled_rate"]
    assert (rate["numerator"], rate["denominator"], rate["unit"]) == (545, 546, "%")
    assert len(readings["disputes.settled"]["rows"]) == 545
    staff = ("grid_workers", "mediators", "patrol_members", "traffic_persuaders", "food_drug_assistants")
    assert [values[f"disputes.{name}"] for name in staff] == [52, 36, 36, 5, 9]


def test_the_figures_of_an_unknown_town_are_one_sentence(loaded: House) -> None:
    done = loaded.run("figures", "2022", "--town", "沙州镇")
    assert done.returncode == 2
    assert done.stdout == ""
    assert re.fullmatch(r"[^\n]*沙州镇[^\n]*。\n", done.stderr)


def test_the_report_opens_as_a_document_and_the_auditor_finds_nothing_wrong(loaded: House, tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    assert loaded.run("report", "2022", "--town", TOWN, "--out", str(path)).returncode == 0
    assert zipfile.ZipFile(path).testzip() is None
    text = "".join(node.text or "" for node in Document(str(path)).element.iter() if node.tag.endswith("}t"))
    assert "2022年，我镇共排查发现546起矛盾纠纷，调处化解545起，化解率达99.8%" in text
    assert "本部分对应的体系尚未启用" in text
    audited = loaded.run("audit", str(path), "--json")
    answer = json.loads(audited.stdout)
    assert answer["summary"]["wrong"] == 0
    assert audited.returncode == 0


def test_an_exported_ledger_says_what_it_holds_and_comes_back_without_a_change(loaded: House, tmp_path: Path) -> None:
    path = tmp_path / "队伍.xlsx"
    assert "共 138 条，已全部列出" in loaded.run("export", "disputes.staff", str(path)).stdout
    again = loaded.run("import", "disputes.staff", str(path), "--dry-run")
    assert again.returncode == 0, again.stderr
    assert "新增 0、变更 0、无变化 138、台账有而表中没有 0" in again.stdout
