"""`fazhi audit` as people and scripts call it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from fazhi.audit import audit_text, rules
from fazhi.audit.summary import headline
from fazhi.audit.tests.documents import docx, paragraph
from fazhi.conf.command import main

SENTENCE = "共排查发现546起矛盾纠纷，调处化解545起，化解率达99.9%。"
KEYS = {"paragraph", "quote", "kind", "stated", "computed", "verdict", "rule", "message", "basis"}


def _json(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, Any, str]:
    code = main(["audit", *words, "--json"])
    output = capsys.readouterr()
    return code, json.loads(output.out), output.err


def _file(tmp_path: Path, name: str, text: str) -> str:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_something_wrong_ends_with_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, answer, _error = _json(capsys, _file(tmp_path, "甲.txt", SENTENCE))
    assert code == 1
    assert answer["paragraphs"] == 1
    (claim,) = answer["claims"]
    assert set(claim) >= KEYS
    assert (claim["stated"], claim["computed"], claim["verdict"], claim["kind"]) == ("99.9%", 99.8, "wrong", "rate")
    assert answer["summary"] == {"wrong": 1, "hint": 0, "unsure": 0, "right": 0}


def test_nothing_wrong_ends_with_nought(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, answer, _error = _json(capsys, _file(tmp_path, "甲.txt", SENTENCE.replace("99.9", "99.8")))
    assert (code, answer["summary"]["right"]) == (0, 1)


def test_a_text_with_nothing_to_check_is_not_called_free_of_errors(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["audit", _file(tmp_path, "甲.txt", "我镇召开了会议，学习了文件。")]) == 0
    said = capsys.readouterr().out
    assert "没有读到可以核对的数" in said
    assert "未发现" not in said
    assert "停用" in headline(audit_text("化解率达99.9%。", without=dict.fromkeys(rules.load(), "只为检验")))


def test_an_unreadable_file_ends_with_two_and_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, answer, error = _json(capsys, str(tmp_path / "没有.docx"))
    assert code == 2
    assert "找不到文件" in answer["error"]
    assert error.count("。") == 1


def test_of_many_files_the_bad_one_is_named_and_the_rest_go_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = _file(tmp_path, "好.txt", "共排查4起，化解4起，化解率100%。")
    code = main(["audit", good, str(tmp_path / "坏.docx"), _file(tmp_path, "错.txt", SENTENCE)])
    output = capsys.readouterr()
    assert code == 1
    assert "坏.docx" in output.err
    assert "《好.txt》" in output.out
    assert "《错.txt》" in output.out
    assert main(["audit", good, str(tmp_path / "坏.docx")]) == 2


def test_progress_goes_to_the_other_stream_and_json_stays_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = [_file(tmp_path, f"{number}.txt", SENTENCE) for number in range(3)]
    code, answers, error = _json(capsys, names[0], str(tmp_path / "没有.docx"), *names[1:])
    assert code == 1
    assert [each["file"] for each in answers] == [names[0], str(tmp_path / "没有.docx"), *names[1:]]
    assert ["error" in each for each in answers] == [False, True, False, False]
    assert [line for line in error.splitlines() if line.startswith("[")] == [
        f"[1/4] {names[0]}",
        f"[2/4] {tmp_path / '没有.docx'}",
        f"[3/4] {names[1]}",
        f"[4/4] {names[2]}",
    ]


def test_one_file_shows_no_progress(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _code, _answer, error = _json(capsys, _file(tmp_path, "甲.txt", SENTENCE))
    assert error == ""


def test_people_read_address_quotation_and_correction(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = docx(tmp_path / "报告.docx", paragraph("主要举措", 0), paragraph("化解", 1), paragraph(SENTENCE))
    assert main(["audit", str(path)]) == 1
    output = capsys.readouterr().out
    for words in ("第一部分（一）第2段", "化解率达99.9%", "应当是：99.8%", "545起÷546起"):
        assert words in output


def test_comments_go_into_a_copy(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = docx(tmp_path / "报告.docx", paragraph(SENTENCE))
    assert main(["audit", str(path), "--comments", str(tmp_path / "批注.docx")]) == 1
    assert (tmp_path / "批注.docx").exists()
    assert main(["audit", str(path), "--comments", str(path)]) == 2
    assert "同名" in capsys.readouterr().err
    text = _file(tmp_path, "甲.txt", SENTENCE)
    assert main(["audit", text, "--comments", str(tmp_path / "乙.docx")]) == 2
    assert not (tmp_path / "乙.docx").exists()


def test_a_rule_is_switched_off_only_with_a_reason(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = _file(tmp_path, "甲.txt", SENTENCE)
    assert main(["audit", path, "--without", "rate=县里另有口径"]) == 0
    assert main(["audit", path, "--without", "rate"]) == 2
    assert "理由" in capsys.readouterr().err
    assert main(["audit", path, "--without", "nothing=x"]) == 2


def test_the_year_may_be_given(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = _file(tmp_path, "甲.txt", "2月接警580起，日均20.7起。")
    assert main(["audit", path, "--year", "2023"]) == 0
    assert main(["audit", path, "--year", "2024"]) == 1
    capsys.readouterr()


@pytest.mark.parametrize("year", ["0", "-5", "1999", "99999"])
def test_a_year_no_report_is_about_is_refused_before_anything_is_read(
    year: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = _file(tmp_path, "甲.txt", "青石镇法治政府建设情况的报告\n青石镇人民政府\n2023年1月31日")
    assert main(["audit", path, "--year", year]) == 2
    output = capsys.readouterr()
    assert output.out == ""
    assert f"年度{year}不在2000至2099之间，未审校" in output.err and output.err.count("。") == 1


def test_the_library_needs_no_django() -> None:
    words = "import sys; import fazhi.audit.engine, fazhi.audit.rules as r; r.load(); sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", words], check=False).returncode == 0
