"""Every reader of lists with a total and two parts at least, in the order in which they are believed."""

from __future__ import annotations

from fazhi.audit.sums import absentees
from fazhi.audit.sums.addition import Addition
from fazhi.audit.sums.closed_pairs import closed_pairs
from fazhi.audit.sums.closing import closings
from fazhi.audit.sums.dealt_sums import dealt_sums
from fazhi.audit.sums.flows import flows
from fazhi.audit.sums.forgotten_items import forgotten_items
from fazhi.audit.sums.listing import listings
from fazhi.audit.sums.mixed_units import mixed_lists
from fazhi.audit.sums.named_columns import named_columns
from fazhi.audit.sums.negated_rests import negated_rests
from fazhi.audit.sums.numbered_lists import numbered_lists
from fazhi.audit.sums.quarters_halved import quarters_halved
from fazhi.audit.sums.remainders import remainders
from fazhi.audit.sums.requests_carried import requests_carried
from fazhi.audit.sums.rows_under import rows_under
from fazhi.audit.sums.settled_and_left import settled_and_left
from fazhi.audit.sums.sums_of_all import sums_of_all
from fazhi.audit.sums.surpluses import surpluses
from fazhi.audit.sums.twin_columns import twin_columns
from fazhi.audit.sums.two_divisions import two_divisions
from fazhi.audit.text.passages import Passage


def longer_lists(passage: Passage) -> list[Addition]:
    """What they find in a passage."""
    return [
        *two_divisions(passage),
        *listings(passage),
        *closings(passage),
        *flows(passage),
        *requests_carried(passage),
        *settled_and_left(passage),
        *remainders(passage),
        *negated_rests(passage),
        *absentees.absentees(passage),
        *mixed_lists(passage),
        *closed_pairs(passage),
        *twin_columns(passage),
        *named_columns(passage),
        *numbered_lists(passage),
        *surpluses(passage),
        *forgotten_items(passage),
        *dealt_sums(passage),
        *sums_of_all(passage),
        *rows_under(passage),
        *quarters_halved(passage),
    ]
