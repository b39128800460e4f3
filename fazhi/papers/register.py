"""Giving out document numbers. A system puts `number(…)` among the rows of the step that prints the document."""

from __future__ import annotations

import re
from datetime import date

from fazhi.kernel.doing import Refused
from fazhi.kernel.models import Case
from fazhi.papers.models import DocumentNumber

_MARK = re.compile(r"^[一-鿿]{2,12}$")


def number(mark: str, title: str, day: date, *, registered: bool = False) -> DocumentNumber:
    """The row of a number still to be drawn, for `Doing.rows`; Refused when the mark is not one (沙府发, 沙府规)."""
    mark = mark.strip()
    if not _MARK.match(mark):
        raise Refused(f"机关代字“{mark}”不是二至十二个汉字，没有编号；请按“沙府发”的样子填写，不写年份和顺序号。")
    return DocumentNumber(mark=mark, title=title[:120], issued_on=day, registered=registered)


def numbers_of(case: Case) -> list[DocumentNumber]:
    """The numbers a case has been given, in the order in which they were drawn."""
    return list(DocumentNumber.objects.filter(case=case).order_by("issued_on", "id"))


def last_mark(town: str) -> str:
    """The mark this town used last; empty when it has issued nothing yet."""
    found = DocumentNumber.objects.filter(town=town).order_by("-issued_on", "-id").values_list("mark", flat=True)
    return found.first() or ""
