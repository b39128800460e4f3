"""What in force here and above stands against a draft: the same matter, the same article, another number or date, yes against no.

Three questions to the register, however large it is: who shares a word with the draft (of its subject, a fact, an article),
what the nearest of those say, who is to be repealed. Then the facts of those few documents are compared in memory.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from heapq import nsmallest
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Left

from fazhi.kernel.models import Case
from fazhi.systems.norms import facts
from fazhi.systems.norms.facts import Fact, Read, Repeal
from fazhi.systems.norms.models import Norm, RegisterEntry, Version, named

MOST = 60
# How many documents are compared at most: by the sort of word they share (facts.words).
MOST_OF = {"~": 120, "=": 200, "#": 40}
SAME_SUBJECT, SAME_PHRASE = 0.7, 0.62
# Without a common matter only a phrase as long as this, which names the draft's own matter, speaks of the same thing.
TELLING_PHRASE = 6
ORDER = ("repeal", "permission", "number", "date", "subject", "article")
COLUMNS = ("id", "title", "number", "level", "subject", "starts_on", "facts", "citations")
Groups = dict[tuple[str, str], dict[str, set[str]]]


@dataclass(frozen=True)
class Point:
    """One thing in which a draft and a document meet: `what` it is about, and the words of both."""

    kind: str
    what: str
    here: str
    there: str


@dataclass(frozen=True)
class Hit:
    """One document of the register with everything in which the draft meets it. `entry` is None for one not on the register."""

    entry: UUID | None
    title: str
    number: str
    level: str
    starts_on: date | None
    points: tuple[Point, ...]

    @property
    def key(self) -> str:
        """By which an answer names it."""
        return str(self.entry) if self.entry else f"missing:{self.title}"

    @property
    def asks(self) -> bool:
        """Whether somebody must answer: citing one article is no conflict by itself."""
        return any(point.kind != "article" for point in self.points)

    @property
    def name(self) -> str:
        """《…》（沙府发〔2016〕12号）."""
        return named(self.title, self.number)


def of_case(case: Case, version: Version | None, day: date) -> list[Hit]:
    """What this version of a case's draft meets; before there is one, what its title and subject meet."""
    subject, text = Norm.objects.get(pk=case.pk).subject, version.text if version else ""
    return look_up(case.town, case.title, subject, text, day, besides=case.pk)


def look_up(town: str, title: str, subject: str, text: str, day: date, *, besides: UUID | None = None) -> list[Hit]:
    """The documents in force on the day (or later) that the draft meets, the gravest first. `besides`: the draft's own case."""
    read = facts.read(text)
    rows = _in_force(town, day, besides)
    ended = _to_be_repealed(rows, read)
    found = _candidates(rows, title, subject, read) | ended
    repealed = {key: one.quote for key, row in ended.items() for one in read.repeals if _means(one, row)}
    mine = facts.subject_words(title, subject)
    groups = _groups(read.facts)
    articles = {one.key: one.quote for one in read.citations if one.article}
    hits = [_hit(row, mine, groups, articles, repealed.get(row["id"])) for row in found.values()]
    hits += _missing(read, ended.values())
    return sorted((one for one in hits if one.points), key=_weight)[:MOST]


def _in_force(town: str, day: date, besides: UUID | None) -> QuerySet[RegisterEntry]:
    rows = RegisterEntry.objects.filter(Q(ends_on=None) | Q(ends_on__gte=day), town=town)
    return rows.exclude(case_id=besides) if besides else rows


def _candidates(rows: QuerySet[RegisterEntry], title: str, subject: str, read: Read) -> dict[UUID, dict[str, Any]]:
    words = {one.key for one in read.facts} | {one.key for one in read.citations if one.article}
    words |= facts.subject_words(title, subject)
    if not words:
        return {}
    return {row["id"]: row for row in rows.filter(id__in=_nearest(rows, words)).values(*COLUMNS)}


def _nearest(rows: QuerySet[RegisterEntry], words: Collection[str]) -> set[UUID]:
    """Of each sort of word the documents that share the most; without a tie-break by chance."""
    shared = rows.filter(words__town=F("town"), words__word__in=words)
    counted = shared.values_list("id", Left("words__word", 1)).annotate(common=Count("words"))
    found: dict[str, list[tuple[int, UUID]]] = defaultdict(list)
    for key, sort, common in counted.order_by():
        found[sort].append((-common, key))
    return {key for sort, met in found.items() for _, key in nsmallest(MOST_OF[sort], met)}


