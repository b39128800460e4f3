"""A new system is one command: a whole folder that runs at once, and checks that say in plain words what is to be filled."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from django.core.checks import run_checks
from tree import ROOT, files, read

COPIED = ("fazhi", "scripts", "places", "conftest.py", "pyproject.toml")
CHECK = "import django; django.setup(); from django.core.checks import run_checks; print(*run_checks(), sep='\\n')"


# Whichever does not stand yet; should all ten stand one day, the first is taken out of the copy.
HEADINGS = [one["id"] for one in yaml.safe_load(read(Path("fazhi/systems/headings.yaml")))]
NEW = next((one for one in HEADINGS if not (ROOT / "fazhi/systems" / one).is_dir()), HEADINGS[0])


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what is committed, with the front-end files, in which something may be built."""
    copy = tmp_path_factory.mktemp("house")
    for file in files():
        if file.parts[0] in COPIED and file.parts[:3] != ("fazhi", "systems", NEW):
            (copy / file.parent).mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / file, copy / file)
    settings, permissions = copy / "fazhi/conf/settings.py", copy / "fazhi/conf/permissions.yaml"
    settings.write_text(settings.read_text(encoding="utf-8").replace(f'    "fazhi.systems.{NEW}",\n', ""))
    permissions.write_text(re.sub(rf"(?m)^  {NEW}:\n(?:    .*\n)+", "", permissions.read_text(encoding="utf-8")))
    return copy


def run(house: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(house), "DJANGO_SETTINGS_MODULE": "fazhi.conf.settings"}
    environment["FAZHI_HOME"] = str(house / "home")
    environment["COLUMNS"] = "200"
    return subprocess.run(
        [sys.executable, *words], cwd=house, env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def made(house: Path) -> subprocess.CompletedProcess[str]:
    """One of the nine that do not stand yet, begun."""
    return run(house, "scripts/new_system.py", NEW)


def test_this_house_has_no_fault_of_its_own() -> None:
    assert [str(one) for one in run_checks()] == []


def test_the_command_says_what_it_made_and_what_to_fill(house: Path, made: subprocess.CompletedProcess[str]) -> None:
    assert made.returncode == 0, made.stderr
    assert f"已建立 fazhi/systems/{NEW}/" in made.stdout
    assert re.search(rf"fazhi/systems/{NEW}/system\.yaml:\d+  待填写：主要依据的文件编号", made.stdout)
    assert (house / "fazhi/conf/settings.py").read_text().count(f'    "fazhi.systems.{NEW}",\n') == 1


@pytest.mark.usefixtures("made")
def test_rules_that_waited_in_the_books_of_the_law_move_in(house: Path) -> None:
    waiting = ROOT / f"fazhi/law/books/{NEW}.yaml"
    if waiting.exists():
        moved = (house / f"fazhi/systems/{NEW}/rules.yaml").read_text(encoding="utf-8")
        assert moved.endswith(waiting.read_text(encoding="utf-8"))
    assert not (house / f"fazhi/law/books/{NEW}.yaml").exists()


@pytest.mark.usefixtures("made")
def test_the_checks_name_each_place_that_is_still_to_be_filled_and_nothing_else(house: Path) -> None:
    said = run(house, "-c", CHECK)
    assert said.returncode == 0, said.stderr
    lines = [line for line in said.stdout.splitlines() if line]
    assert f"体系 {NEW} 的 procedure.yaml 第 1 行待填写：这件事怎么办" in said.stdout
    assert lines and all("待填写" in line for line in lines), said.stdout


@pytest.mark.usefixtures("made")
def test_when_it_is_filled_the_checks_are_silent_and_its_own_stories_come_true(house: Path) -> None:
    for file in [*(house / f"fazhi/systems/{NEW}").rglob("*"), house / "fazhi/conf/permissions.yaml"]:
        if file.suffix in (".py", ".yaml", ".md"):
            file.write_text(file.read_text(encoding="utf-8").replace("待填写：", ""), encoding="utf-8")
    said = run(house, "-c", CHECK)
    assert said.stdout.strip() == "", said.stdout
    stories = run(house, "-m", "pytest", "-p", "no:cacheprovider", f"fazhi/systems/{NEW}")
    assert stories.returncode == 0, stories.stdout
    changes = run(house, "-c", "import django; django.setup(); from django.core.management import call_command; "
                  "call_command('makemigrations', '--check', '--dry-run')")  # fmt: skip
    assert changes.returncode == 0, changes.stdout + changes.stderr


@pytest.mark.parametrize(
    ("words", "sentence"),
    [((), "没有名为“”的体系"), (("weather",), "没有名为“weather”的体系"), (("disputes",), "已经有了，没有改动")],
)
def test_what_cannot_be_made_is_one_sentence(house: Path, words: tuple[str, ...], sentence: str) -> None:
    before = (house / "fazhi/conf/settings.py").read_text()
    refused = run(house, "scripts/new_system.py", *words)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert re.fullmatch(rf"[^\n]*{sentence}[^\n]*。\n", refused.stderr)
    assert (house / "fazhi/conf/settings.py").read_text() == before
