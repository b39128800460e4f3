"""`fazhi verify`: seals leave the house as a file or as the code printed on a report, and what was cut is found by either."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.db import connections

from fazhi.conf import command
from fazhi.kernel import seals
from fazhi.kernel.models import Seal
from fazhi.people import scopes
from fazhi.people.actors import Actor, actors_on
from fazhi.people.models import Person
from fazhi.systems.disputes.tests.telling import report

Said = Callable[..., tuple[int, str]]


@pytest.fixture
def verify(
    committed_town: str,
    settings: SimpleNamespace,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Said]:
    monkeypatch.setattr("fazhi.conf.start.prepare", lambda **_: None)
    clerk: Actor = actors_on(Person.objects.get(username="clerk"), date(2022, 3, 2))[0]
    with scopes.within(committed_town):
        report(clerk, date(2022, 3, 2))
    connections["default"].close()

    def run(*words: str) -> tuple[int, str]:
        code = command.main(["verify", *words])
        said = capsys.readouterr()
        return code, said.out + said.err

    yield run
    connections["owner"].close()


def test_the_seals_are_exported_and_a_cut_tail_is_found_by_the_file_and_by_the_code(
    verify: Said, tmp_path: Path
) -> None:
    file = tmp_path / "seals.json"
    code, said = verify("--export", str(file))
    assert code == 0, said
    kept = json.loads(file.read_text(encoding="utf-8"))
    assert [one["chain"] for one in kept] == list(Seal.objects.values_list("chain", flat=True))
    assert verify("--checkpoint", str(file))[0] == verify("--checkpoint", kept[-1]["chain"])[0] == 0
    with connections["owner"].cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("TRUNCATE kernel_seal, kernel_sealedentry CASCADE")
        cursor.execute("DELETE FROM kernel_logentry WHERE serial = (SELECT max(serial) FROM kernel_logentry)")
        cursor.execute("SET session_replication_role = DEFAULT")
    seals.seal()
    for given in (str(file), "ab" * 32):
        code, said = verify("--checkpoint", given)
        assert (code, "在库中不存在，日志可能被截断或整体重写" in said) == (1, True)


def test_what_is_neither_a_code_nor_a_file_is_told(verify: Said, tmp_path: Path) -> None:
    code, said = verify("--checkpoint", "第三号封签")
    assert code != 0
    assert "既不是 64 位核验码，也不是封签文件，没有核验" in said
    code, said = verify("--export", str(tmp_path / "nowhere" / "seals.json"))
    assert code != 0
    assert "写不了" in said
