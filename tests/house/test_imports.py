"""The rooms import each other only as the contracts in pyproject.toml allow."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from tree import ROOT, read, sources

PROJECT = tomllib.loads(read(Path("pyproject.toml")))


def test_the_import_contracts_hold() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    checked = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout


def test_the_contracts_that_make_the_house_are_all_there() -> None:
    contracts = {contract["id"] for contract in PROJECT["tool"]["importlinter"]["contracts"]}
    assert contracts >= {"rooms", "systems", "counted-by-data", "plain-python", "audit-knows-no-cases", "one-door"}


def test_the_order_of_the_rooms_is_exhaustive() -> None:
    rooms = next(one for one in PROJECT["tool"]["importlinter"]["contracts"] if one["id"] == "rooms")
    assert rooms["exhaustive"]
    assert set(rooms["layers"]) == {folder.parent.name for folder in (ROOT / "fazhi").glob("*/__init__.py")}


def _imported() -> dict[str, set[Path]]:
    """Top-level name of each imported package → the files of the product that import it."""
    found: dict[str, set[Path]] = {}
    for file in sources():
        if file.parts[0] != "fazhi" or "tests" in file.parts:
            continue
        for node in ast.walk(ast.parse(read(file))):
            names = [node.module] if isinstance(node, ast.ImportFrom) and node.level == 0 else []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            for name in names:
                found.setdefault(str(name).split(".")[0], set()).add(file)
    return found


def test_whatever_is_imported_is_a_declared_dependency() -> None:
    project = PROJECT["project"]
    extras = [line for extra in project["optional-dependencies"].values() for line in extra]
    declared = {canonicalize_name(Requirement(line).name) for line in [*project["dependencies"], *extras]}
    owners = packages_distributions()
    undeclared = {
        name: sorted(map(str, where))
        for name, where in _imported().items()
        if name not in sys.stdlib_module_names
        and name != "fazhi"
        and not declared & {canonicalize_name(owner) for owner in owners.get(name, [])}
    }
    assert not undeclared
