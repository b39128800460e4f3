"""Full text by pairs of characters: two-character words are the norm in Chinese, and every name must be found.

The index is an `array_to_tsvector` of pairs (no extension), the same on every PostgreSQL; see decision on search.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchVectorField
from django.db.models import BooleanField, F, Func, Q, QuerySet, TextField, Value

_WORD = re.compile(r"[^\W_]+")


def pairs(text: str) -> list[str]:
    """Distinct pairs of neighbouring characters, sorted; a word of one character stands for itself."""
    found: set[str] = set()
    for word in _WORD.findall(text.lower()):
        found.update({word} if len(word) == 1 else {word[at : at + 2] for at in range(len(word) - 1)})
        found.update(word)
    return sorted(found)


class SearchVector(Func):
    """The tsvector of some text, for writing into a `search` column."""

    function = "array_to_tsvector"
    output_field = SearchVectorField()

    def __init__(self, *texts: str) -> None:
        words = pairs(" ".join(texts))
        super().__init__(Value(words, output_field=ArrayField(TextField())))


def vector_of(words: Iterable[str]) -> Func:
    """The tsvector of words that are not to be divided: pairs made elsewhere, keys, names of articles."""
    listed = Value(sorted(set(words)), output_field=ArrayField(TextField()))
    return Func(listed, function="array_to_tsvector", output_field=SearchVectorField())


def quoted(words: Iterable[str], between: str = " | ") -> str:
    """A tsquery in text: any of the words, or all of them with " & "."""
    return between.join(
        "'" + word.replace("\\", "\\\\").replace("'", "''") + "'" for word in sorted(set(words)) if word
    )


def sharing(rows: QuerySet, words: Iterable[str], column: str = "search") -> QuerySet:
    """Rows whose search column holds at least one of the words; none when there are no words."""
    wanted = quoted(words)
    if not wanted:
        return rows.none()
    return _held(rows, wanted, column)


class _Matches(Func):
    template = "%(expressions)s"
    arg_joiner = " @@ "


def matching(rows: QuerySet, text: str, column: str = "search") -> QuerySet:
    """Rows whose search column holds every pair of the text (all rows when the text has no letters)."""
    wanted = quoted((pair for word in _WORD.findall(text.lower()) for pair in _query_pairs(word)), " & ")
    return _held(rows, wanted, column) if wanted else rows


def _held(rows: QuerySet, wanted: str, column: str) -> QuerySet:
    query = Func(Value(wanted), template="(%(expressions)s)::tsquery")
    return rows.alias(held=_Matches(F(column), query, output_field=BooleanField())).filter(Q(held=True))


def _query_pairs(word: str) -> Iterable[str]:
    return [word] if len(word) == 1 else [word[at : at + 2] for at in range(len(word) - 1)]
