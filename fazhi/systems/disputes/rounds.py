"""A dispute that is taken up again begins another round; how the round before it stood is kept for ever.

The dossier holds the round that runs. Whoever counts a year asks the view disputes_round_row which round stood on the
cut-off day, and so gets the answer that was true on that day, however often the dispute was reopened since.
"""

from __future__ import annotations

from datetime import date, timedelta

from fazhi.kernel.doing import NotFound
from fazhi.kernel.models import Case
from fazhi.systems.disputes.models import Dispute, Round

KEPT = (
    "level accepted_on mediated_on agreement_form agreed_on confirmation confirmed_on performance performed_on "
    "followed_up_on settled_on terminated_on reopened_on outcome"
).split()


def closed_by(case: Case, day: date) -> Round:
    """The round that ends when the dispute is taken up again on `day`, as its dossier stands now; unsaved.

    The case's row is locked first: nothing may change between reading the round and closing it. NotFound out of scope.
    """
    Case.objects.select_for_update().filter(pk=case.pk).first()
    dispute = Dispute.objects.filter(pk=case.pk).first()
    if dispute is None:
        raise NotFound("没有找到这件纠纷，可能编号有误或不在您的管辖范围内，没有做任何改动。")
    before = Round.objects.filter(case=case).order_by("-round").first()
    return Round(
        round=before.round + 1 if before else 1,
        starts_on=before.ends_on + timedelta(days=1) if before else dispute.found_on,
        ends_on=day - timedelta(days=1),
        **{name: getattr(dispute, name) for name in KEPT},
    )
