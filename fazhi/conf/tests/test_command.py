"""Every way a command can end has its exit code and, for the person, its sentence in Chinese."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from fazhi.conf import command, commands
from fazhi.conf.parser import Parser

VERBS = {
    "greet-me": 'print("您好", arguments.name)\n    return 1',
    "refuse": 'raise CommandError("台账第 3 行没有日期，没有导入；请补上后再导入。")',
    "fail": "return 1 // 0",
    "interrupt": "raise KeyboardInterrupt",
}


@pytest.fixture
def verbs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of verbs of the test's own, and a home to keep traces in."""
    for verb, body in VERBS.items():
        (tmp_path / f"{verb.replace('-', '_')}.py").write_text(
            "from fazhi.conf.errors import CommandError\n"
            f'SUMMARY: str = "试用 {verb}"\n'
            'def configure(parser):\n    parser.add_argument("--name", default="各位")\n'
            f"def run(arguments):\n    {body}\n",
            encoding="utf-8",
        )
    monkeypatch.setattr(command, "FOLDER", tmp_path)
    monkeypatch.setattr(commands, "__path__", [str(tmp_path)])
    monkeypatch.setenv("FAZHI_HOME", str(tmp_path / "home"))
    yield tmp_path
    for verb in VERBS:
        sys.modules.pop(f"fazhi.conf.commands.{verb.replace('-', '_')}", None)


def test_the_verb_decides_the_exit_code(verbs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["greet-me", "--name", "镇长"]) == 1
    assert capsys.readouterr().out == "您好 镇长\n"


def test_a_refusal_is_its_sentence_and_code_two(verbs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["refuse"]) == 2
    assert capsys.readouterr().err == "台账第 3 行没有日期，没有导入；请补上后再导入。\n"
    assert not (verbs / "home").exists()


def test_a_fault_of_ours_keeps_its_trace_and_says_where(verbs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["fail"]) == 3
    said = capsys.readouterr().err
    (trace,) = (verbs / "home" / "errors").iterdir()
    assert str(trace) in said
    assert said.count("\n") == 1
    assert "ZeroDivisionError" in trace.read_text(encoding="utf-8")
    assert "ZeroDivisionError" not in said


def test_a_fault_is_told_even_where_nothing_can_be_kept(
    verbs: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = verbs / "blocked"
    blocked.write_text("a file where a folder should be", encoding="utf-8")
    monkeypatch.setenv("FAZHI_HOME", str(blocked))
    monkeypatch.setattr("tempfile.tempdir", str(blocked))
    assert command.main(["fail"]) == 3
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_an_interrupt_ends_in_one_line(verbs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["interrupt"]) == 130
    assert capsys.readouterr().err == "\n已停止。\n"


def test_an_unknown_verb_is_met_with_the_nearest(verbs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["refuze"]) == 2
    assert capsys.readouterr().err == "没有“refuze”这个命令。是不是想用 refuse？\n"
    assert command.main(["完全不同"]) == 2
    assert capsys.readouterr().err == "没有“完全不同”这个命令。全部命令见 fazhi --help。\n"


def test_help_lists_every_verb_with_its_summary(verbs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["--help"]) == 0
    said = capsys.readouterr().out
    for verb in VERBS:
        assert f"试用 {verb}" in said


def test_help_imports_no_room() -> None:
    script = "import sys; from fazhi.conf.command import main; main(['--help']); print(sorted(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert "'fazhi.conf.command'" in loaded
    assert not [room for room in ("django", "psycopg", "fazhi.law", "fazhi.kernel") if f"'{room}'" in loaded]


@pytest.mark.parametrize("words", [["--help"], ["systems"]], ids=" ".join)
def test_a_reader_that_leaves_early_is_no_fault(tmp_path: Path, words: list[str]) -> None:
    environment = {**os.environ, "FAZHI_HOME": str(tmp_path)}
    program = [sys.executable, "-m", "fazhi", *words]
    reader, writer = os.pipe()
    os.close(reader)
    ended = subprocess.run(program, stdout=writer, stderr=subprocess.PIPE, text=True, env=environment, check=False)
    os.close(writer)
    assert (ended.returncode, ended.stderr) == (141, "")
    assert not (tmp_path / "errors").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "缺少参数：file"),
        (["a", "--more"], "不认识的参数：--more"),
        (["a", "--year"], "参数 --year 后面要有一个值"),
        (["a", "--year", "去年"], "参数 --year 的值 '去年' 格式不对"),
        (["a", "--day", "2022-02-30"], "参数 --day：2022-02-30 不是日历上的一天"),
        (["a", "--engine", "abacus"], "参数 --engine 的值 'abacus' 不在可选范围内：'duckdb', 'spark'"),
        (["a", "--json", "--text"], "参数 --text 不能与 --json 同时使用"),
        (["a", "--pair", "1"], "参数 --pair 后面要有 2 个值"),
    ],
)
def test_a_wrong_argument_is_told_in_chinese(words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    def day(text: str) -> str:
        raise argparse.ArgumentTypeError(f"{text} 不是日历上的一天")

    parser = Parser("fazhi try", "试用")
    parser.add_argument("file")
    parser.add_argument("--year", type=int)
    parser.add_argument("--day", type=day)
    parser.add_argument("--engine", choices=["duckdb", "spark"])
    parser.add_argument("--pair", nargs=2)
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true")
    form.add_argument("--text", action="store_true")
    with pytest.raises(SystemExit) as end:
        parser.parse_args(words)
    assert end.value.code == 2
    assert capsys.readouterr().err == f"{said}。用法见 fazhi try --help\n"


def test_headings_of_help_are_chinese() -> None:
    parser = Parser("fazhi try", "试用")
    parser.add_argument("file", help="文件")
    told = parser.format_help()
    assert told.startswith("用法：fazhi try")
    assert not [word for word in ("usage", "positional", "options", "show this") if word in told]
