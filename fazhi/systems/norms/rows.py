"""The rows of the ledgers: database views, read under the reader's own scope."""

from __future__ import annotations

from django.contrib.postgres.search import SearchVectorField
from django.db import models

from fazhi.kernel.models import LedgerRow


class NormRow(LedgerRow):
    """One normative document over its whole life."""

    number = models.CharField(max_length=60)
    procedure = models.CharField(max_length=40)
    title = models.CharField(max_length=120)
    stage = models.CharField(max_length=40)
    opened_on = models.DateField()
    document_number = models.CharField(max_length=60)
    registration_number = models.CharField(max_length=40)
    drafter = models.CharField(max_length=60)
    subject = models.CharField(max_length=60)
    made_under = models.TextField()
    trial = models.BooleanField()
    operators = models.BooleanField()
    normative = models.BooleanField(null=True)
    consultation = models.CharField(max_length=10)
    consult_starts_on = models.DateField(null=True)
    consult_ends_on = models.DateField(null=True)
    comments = models.PositiveIntegerField()
    adopted = models.PositiveIntegerField()
    fair_competition = models.CharField(max_length=10)
    submitted_on = models.DateField(null=True)
    opinion = models.CharField(max_length=10)
    opinion_on = models.DateField(null=True)
    resolution = models.CharField(max_length=10)
    met_on = models.DateField(null=True)
    signer = models.CharField(max_length=40)
    signed_on = models.DateField(null=True)
    published_on = models.DateField(null=True)
    channel = models.CharField(max_length=20)
    in_force_on = models.DateField(null=True)
    expires_on = models.DateField(null=True)
    filed_on = models.DateField(null=True)
    filed_in_time = models.BooleanField(null=True)
    filing_number = models.CharField(max_length=60)
    filing_result = models.CharField(max_length=10)
    evaluation = models.CharField(max_length=10)
    evaluated_on = models.DateField(null=True)
    cleanup = models.CharField(max_length=10)
    cleaned_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    search = SearchVectorField(null=True)

    class Meta:
        managed = False
        db_table = "norms_row"


class IssueRow(LedgerRow):
    """One document that was identified as normative or not, with the number it was issued under."""

    number = models.CharField(max_length=40)
    document_number = models.CharField(max_length=40)
    title = models.CharField(max_length=120)
    normative = models.BooleanField()
    identified_on = models.DateField()
    identity_reason = models.CharField(max_length=500)
    exclusion = models.CharField(max_length=20)
    drafter = models.CharField(max_length=60)
    issued_on = models.DateField(null=True)
    quarter = models.CharField(max_length=10)

    class Meta:
        managed = False
        db_table = "norms_issue_row"


class RegisterRow(LedgerRow):
    """One document of the register, with the number of its case where it is ours."""

    number = models.CharField(max_length=60)
    title = models.CharField(max_length=120)
    level = models.CharField(max_length=10)
    issuer = models.CharField(max_length=60)
    subject = models.CharField(max_length=60)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    case_number = models.CharField(max_length=40)
    text = models.TextField()
    search = SearchVectorField(null=True)

    class Meta:
        managed = False
        db_table = "norms_register_row"


class CleanupRow(LedgerRow):
    """What a published round decided about one document."""

    round_number = models.CharField(max_length=40)
    scope_kind = models.CharField(max_length=10)
    published_on = models.DateField()
    document_number = models.CharField(max_length=60)
    title = models.CharField(max_length=120)
    result = models.CharField(max_length=10)
    reason = models.CharField(max_length=300)

    class Meta:
        managed = False
        db_table = "norms_cleanup_row"


class IssueReportRow(LedgerRow):
    """The report of one period: when it was sent, and whether in time."""

    number = models.CharField(max_length=40)
    period = models.CharField(max_length=20)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    stage = models.CharField(max_length=40)
    documents = models.PositiveIntegerField()
    normative = models.PositiveIntegerField()
    compiled_on = models.DateField(null=True)
    receiver = models.CharField(max_length=60)
    due_on = models.DateField(null=True)
    sent_on = models.DateField(null=True)
    sent_in_time = models.BooleanField(null=True)
    answer = models.CharField(max_length=300)
    answered_on = models.DateField(null=True)

    class Meta:
        managed = False
        db_table = "norms_issue_report_row"


class IssuedRow(LedgerRow):
    """One document on the list of a period, as it was compiled last."""

    case = models.UUIDField()
    report_number = models.CharField(max_length=40)
    period = models.CharField(max_length=20)
    position = models.PositiveIntegerField()
    number = models.CharField(max_length=40)
    title = models.CharField(max_length=120)
    issued_on = models.DateField()
    normative = models.BooleanField()
    late = models.BooleanField()
    sent_on = models.DateField(null=True)

    class Meta:
        managed = False
        db_table = "norms_issued_row"


class OutsideReviewRow(LedgerRow):
    """One review of one of our documents by a body outside."""

    number = models.CharField(max_length=40)
    stage = models.CharField(max_length=40)
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=120)
    document_number = models.CharField(max_length=60)
    reviewer = models.CharField(max_length=60)
    notice_number = models.CharField(max_length=60)
    article = models.CharField(max_length=200)
    received_on = models.DateField()
    answered_on = models.DateField(null=True)
    answered_in_time = models.BooleanField(null=True)
    finding = models.CharField(max_length=10)
    found_on = models.DateField(null=True)
    finding_words = models.CharField(max_length=500)
    handling = models.CharField(max_length=10)
    handled_on = models.DateField(null=True)
    measures = models.CharField(max_length=500)
    replied_on = models.DateField(null=True)
    replied_in_time = models.BooleanField(null=True)

    class Meta:
        managed = False
        db_table = "norms_outside_row"
