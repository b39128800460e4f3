"""argparse, speaking Chinese."""

from __future__ import annotations

import argparse
import re
import sys
from typing import NoReturn

# What argparse says, as a pattern, and what we say instead.
SAYINGS = (
    (r"the following arguments are required: (.+)", r"缺少参数：\1"),
    (r"unrecognized arguments: (.+)", r"不认识的参数：\1"),
    (r"argument (.+?): expected one argument", r"参数 \1 后面要有一个值"),
    (r"argument (.+?): expected at least one argument", r"参数 \1 后面至少要有一个值"),
    (r"argument (.+?): expected (\d+) arguments?", r"参数 \1 后面要有 \2 个值"),
    (r"argument (.+?): invalid choice: (.+) \(choose from (.+)\)", r"参数 \1 的值 \2 不在可选范围内：\3"),
    (r"argument (.+?): invalid .+ value: (.+)", r"参数 \1 的值 \2 格式不对"),
    (r"argument (.+?): not allowed with argument (.+)", r"参数 \1 不能与 \2 同时使用"),
    (r"one of the arguments (.+) is required", r"以下参数须选一个：\1"),
    (r"argument (.+?): (.+)", r"参数 \1：\2"),
)


class Formatter(argparse.HelpFormatter):
    def add_usage(self, usage, actions, groups, prefix=None):  # type: ignore[no-untyped-def]  # as argparse has it
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """An ArgumentParser whose headings and complaints are Chinese; a wrong argument ends the process with code 2."""

    def __init__(self, program: str, description: str) -> None:
        super().__init__(
            prog=program, description=description, formatter_class=Formatter, add_help=False, allow_abbrev=False
        )
        self._positionals.title = "参数"
        self._optionals.title = "选项"
        self.add_argument("-h", "--help", action="help", help="显示这段说明")

    def error(self, message: str) -> NoReturn:
        for pattern, ours in SAYINGS:
            message, changed = re.subn(rf"\A{pattern}\Z", ours, message, flags=re.DOTALL)
            if changed:
                break
        print(f"{message}。用法见 {self.prog} --help", file=sys.stderr)
        raise SystemExit(2)
