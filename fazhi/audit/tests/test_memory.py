"""A document of three hundred pages is read and commented within the memory an old office machine has to spare."""

from __future__ import annotations

from pathlib import Path

from bench.audit import MOST, memory


def test_three_hundred_pages_of_word_take_less_than_two_hundred_megabytes(tmp_path: Path) -> None:
    found = memory(tmp_path / "long.docx")
    assert found["characters"] > 150_000
    assert max(found["reading"], found["after"]) < MOST
