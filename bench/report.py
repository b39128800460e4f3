"""Compiling the annual report (all figures, all sentences, the .docx) beside the one fused query behind its figures."""

from __future__ import annotations

from bench import measuring, scratch


def run(url: str) -> list[str]:
    """Lines of the result; runs after the ledger bench, so over its 100,000 disputes."""
    del url
    from fazhi.indicators.readings import read_all
    from fazhi.people import scopes
    from fazhi.people.models import Division
    from fazhi.report.building import build
    from fazhi.report.document import write

    def figures() -> None:
        with scopes.within(scratch.TOWN):
            read_all(scratch.TOWN, 2022, keys=False)

    def report() -> None:
        with scopes.within(scratch.TOWN):
            write(build(Division.objects.get(pk=scratch.TOWN), 2022).draft)

    found = measuring.alternate({"report with .docx": report, "its figures alone": figures}, times=3)
    whole, alone = found["report with .docx"], found["its figures alone"]
    return [whole.line(alone), alone.line()]
