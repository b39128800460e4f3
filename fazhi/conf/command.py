"""The command `fazhi`: finds the verb, imports it only then, and answers for every way it can end.

Each verb is a file in `fazhi/conf/commands/` with `SUMMARY: str`, `configure(parser) -> None` and
`run(arguments) -> int`. Exit codes: 0 done, 1 done and something is wrong (the verb says what), 2 refused with a
Chinese sentence, 3 a fault of ours (the trace is kept in FAZHI_HOME/errors), 130 stopped by Ctrl-C.
"""

from __future__ import annotations

import ast
import difflib
import importlib
import importlib.metadata
import os
import sys
import tempfile
import traceback
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from fazhi.conf.errors import CommandError
from fazhi.conf.home import home_folder
from fazhi.conf.parser import Parser

FOLDER = Path(__file__).parent / "commands"
REFUSED, FAULT, INTERRUPTED, NO_READER = 2, 3, 130, 141


def verbs() -> dict[str, str]:
    """Every verb and its one-line summary, read without importing any."""
    return {
        file.stem.replace("_", "-"): _summary(file)
        for file in sorted(FOLDER.glob("*.py"))
        if not file.stem.startswith("_")
    }


def _summary(file: Path) -> str:
    for statement in ast.parse(file.read_text(encoding="utf-8")).body:
        targets = statement.targets if isinstance(statement, ast.Assign) else []
        if isinstance(statement, ast.AnnAssign):
            targets = [statement.target]
        named = any(isinstance(target, ast.Name) and target.id == "SUMMARY" for target in targets)
        if named and isinstance(statement, ast.Assign | ast.AnnAssign) and isinstance(statement.value, ast.Constant):
            return str(statement.value.value)
    return ""


def overview() -> str:
    known = verbs()
    width = max(map(len, known), default=0)
    lines = ["用法：fazhi 命令 [参数……]", "", "命令："]
    lines += [f"  {verb.ljust(width)}  {summary}" for verb, summary in known.items()]
    return "\n".join([*lines, "", "某个命令的用法：fazhi 命令 --help"])


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command line (default: the process's own) and return its exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        code = _dispatch(words)
        sys.stdout.flush()
        return code
    except CommandError as refusal:
        print(refusal, file=sys.stderr)
        return REFUSED
    except KeyboardInterrupt:
        print("\n已停止。", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        # The reader, such as `head`, has gone; let the interpreter's last flush go nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return NO_READER
    except Exception:  # noqa: BLE001  # the outermost frame: whatever it is, the person gets a sentence
        print(f"程序出错，“fazhi {words[0]}”没有完成；已提交的数据不受影响。{_keep_trace(words)}", file=sys.stderr)
        return FAULT


def _dispatch(words: Sequence[str]) -> int:
    if not words or words[0] in ("-h", "--help", "help"):
        print(overview())
        return 0 if words else REFUSED
    if words[0] in ("-V", "--version"):
        print(f"fazhi {importlib.metadata.version('fazhi')}")
        return 0
    known = verbs()
    verb, *rest = words
    if verb not in known:
        near = difflib.get_close_matches(verb, known, n=3, cutoff=0.5)
        hint = f"是不是想用 {'、'.join(near)}？" if near else "全部命令见 fazhi --help。"
        raise CommandError(f"没有“{verb}”这个命令。{hint}")
    module = importlib.import_module(f"fazhi.conf.commands.{verb.replace('-', '_')}")
    parser = Parser(f"fazhi {verb}", known[verb])
    module.configure(parser)
    try:
        return int(module.run(parser.parse_args(rest)))
    except SystemExit as end:  # argparse ends so, after it has spoken
        return int(end.code or 0)


def _keep_trace(words: Sequence[str]) -> str:
    """Write the trace of the exception in hand where the administrator finds it, and say where that is."""
    name = f"{datetime.now().astimezone():%Y%m%dT%H%M%S}-{words[0]}-{os.getpid()}.txt"
    text = f"fazhi {' '.join(words)}\n\n{traceback.format_exc()}"
    for folder in (home_folder() / "errors", Path(tempfile.gettempdir()) / "fazhi-errors"):
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
        except OSError:
            continue
        return f"出错记录在 {folder / name}，请交给系统管理员。"
    return f"出错记录无处可写，全文如下：\n{text}"
