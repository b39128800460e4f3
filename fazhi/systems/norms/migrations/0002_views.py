"""Scope on every table, versions never changed, and the ledgers as views that read under the reader's own scope."""

from typing import ClassVar

from django.db import migrations

from fazhi.kernel.protection import AppendOnly, Protect

SCOPED = ("norm", "version", "registerentry", "cleanupitem")

NORMS = """
CREATE VIEW norms_row WITH (security_invoker = true) AS
SELECT c.id, c.town, c.number::varchar(60) AS number, c.procedure, c.title, c.stage, c.opened_on,
  coalesce((SELECT n.number FROM papers_documentnumber n WHERE n.case_id = c.id ORDER BY n.issued_on, n.id LIMIT 1),
           d.reference)::varchar(60) AS document_number,
  coalesce((SELECT n.registration_number FROM papers_documentnumber n WHERE n.case_id = c.id
            ORDER BY n.issued_on, n.id LIMIT 1), '')::varchar(40) AS registration_number,
  d.drafter, d.subject, d.made_under, d.trial, d.operators, d.normative,
  d.consultation, d.consult_starts_on, d.consult_ends_on, d.comments, d.adopted, d.fair_competition, d.submitted_on,
  d.opinion, d.opinion_on, d.resolution, d.met_on, d.signer, d.signed_on, d.published_on, d.channel, d.in_force_on,
  d.expires_on, d.filed_on,
  (SELECT k.state = 'kept' FROM kernel_clock k WHERE k.case_id = c.id AND k.name = 'filing'
     AND k.state IN ('kept', 'late') ORDER BY k.id LIMIT 1) AS filed_in_time,
  d.filing_number, d.filing_result, d.evaluation, d.evaluated_on, d.cleanup, d.cleaned_on,
  -- A document whose last day has passed has ended, whether or not anybody has declared it.
  coalesce(d.ended_on, d.expires_on + 1) AS ended_on,
  c.closed_on, c.search
FROM kernel_case c JOIN norms_norm d ON d.case_id = c.id AND d.town = c.town
WHERE c.system = 'norms' AND c.procedure IN ('document', 'carried_over') AND d.normative IS NOT FALSE;
"""
ISSUES = """
CREATE VIEW norms_issue_row WITH (security_invoker = true) AS
SELECT c.id, c.town, c.number, coalesce(n.number, '')::varchar(40) AS document_number, c.title, d.normative, d.identified_on,
  d.identity_reason, d.exclusion, d.drafter, n.issued_on,
  coalesce(extract(year FROM n.issued_on)::text || '年第' || extract(quarter FROM n.issued_on)::text || '季度', '')::varchar(10)
    AS quarter
FROM kernel_case c JOIN norms_norm d ON d.case_id = c.id AND d.town = c.town
LEFT JOIN LATERAL (SELECT n.number, n.issued_on FROM papers_documentnumber n WHERE n.case_id = c.id
                   ORDER BY n.issued_on, n.id LIMIT 1) n ON true
WHERE c.system = 'norms' AND c.procedure = 'document' AND d.normative IS NOT NULL AND d.identified_on IS NOT NULL;
"""
REGISTER = """
CREATE VIEW norms_register_row WITH (security_invoker = true) AS
SELECT e.id, e.town, e.number, e.title, e.level, e.issuer, e.subject, e.starts_on, e.ends_on,
  coalesce(c.number, '')::varchar(40) AS case_number, left(e.text, 30000) AS text, e.search
FROM norms_registerentry e LEFT JOIN kernel_case c ON c.id = e.case_id AND c.town = e.town;
"""
CLEANUPS = """
CREATE VIEW norms_cleanup_row WITH (security_invoker = true) AS
SELECT i.id, i.town, c.number AS round_number, d.scope_kind, d.published_on, e.number AS document_number, e.title, i.result,
  i.reason
FROM norms_cleanupitem i JOIN kernel_case c ON c.id = i.case_id AND c.town = i.town
JOIN norms_norm d ON d.case_id = c.id AND d.town = c.town
JOIN norms_registerentry e ON e.id = i.entry_id AND e.town = i.town
WHERE c.stage = 'listed' AND NOT EXISTS (
  SELECT 1 FROM norms_cleanupitem l WHERE l.case_id = i.case_id AND l.entry_id = i.entry_id AND l.id > i.id);
"""
VIEWS = {"row": NORMS, "issue_row": ISSUES, "register_row": REGISTER, "cleanup_row": CLEANUPS}


class Migration(migrations.Migration):
    dependencies: ClassVar = [("norms", "0001_first"), ("papers", "0002_promises")]
    operations: ClassVar = [
        *(Protect(f"norms_{name}") for name in SCOPED),
        AppendOnly("norms_version"),
        AppendOnly("norms_cleanupitem"),
        *(migrations.RunSQL(view, f"DROP VIEW norms_{name}") for name, view in VIEWS.items()),
    ]
