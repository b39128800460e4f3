"""The built wheel is the whole house: what lies in the repository is in it, and what was fetched."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from tree import ROOT, files


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[zipfile.ZipFile]:
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as opened:
        yield opened


def test_all_code_and_data_are_inside(wheel: zipfile.ZipFile) -> None:
    ours = [file for file in files() if file.parts[0] in ("fazhi", "places") and "tests" not in file.parts]
    expected = {str(file if file.parts[0] == "fazhi" else Path("fazhi") / file) for file in ours}
    assert expected <= set(wheel.namelist())


def test_the_fetched_front_end_files_are_inside(wheel: zipfile.ZipFile) -> None:
    vendor = ROOT / "fazhi/web/static/vendor"
    fetched = {str(file.relative_to(ROOT)) for file in vendor.rglob("*") if file.is_file()}
    assert fetched
    assert fetched <= set(wheel.namelist())


def test_the_command_and_the_licence_are_inside(wheel: zipfile.ZipFile) -> None:
    about = next(name.split("/")[0] for name in wheel.namelist() if name.split("/")[0].endswith(".dist-info"))
    assert b"fazhi = fazhi.conf.command:main" in wheel.read(f"{about}/entry_points.txt")
    assert "木兰宽松许可证".encode() in wheel.read(f"{about}/licenses/LICENSE")


def test_tests_stay_at_home(wheel: zipfile.ZipFile) -> None:
    assert not [name for name in wheel.namelist() if "/tests/" in name]
