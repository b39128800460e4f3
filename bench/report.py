"""Compiling the annual report (all figures, all sentences, the .docx) beside the one fused query behind its figures."""

from __future__ import annotations

from bench import measuring, scratch


def run(url: str) -> list[str]:
    """Lines of the result; runs after the ledger bench, so over its 100,000 disputes."""
    del url
    from fazhi.indicators.readings import read_year
    from fazhi.people import scopes
    from fazhi.report import compiling

    def figures() -> None:
        with scopes.within(scratch.TOWN):
            read_year(scratch.TOWN, 2022)

    def report() -> None:
        with scopes.within(scratch.TOWN):
            compiling.docx_of(scratch.TOWN, 2022)

    found = measuring.alternate({"report with .docx": report, "its figures alone": figures}, times=3)
    whole, alone = found["report with .docx"], found["its figures alone"]
    return [whole.line(alone), alone.line()]
