"""The documents tell the truth: commands exist, links lead somewhere, the reference is up to date."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from tree import ROOT, files, read

from fazhi.conf.command import verbs

DOCUMENTS = [file for file in files() if file.suffix == ".md" and file.parts[:2] != ("docs", "reference")]
TARGETS = set(re.findall(r"^([a-z-]+):", read(Path("Makefile")), re.MULTILINE))
CODE = re.compile(r"```[a-z]*\n(.*?)```|`([^`\n]+)`|^ {4,}(\S[^\n]*)$", re.DOTALL | re.MULTILINE)


def commands(document: Path) -> list[str]:
    """The lines shown as code."""
    shown = ["".join(groups) for groups in CODE.findall(read(document))]
    return [line.split(" #")[0].strip() for piece in shown for line in piece.splitlines()]


@pytest.mark.parametrize("document", DOCUMENTS, ids=str)
def test_every_make_target_that_is_named_exists(document: Path) -> None:
    named = {match[1] for line in commands(document) if (match := re.match(r"\$? ?make ([a-z-]+)", line))}
    assert named <= TARGETS


@pytest.mark.parametrize("document", DOCUMENTS, ids=str)
def test_every_verb_that_is_named_exists(document: Path) -> None:
    pattern = re.compile(r"\$? ?(?:\.venv/bin/|python -m )?fazhi ([a-z][a-z-]+)\b")
    named = {match[1] for line in commands(document) if (match := pattern.match(line))}
    assert named <= set(verbs())


@pytest.mark.parametrize("document", DOCUMENTS, ids=str)
def test_every_link_leads_to_a_file(document: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", read(document))
    local = [link for link in links if "://" not in link and not link.startswith("mailto:")]
    assert not [link for link in local if not (ROOT / document.parent / link).exists()]


def test_both_readmes_give_the_two_commands() -> None:
    for name in ("README.md", "README.zh-CN.md"):
        assert {"make demo", "make test"} <= set(commands(Path(name)))


def test_every_room_is_on_the_map() -> None:
    rooms = {folder.parent.name for folder in (ROOT / "fazhi").glob("*/__init__.py")}
    for name in ("README.md", "README.zh-CN.md"):
        assert rooms <= set(re.findall(r"^\| `([a-z]+)/?`", read(Path(name)), re.MULTILINE))


def test_every_verb_has_a_summary() -> None:
    assert not [verb for verb, summary in verbs().items() if not summary]


def test_every_dependency_has_its_line_in_the_decision() -> None:
    project = tomllib.loads(read(Path("pyproject.toml")))
    lines = [*project["project"]["dependencies"]]
    lines += [line for extra in project["project"]["optional-dependencies"].values() for line in extra]
    lines += [line for group in project["dependency-groups"].values() for line in group]
    explained = set(
        re.findall(r"^\| ([A-Za-z0-9._-]+) \|", read(Path("docs/decisions/0001-dependencies.md")), re.MULTILINE)
    )
    explained = {canonicalize_name(name) for name in explained}
    assert {canonicalize_name(Requirement(line).name) for line in lines} <= explained


def test_publiccode_says_what_pyproject_says() -> None:
    code = yaml.safe_load(read(Path("publiccode.yml")))
    project = tomllib.loads(read(Path("pyproject.toml")))["project"]
    assert code["name"] == "Fazhi"
    assert code["softwareVersion"] == project["version"]
    assert code["legal"]["license"] == project["license"]


def test_the_licence_is_whole_in_both_languages() -> None:
    text = read(Path("LICENSE"))
    assert "木兰宽松许可证， 第2版" in text
    assert "END OF THE TERMS AND CONDITIONS" in text
    assert "条款结束" in text


def test_the_reference_is_up_to_date() -> None:
    command = [sys.executable, "-m", "fazhi", "docs", "--check", "--into", "docs/reference"]
    checked = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_the_changelog_has_this_version() -> None:
    version = tomllib.loads(read(Path("pyproject.toml")))["project"]["version"]
    assert re.search(rf"^## .*{re.escape(version)}", read(Path("CHANGELOG.md")), re.MULTILINE)
