"""Lets the shell read the text of documents with the auditor's own reader: limited child processes, every usual format."""

from __future__ import annotations

from pathlib import Path

from fazhi.audit.model import Unreadable
from fazhi.audit.read import read


def read_paragraphs(path: Path) -> list[str]:
    """The paragraphs with the numbers Word gives them; ValueError when there is no text to be had."""
    try:
        document = read(path)
    except Unreadable as error:
        raise ValueError(str(error)) from error
    return [f"{one.number}{one.text}" for one in document.paragraphs]
