"""Mutated documents: whatever arrives is read or refused with a sentence, never a traceback.

The long programme is ``python -m fazhi.audit.tests.fuzzing``; it names kind and seed of a failure.
"""

from __future__ import annotations

import os
import re
from itertools import count
from pathlib import Path

import pytest

from fazhi.audit import audit_text, score
from fazhi.audit.tests import fuzzing

ROUNDS = int(os.environ.get("FAZHI_FUZZ", "550"))
BATCHES = 10


@pytest.mark.parametrize("batch", range(BATCHES))
def test_mutated_documents_are_read_or_refused_and_none_takes_long(batch: int) -> None:
    """Bytes flipped and cut, elements swapped, doubled and taken away, words, figures and marks changed: eleven kinds."""
    tallies = fuzzing.run(ROUNDS // BATCHES, 1_000 * batch)
    assert [line for each in tallies.values() for line in each.failures] == []
    assert all(each.made == each.read + each.refused for each in tallies.values())
    assert sum(each.read for each in tallies.values()) > ROUNDS // BATCHES // 3


@pytest.mark.parametrize(
    "piece",
    [
        "其中12件，占3.1%，",
        "（12件",
        "其中",
        "1、",
        "调解率、",
        "比去年的12件增加",
        "“",
        "每月",
        "由9%提高到",
        "共12件、",
        "12",
        "《",
        "率",
        "一",
        "分别为12件、13件，",
        "合格率为",
    ],
)
def test_an_endless_paragraph_is_no_burden(piece: str) -> None:
    """Work grows with the length of the text, not with its square: twice the text may take no more than thrice the calls."""
    import sys

    def calls(text: str) -> int:
        count = 0

        def counter(_frame: object, _event: str, _argument: object) -> None:
            nonlocal count
            count += 1

        sys.setprofile(counter)
        try:
            audit_text(text)
        finally:
            sys.setprofile(None)
        return count

    audit_text(piece)
    once, twice = calls(piece * (2_000 // len(piece))), calls(piece * (4_000 // len(piece)))
    assert twice < 3 * once + 1000


@pytest.mark.parametrize(("kind", "seed"), [("docx-part", 20261383), ("text-words", 20261947)])
def test_what_once_broke_it_is_read_or_refused_in_time(kind: str, seed: int, tmp_path: Path) -> None:
    """A relation without a target, of which python-docx speaks by a TypeError; 50,000 characters of means without a full stop."""
    tally = fuzzing.Tally()
    fuzzing.attempt(kind, seed, tmp_path, tally)
    assert (tally.made, tally.failures) == (1, [])


def test_reports_run_together_into_one_paragraph_are_read() -> None:
    """A match that ran on from one passage of the paragraph into the next broke it."""
    text = "".join(each.replace("\n", "") for each in score.clean_reports(score.REPORTS / "usual")[:26])
    assert audit_text(text).findings


def test_a_list_in_which_only_one_name_is_a_mark_is_read() -> None:
    """优秀调解员 was taken for a mark of the item in front of it, whose name is shorter."""
    text = "全市设立调解组织2478个。其中镇177个，村2216个，行业性、专业性人民调解组织94个，鼓励调解本领强的优秀调解员，创建了38个"
    assert audit_text(text).findings == []


COUNT = re.compile(r"(?<![\d.年月])\d+(?=[家个件人次名户期场万村])")


@pytest.mark.parametrize("start", range(6))
def test_counts_of_nought_are_read_wherever_they_stand(start: int) -> None:
    """Nothing of a kind was there this year: every sixth count of a report is 0, and nobody divides by it."""
    # b2-fenglindu and c20-7 divided by what a rate named as its base, and a share as its whole.
    met = [score.REPORTS / "usual_tenth" / "c20-7.txt", *score.REPORTS.glob("*/b2-fenglindu-2023.txt")]
    for path in sorted([*(score.REPORTS / "usual_eighth").glob("*.txt"), *met]):
        number = count()
        text = score.clean(path.read_text(encoding="utf-8"))
        noughts = COUNT.sub(lambda match, number=number: "0" if next(number) % 6 == start else match[0], text)
        assert audit_text(noughts).findings
