"""Each word lives in one room and has one Chinese term in docs/glossary.md."""

from __future__ import annotations

import re
from pathlib import Path

import yaml
from tree import ROOT, files, read

WORDS = (
    "Rule Post Case Step Gate Clock Ledger Entry Evidence Paper Indicator Reading Sentence Claim Finding "
    "Division Office Appointment Scope Procedure Stage Dossier Link Number Seal Log Overlay Instrument Basis Deadline"
).split()
ROW = re.compile(r"^\|\s*`?([A-Za-z ]+?)`?\s*\|\s*([^|]+?)\s*\|\s*`?([a-z]+)`?\s*\|", re.MULTILINE)


def glossary() -> list[tuple[str, str, str]]:
    """(word, Chinese term, room) of each line."""
    return [
        row for row in ROW.findall(read(Path("docs/glossary.md"))) if row[0] != "word" and re.search(r"[一-鿿]", row[1])
    ]


def test_every_key_word_is_in_the_glossary() -> None:
    missing = set(WORDS) - {word for word, _, _ in glossary()}
    assert not missing


def test_every_room_and_every_system_is_in_the_glossary() -> None:
    rooms = {folder.parent.name for folder in (ROOT / "fazhi").glob("*/__init__.py")}
    listed = {word for word, _, _ in glossary()}
    headings = yaml.safe_load(read(Path("fazhi/systems/headings.yaml")))
    systems = {heading["id"] for heading in headings}
    assert len(systems) == 10
    systems |= {folder.parent.name for folder in (ROOT / "fazhi" / "systems").glob("*/system.yaml")}
    assert rooms | systems <= listed


def test_a_word_has_one_term_and_a_term_one_word() -> None:
    words = [word for word, _, _ in glossary()]
    terms = [term for _, term, _ in glossary()]
    assert sorted(words) == sorted(set(words))
    assert sorted(terms) == sorted(set(terms))


def test_a_word_lives_in_a_room_that_exists() -> None:
    assert {room for _, _, room in glossary()} <= {
        folder.parent.name for folder in (ROOT / "fazhi").glob("*/__init__.py")
    }


def test_every_word_is_used_by_its_room() -> None:
    unused = []
    for word, _, room in glossary():
        if word[0].isupper():
            own = [file for file in files() if file.parts[:2] == ("fazhi", room) and file.suffix in (".py", ".yaml")]
            if not any(re.search(rf"\b{word.lower()}", read(file).lower()) for file in own):
                unused.append(word)
    assert not unused
