"""What the auditor holds of statutes against what the shelf of the law holds of them."""

from __future__ import annotations

from fazhi.audit.text import wording
from fazhi.law import citations


def test_no_article_on_the_shelf_lies_beyond_the_last_one() -> None:
    articles = wording.load("statutes")["articles"]
    for title, last in (articles["last"] | articles["before"]).items():
        for version in citations.versions(title):
            assert max((article.number for article in version.articles), default=0) <= last, version.id


def test_every_law_on_the_shelf_is_in_the_list_of_laws() -> None:
    titles = set(wording.load("statutes")["laws"]["titles"].split())
    held = {each.title.removeprefix("中华人民共和国") for each in citations.shelf() if each.kind == "law"}
    assert held <= titles


def test_a_law_that_ended_is_not_one_that_holds() -> None:
    for title, last in wording.load("statutes")["ended"]["last_day"].items():
        assert all(version.in_force_to == last for version in citations.versions(title))