def _to_be_repealed(rows: QuerySet[RegisterEntry], read: Read) -> dict[UUID, dict[str, Any]]:
    """The documents on the register that the draft says shall cease."""
    if not read.repeals:
        return {}
    titles, numbers = {one.title for one in read.repeals}, {one.number for one in read.repeals if one.number}
    found = rows.filter(Q(title__in=titles) | Q(number__in=numbers)).values(*COLUMNS)
    return {row["id"]: row for row in found}


def _means(repeal: Repeal, row: Mapping[str, Any]) -> bool:
    return repeal.title == row["title"] or bool(repeal.number and repeal.number == row["number"])


def _missing(read: Read, ended: Collection[Mapping[str, Any]]) -> list[Hit]:
    lost = [one for one in read.repeals if not any(_means(one, row) for row in ended)]
    return [
        Hit(None, one.title, one.number, "", None, (Point("repeal", "登记簿中没有这件文件", one.quote, ""),))
        for one in lost
    ]


def _hit(
    row: Mapping[str, Any],
    mine: set[str],
    groups: Groups,
    articles: Mapping[str, str],
    repealed: str | None,
) -> Hit:
    theirs = facts.subject_words(row["title"], row["subject"])
    same = _same_subject(mine, theirs)
    # What ends with the draft's own words cannot contradict it any more.
    points = [Point("repeal", "本稿写明废止", repealed, "")] if repealed else []
    points += [] if repealed else _contradictions(groups, _groups(facts.from_json(row["facts"])), same, mine)
    points += [Point("subject", row["subject"] or facts.core(row["title"]), "", "")] if same else []
    points += _common_articles(articles, row["citations"])
    points.sort(key=lambda one: ORDER.index(one.kind))
    return Hit(row["id"], row["title"], row["number"], row["level"], row["starts_on"], tuple(points))


def _same_subject(mine: set[str], theirs: set[str]) -> bool:
    common = len(mine & theirs)
    return common >= 2 and common / min(len(mine), len(theirs)) >= SAME_SUBJECT


def _groups(found: Sequence[Fact]) -> Groups:
    """(kind, unit) → phrase → values, so that several values of one thing are compared as one set."""
    groups: Groups = defaultdict(lambda: defaultdict(set))
    for one in found:
        groups[one.kind, one.unit][one.phrase].add(f"{one.value}\t{one.quote}")
    return groups


def _contradictions(mine: Groups, theirs: Groups, same: bool, subject: set[str]) -> list[Point]:
    points = []
    for kind, phrases in mine.items():
        others = theirs.get(kind)
        if not others:
            continue
        for phrase, said in phrases.items():
            other = _same_phrase(phrase, others, same, subject)
            if other is not None and _values(said) != _values(others[other]):
                points.append(Point(kind[0], phrase, _quote(said, others[other]), _quote(others[other], said)))
    return points


def _same_phrase(phrase: str, others: Mapping[str, set[str]], same: bool, subject: set[str]) -> str | None:
    if phrase in others:
        telling = len(phrase) >= TELLING_PHRASE and len({f"~{one}" for one in facts.pairs(phrase)} & subject) >= 2
        return phrase if same or telling else None
    if not same:
        return None
    pairs = facts.pairs(phrase)
    best = max(others, key=lambda one: facts.likeness(pairs, facts.pairs(one)))
    return best if facts.likeness(pairs, facts.pairs(best)) >= SAME_PHRASE else None


def _values(said: Iterable[str]) -> set[str]:
    return {one.partition("\t")[0] for one in said}


def _quote(said: Iterable[str], others: Iterable[str]) -> str:
    """The words behind a value that the other side does not have."""
    known = _values(others)
    different = sorted(one.partition("\t")[2] for one in said if one.partition("\t")[0] not in known)
    return (different or sorted(one.partition("\t")[2] for one in said))[0]


def _common_articles(mine: Mapping[str, str], theirs: Iterable[Mapping[str, str]]) -> list[Point]:
    points = {}
    for one in theirs:
        cited = facts.Cited(one["title"], one["article"], one["quote"])
        if cited.article and cited.key in mine:
            points[cited.key] = Point("article", f"《{cited.title}》{cited.article}", mine[cited.key], cited.quote)
    return list(points.values())


def _weight(hit: Hit) -> tuple[int, int, str]:
    first = min(ORDER.index(point.kind) for point in hit.points)
    return first, -len(hit.points), hit.key
