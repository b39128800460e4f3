"""`make setup`: front-end files are taken only as their publisher made them; nothing is done twice."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest
from tree import ROOT

sys.path.insert(0, str(ROOT / "scripts"))

import assets
import progress

STYLE = b"a{color:red}\n/*# sourceMappingURL=style.min.css.map */"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with one fetched front-end file."""
    source = tmp_path / "node_modules/style/style.min.css"
    source.parent.mkdir(parents=True)
    source.write_bytes(STYLE)
    listed = {"from": "style/style.min.css", "to": "style/style.css", "sha256": hashlib.sha256(STYLE).hexdigest()}
    (tmp_path / "package.json").write_text(json.dumps({"assets": [listed]}))
    (tmp_path / assets.VENDOR).parent.mkdir(parents=True)
    return tmp_path


def test_a_listed_file_is_copied_without_its_pointer_to_a_source_map(checkout: Path) -> None:
    assert assets.wrong(checkout) == ["style/style.css"]
    assets.copy(checkout)
    assert (checkout / assets.VENDOR / "style/style.css").read_bytes() == b"a{color:red}\n"
    assert assets.wrong(checkout) == []


def test_a_file_that_is_not_the_listed_one_is_refused_and_the_old_ones_stay(checkout: Path) -> None:
    assets.copy(checkout)
    (checkout / "node_modules/style/style.min.css").write_bytes(STYLE + b" ")
    with pytest.raises(progress.Failed, match="散列值不符"):
        assets.copy(checkout)
    assert assets.wrong(checkout) == []


def test_a_file_changed_or_lost_after_copying_is_noticed(checkout: Path) -> None:
    assets.copy(checkout)
    copied = checkout / assets.VENDOR / "style/style.css"
    copied.write_bytes(b"a{color:blue}\n")
    assert assets.wrong(checkout) == ["style/style.css"]
    copied.unlink()
    assert assets.wrong(checkout) == ["style/style.css"]


def test_a_file_no_longer_listed_is_removed(checkout: Path) -> None:
    assets.copy(checkout)
    (checkout / "package.json").write_text(json.dumps({"assets": []}))
    assets.copy(checkout)
    assert not (checkout / assets.VENDOR / "style").exists()


def test_a_step_that_fails_shows_its_last_words_and_says_what_is_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = [sys.executable, "-c", "print('no such package'); raise SystemExit(7)"]
    with pytest.raises(progress.Failed, match=r"安装失败（退出码 7）.*已做完的部分保留"):
        progress.run("安装", command, log=tmp_path / "log", directory=tmp_path)
    assert "no such package" in capsys.readouterr().out


def test_a_command_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(progress.Failed, match="命令 /nowhere/npm 无法启动"):
        progress.run("取前端文件", ["/nowhere/npm"], log=tmp_path / "log", directory=tmp_path)


def test_a_wrong_part_is_answered_with_the_usage() -> None:
    asked = subprocess.run(
        [sys.executable, "scripts/prepare.py", "everything"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert asked.returncode == 2
    assert asked.stderr == "用法：python scripts/prepare.py run|test|browser|lock\n"
