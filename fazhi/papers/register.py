"""Giving out document numbers. A system puts `number(…)` among the rows of the step that prints the document."""

from __future__ import annotations

import re
from datetime import date

from django.db import models

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


def drawn(case: Case, mark: str, day: date) -> DocumentNumber:
    """A row whose number is drawn at once, for a step that must say its number; a step refused afterwards gives it back.

    To be called by what the door asks for, in its transaction. Without a mark it is the one that system used last.
    """
    row = number(mark.strip() or last_mark(case.town, case.system), case.title, day)
    row.draw(case.town)
    return row


def is_given(town: str, number: str) -> bool:
    """Whether a document of the town has this number."""
    return DocumentNumber.objects.filter(town=town, number=number).exists()


def numbers_of(case: Case) -> list[DocumentNumber]:
    """The numbers a case has been given, in the order in which they were drawn."""
    return list(DocumentNumber.objects.filter(case=case).order_by("issued_on", "id"))


def last_mark(town: str, system: str) -> str:
    """The mark this system used last in this town, else the town's last; empty when it has issued nothing yet."""
    given = DocumentNumber.objects.filter(town=town)
    ours = models.Case(models.When(case__system=system, then=0), default=1)
    return given.order_by(ours, "-issued_on", "-id").values_list("mark", flat=True).first() or ""
