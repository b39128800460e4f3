"""The lists the reviewers keep."""

from __future__ import annotations

from fazhi.kernel.ledgers import Column, Ledger
from fazhi.kernel.registry import system
from fazhi.kernel.terms import terms
from fazhi.systems.reviews.models import ReviewRow


def choice(name: str, title: str, **kwargs: bool) -> Column:
    """A column whose values come from terms.yaml."""
    return Column(name, title, "choice", choices=lambda: terms("reviews", name), **kwargs)


def stages() -> dict[str, str]:
    """Stage → title, over all procedures of this system."""
    return {stage.id: stage.title for one in system("reviews").procedures.values() for stage in one.stages}


REVIEWS = Ledger(
    id="reviews.reviews",
    title="合法性审查台账",
    model=ReviewRow,
    day="submitted_on",
    order=("-submitted_on",),
    basis="legality-review-opinion-2018",
    case="id",
    empty="还没有送审事项。",
    columns=(
        Column("number", "编号", search=True),
        Column("submitted_on", "送审日期", "date"),
        choice("matter", "审查事项类别", filter=True),
        Column("title", "送审事项", search=True, wide=True),
        Column("opener", "来件编号", search=True),
        Column("stage", "环节", "choice", choices=stages, filter=True),
        choice("opinion", "审查意见", filter=True),
        Column("opinion_on", "出具意见日期", "date"),
        Column("findings", "提出意见条数", "number"),
        Column("adviser", "法律顾问、公职律师", listed=False),
        Column("urgent", "应急或紧急命令", "flag", filter=True, listed=False),
        Column("accepted_on", "受理日期", "date", listed=False),
        Column("closed_on", "办结日期", "date", listed=False),
    ),
)

LEDGERS = (REVIEWS,)
