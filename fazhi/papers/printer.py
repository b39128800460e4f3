"""Prints a paper of a case: the system's own Word template, filled with what the system says of the case.

The shell finds this module by name (`web.printing`). A system keeps its templates in `papers/<paper>.docx` and offers
`printing.values(case, paper)`, and for documents built block by block `printing.built(case, paper)`; a system without that
module prints the case's number, title, village and today's date.
"""

from __future__ import annotations

from importlib import resources
from importlib.util import find_spec
from typing import Any

from fazhi.kernel.models import Case
from fazhi.kernel.registry import SYSTEMS, procedure, system
from fazhi.kernel.today import today
from fazhi.papers import render
from fazhi.papers.writing import written_date
from fazhi.people.actors import Actor
from fazhi.web.printing import NothingToPrint, Printed

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def print_paper(case: Case, paper: str, actor: Actor) -> Printed:
    """The filled .docx; NothingToPrint (Chinese) when the system has no such template, PaperError when it is faulty."""
    title = procedure(case.system, case.procedure).papers.get(paper, paper)
    made = _built(case, paper)
    if made is not None:
        return Printed(f"{case.number}{title}.docx", made, DOCX)
    template = resources.files(f"{SYSTEMS}.{case.system}").joinpath("papers", f"{paper}.docx")
    if not paper.isidentifier() or not template.is_file():
        raise NothingToPrint(f"{system(case.system).system.title}没有名为“{paper}”的文书模板，没有打印。")
    with resources.as_file(template) as path:
        content = render(path, _values(case, paper))
    return Printed(f"{case.number}{title}.docx", content, DOCX)


def _built(case: Case, paper: str) -> bytes | None:
    """A paper that is no filled template but a document of its own (official text under its head); most have none."""
    if not find_spec(f"{SYSTEMS}.{case.system}.printing"):
        return None
    build = getattr(system(case.system).module("printing"), "built", None)
    return build(case, paper) if build else None


def _values(case: Case, paper: str) -> dict[str, Any]:
    if find_spec(f"{SYSTEMS}.{case.system}.printing"):
        return dict(system(case.system).module("printing").values(case, paper))
    usual = {"number": case.number, "title": case.title, "village": case.village.name}
    return usual | {"day": written_date(today())}
