"""`fazhi rule` and `fazhi deadline` as people and scripts use them."""

import json
import subprocess
import sys

import pytest


def fazhi(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "fazhi", *words], capture_output=True, text=True, timeout=60, check=False
    )


def test_rule_as_json() -> None:
    shown = json.loads(fazhi("rule", "PEN-08", "--on", "2026-04-29", "--json").stdout)
    assert list(shown) == ["id", "code", "title", "unit", "bound", "value", "basis", "confidence", "since", "place"]
    assert (shown["value"], shown["unit"], shown["basis"]) == (
        7,
        "workday",
        "《中华人民共和国行政处罚法》第六十一条第一款",
    )


def test_rule_in_words_shows_number_basis_and_standing() -> None:
    said = fazhi("rule", "disputes.village_mediation", "--at", "500235108000").stdout
    assert "不超过10日" in said and "本地规定（区划代码 500235）" in said
    assert "待本地确认（默认值" in fazhi("rule", "PEN-02").stdout


def test_deadline_as_json() -> None:
    shown = json.loads(fazhi("deadline", "MED-03", "--from", "2026-01-16", "--json").stdout)
    assert list(shown) == ["rule", "basis", "from", "internal", "due", "provisional", "skipped", "pauses"]
    assert (shown["internal"], shown["due"], len(shown["skipped"])) == ("2026-02-15", "2026-02-24", 9)


def test_deadline_in_words_explains_what_was_left_out_and_what_was_not() -> None:
    said = fazhi("deadline", "PEN-05", "--from", "2026年2月12日").stdout
    assert "2026年2月26日（周四）" in said
    assert "2026-02-15 至 2026-02-23  春节放假（国办发明电〔2025〕7号）" in said
    assert "2026-02-14  周六调休上班" in said


def test_deadline_with_pause_and_extension() -> None:
    words = ["deadline", "FUN-02", "--from", "2026-03-02", "--pause", "2026-03-10..2026-03-20", "--extended", "--json"]
    shown = json.loads(fazhi(*words).stdout)
    assert shown["due"] == "2026-04-27"
    assert shown["pauses"][0]["basis"] == "《中华人民共和国行政许可法》第四十五条"


def test_deadline_in_a_year_without_notice_says_provisional() -> None:
    assert "暂定" in fazhi("deadline", "PEN-08", "--from", "2027-02-01").stdout


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["rule", "MED-33"], "没有规则「MED-33」。相近的有：MED-03"),
        (["rule", "MED-03", "--on", "2022.2.30"], "「2022.2.30」这一天不存在"),
        (["rule", "MED-03", "--at", "999999"], "不是区划代码"),
        (["deadline", "MED-03", "--from", "2022-02-30"], "「2022-02-30」这一天不存在"),
        (["deadline", "FUN-02", "--from", "2026-03-02", "--pause", "2026-03-10"], "写法不对"),
        (
            ["deadline", "FUN-02", "--from", "2026-03-02", "--pause", "2026-03-10..2026-02-30"],
            "「2026-02-30」这一天不存在",
        ),
        (["deadline", "FUN-02", "--from", "2026-03-02", "--pause", "2026-03-20..2026-03-10"], "早于开始日"),
        (["deadline", "MED-03", "--from", "2026-01-16", "--pause", "2026-01-20..2026-01-21"], "没有可以中止的规定"),
        (["deadline", "MED-03", "--from", "2026-01-16", "--extended"], "没有可以延长的规定"),
        (["deadline", "ENF-01", "--from", "2026-01-16"], "请写明起算时刻"),
    ],
)
def test_wrong_question_gets_a_sentence_and_code_two(words: list[str], message: str) -> None:
    ended = fazhi(*words)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert message in ended.stderr and "Traceback" not in ended.stderr
