"""`fazhi audit`: held against the town's Readings, and interrupted among many files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from fazhi.audit import Audit, audit_file
from fazhi.conf.command import main
from fazhi.conf.commands import audit as command
from fazhi.indicators.tests.rows import add_year

TITLE = "沙市镇2022年法治政府建设情况的报告"
SLIP = "2022年，我镇共排查发现540起矛盾纠纷。"


@pytest.fixture
def year_2022(town: str) -> str:
    """546 disputes found and 545 settled."""
    add_year()
    return town


def written(folder: Path, name: str, *lines: str) -> str:
    path = folder / name
    path.write_text("\n".join(lines), encoding="utf-8")
    return str(path)


def test_a_slip_is_named_with_the_ledgers_value_and_definition(
    year_2022: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path, "报告.txt", TITLE, SLIP)
    assert main(["audit", path, "--ledger", "--town", "沙市镇", "--year", "2022", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    (claim,) = [each for each in answer["claims"] if each["rule"] == "ledger"]
    assert (claim["verdict"], claim["stated"], claim["computed"]) == ("hint", "540起", 546)
    assert claim["ledger"]["id"] == "disputes.found" and not claim["ledger"]["frozen"]
    assert "尚无冻结的读数" in answer["ledger"]
    assert main(["audit", path, "--ledger", "--town", "500235116000"]) == 0
    shown = capsys.readouterr().out
    assert (
        "台账为：546起" in shown and "口径：《调处轮次台账》" in shown and "台账：已与沙市镇2022年度台账核对" in shown
    )


def test_each_file_is_held_against_the_figures_of_its_own_year(
    year_2022: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = [
        written(tmp_path, "甲.txt", TITLE, SLIP),
        written(tmp_path, "乙.txt", TITLE.replace("2022", "2019"), SLIP.replace("2022", "2019")),
        written(tmp_path, "丙.txt", "情况汇总", SLIP),
    ]
    main(["audit", *paths, "--ledger", "--town", "沙市镇", "--json"])
    told = [each["ledger"] for each in json.loads(capsys.readouterr().out)]
    assert "2022年度" in told[0] and "没有登记" in told[1] and "没有辨认出报告年度" in told[2]


def test_the_ledger_needs_a_town_and_a_town_the_ledger(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path, "报告.txt", TITLE, SLIP)
    for words in (["--ledger"], ["--town", "沙市镇"]):
        assert main(["audit", path, *words]) == 2
        assert "--ledger 与 --town 要一起写明" in capsys.readouterr().err


def test_an_unknown_town_is_one_sentence(town: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", written(tmp_path, "报告.txt", TITLE), "--ledger", "--town", "无名镇"]) == 2
    assert "无名镇" in capsys.readouterr().err


def test_interrupted_it_tells_what_it_had_and_what_is_left(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [written(tmp_path, f"{number}.txt", SLIP) for number in range(3)]

    def audit(path: Path, **named: Any) -> Audit:
        if path.name == "1.txt":
            raise KeyboardInterrupt
        return audit_file(path)

    monkeypatch.setattr(command, "audit_file", audit)
    assert main(["audit", *names]) == 130
    output = capsys.readouterr()
    assert "《0.txt》" in output.out
    assert "审校了1份，其余2份没有审校" in output.err
