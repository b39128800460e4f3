"""Official documents: Word templates that staff edit → .docx in the form of GB/T 9704 → PDF by LibreOffice.

`render(template, values)` fills a template; `official.OfficialDocument` builds a document from the blocks of the
standard; `pdf.convert(content)` makes a PDF; `hooks.print_paper(case, paper)` prints a paper of a system's procedure.
Whatever is wrong raises `errors.PaperError`, whose text is one Chinese sentence for the person who asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any


def render(template: Path, values: Mapping[str, Any]) -> bytes:
    """The .docx that a template makes of these values; PaperError when the template and the values do not fit."""
    # docxtpl and jinja2 are loaded when a document is made, not when the house starts.
    from fazhi.papers.rendering import fill

    return fill(template, values)
