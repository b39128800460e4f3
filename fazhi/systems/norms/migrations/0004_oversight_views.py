"""Scope on the tables of reports and reviews, lists once compiled never changed, their ledgers as views."""

from typing import ClassVar

from django.db import migrations

from fazhi.kernel.protection import AppendOnly, Protect

SCOPED = ("issuereport", "issuedline", "outsidereview")
REPORTS = """
CREATE VIEW norms_issue_report_row WITH (security_invoker = true) AS
SELECT c.id, c.town, c.number, d.period, d.starts_on, d.ends_on, c.stage, d.documents, d.normative, d.compiled_on, d.receiver,
  k.due_on, d.sent_on, CASE WHEN k.state IN ('kept', 'late') THEN k.state = 'kept' END AS sent_in_time, d.answer, d.answered_on
FROM kernel_case c JOIN norms_issuereport d ON d.case_id = c.id AND d.town = c.town
LEFT JOIN LATERAL (SELECT k.state, k.due_on FROM kernel_clock k WHERE k.case_id = c.id AND k.name = 'report'
                   ORDER BY k.id LIMIT 1) k ON true;
"""
REPORTED = """
CREATE VIEW norms_issued_row WITH (security_invoker = true) AS
SELECT l.id, l.town, l.case_id AS "case", c.number AS report_number, d.period, l.position, l.number, l.title, l.issued_on,
  l.normative, l.late, d.sent_on
FROM norms_issuedline l JOIN kernel_case c ON c.id = l.case_id AND c.town = l.town
JOIN norms_issuereport d ON d.case_id = c.id AND d.town = c.town
WHERE d.documents > 0 AND l.edition = (SELECT max(o.edition) FROM norms_issuedline o WHERE o.case_id = l.case_id);
"""
OUTSIDE = """
CREATE VIEW norms_outside_row WITH (security_invoker = true) AS
SELECT c.id, c.town, c.number, c.stage, d.kind, e.title, e.number AS document_number, d.reviewer, d.notice_number, d.article,
  d.received_on, d.answered_on,
  (SELECT k.state = 'kept' FROM kernel_clock k WHERE k.case_id = c.id AND k.name = 'answer'
     AND k.state IN ('kept', 'late') ORDER BY k.id LIMIT 1) AS answered_in_time,
  d.finding, d.found_on, d.finding_words, d.handling, d.handled_on, d.measures, d.replied_on,
  (SELECT k.state = 'kept' FROM kernel_clock k WHERE k.case_id = c.id
     AND k.name IN ('reconsideration_correction', 'court_reply', 'filing_reply')
     AND k.state IN ('kept', 'late') ORDER BY k.id LIMIT 1) AS replied_in_time
FROM kernel_case c JOIN norms_outsidereview d ON d.case_id = c.id AND d.town = c.town
JOIN norms_registerentry e ON e.id = d.entry_id AND e.town = d.town;
"""
VIEWS = {"issue_report_row": REPORTS, "issued_row": REPORTED, "outside_row": OUTSIDE}


class Migration(migrations.Migration):
    dependencies: ClassVar = [("norms", "0003_oversight")]
    operations: ClassVar = [
        *(Protect(f"norms_{name}") for name in SCOPED),
        AppendOnly("norms_issuedline"),
        *(migrations.RunSQL(view, f"DROP VIEW norms_{name}") for name, view in VIEWS.items()),
    ]
