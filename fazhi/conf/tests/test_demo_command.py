"""`fazhi demo` refuses a port it cannot have, in one sentence, before it touches the database."""

from __future__ import annotations

import socket

import pytest

from fazhi.conf import command
from fazhi.conf.commands import demo


def test_a_busy_port_is_refused_with_advice(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert command.main(["demo", "--port", str(port)]) == 2
    said = capsys.readouterr()
    assert said.err == f"端口 {port} 已被别的程序占用，请换一个，如 --port {port + 1}，没有启动。\n"
    assert said.out == ""


def test_a_port_that_is_none_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["demo", "--port", "70000"]) == 2
    assert "应在 1 至 65535 之间" in capsys.readouterr().err


@pytest.mark.usefixtures("db")
def test_the_table_of_accounts_stands_in_columns() -> None:
    lines = demo.table().strip().splitlines()[1:]
    starts = {demo._width(line[: line.rindex(office)]) for line in lines for office in [line.split()[-1]]}
    assert len(starts) == 1
    assert len(lines) == 14
