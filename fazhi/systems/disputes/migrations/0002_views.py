"""Scope on every table, and the ledgers as views that read under the reader's own scope (PostgreSQL 15 and later)."""

from typing import ClassVar

from django.db import migrations

from fazhi.kernel.protection import Protect

SCOPED = ("dispute", "party", "sourcerecord", "session", "agreement", "sentinelpost", "staff")

# Names leave this view masked (王**), so that no page, count or export of the ledger can show one.
DISPUTES = """
CREATE VIEW disputes_row WITH (security_invoker = true) AS
SELECT c.id, c.town,
  -- A dispute carried over from a paper ledger keeps the number it had there.
  CASE WHEN c.procedure = 'carried_over' THEN coalesce((SELECT nullif(s.reference, '') FROM disputes_sourcerecord s
    WHERE s.case_id = c.id ORDER BY s.id LIMIT 1), c.number) ELSE c.number END::varchar(60) AS number,
  c.procedure, c.title, c.village_id AS village, v.name AS village_name, c.stage,
  coalesce((SELECT string_agg(left(p.name, 1) || repeat('*', greatest(length(p.name) - 1, 1)), '、' ORDER BY p.position)
            FROM disputes_party p WHERE p.case_id = c.id), '') AS parties,
  d.source,
  (SELECT count(*) FROM disputes_sourcerecord s WHERE s.case_id = c.id)::smallint AS sources,
  d.dispute_type, d.summary, d.people, d.amount, d.risk, d.grave,
  CASE WHEN c.stage = 'at_county' THEN 'county' ELSE d.level END AS level, d.lead_officer, d.mediator,
  d.found_on, d.accepted_on, d.escalated_on, d.mediated_on,
  (SELECT count(*) FROM disputes_session m WHERE m.case_id = c.id)::smallint AS sessions,
  d.agreement_form, d.agreed_on, d.confirmation, d.confirmed_on, d.performance, d.performed_on, d.followed_up_on,
  d.settled_on,
  (SELECT count(*) FROM kernel_step k WHERE k.case_id = c.id
     AND k.name IN ('settle', 'settle_elsewhere', 'county_decision', 'carry_settled'))::smallint AS settlements,
  d.terminated_on, d.reopened_on,
  (SELECT 1 + count(*) FROM kernel_step k WHERE k.case_id = c.id AND k.name IN ('reopen', 'reapply'))::smallint AS rounds,
  d.outcome, c.closed_on, c.search
FROM kernel_case c JOIN disputes_dispute d ON d.case_id = c.id JOIN people_division v ON v.code = c.village_id
WHERE c.stage <> 'merged';
"""
SESSIONS = """
CREATE VIEW disputes_session_row WITH (security_invoker = true) AS
SELECT m.id, m.town, m.case_id AS "case", c.number, c.title, c.village_id AS village,
  v.name AS village_name, d.dispute_type, m.round, m.level, m.held_on, m.place, m.mediators, m.result
FROM disputes_session m JOIN kernel_case c ON c.id = m.case_id JOIN disputes_dispute d ON d.case_id = c.id
JOIN people_division v ON v.code = c.village_id;
"""
STAFF = """
CREATE VIEW disputes_staff_row WITH (security_invoker = true) AS
SELECT s.id, s.town, s.village_id AS village, v.name AS village_name, s.number, s.role, s.name, coalesce(p.name, '') AS place,
  s.starts_on, s.ends_on
FROM disputes_staff s JOIN people_division v ON v.code = s.village_id
LEFT JOIN disputes_sentinelpost p ON p.id = s.sentinel_id;
"""
SENTINELS = """
CREATE VIEW disputes_sentinel_row WITH (security_invoker = true) AS
SELECT p.id, p.town, p.village_id AS village, v.name AS village_name, p.number, p.kind, p.name, p.place,
  (SELECT count(*) FROM disputes_staff s WHERE s.sentinel_id = p.id AND s.ends_on IS NULL)::smallint AS people,
  p.starts_on, p.ends_on
FROM disputes_sentinelpost p JOIN people_division v ON v.code = p.village_id;
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("disputes", "0001_first")]
    operations: ClassVar = [
        *(Protect(f"disputes_{name}") for name in SCOPED),
        migrations.RunSQL(DISPUTES, "DROP VIEW disputes_row"),
        migrations.RunSQL(SESSIONS, "DROP VIEW disputes_session_row"),
        migrations.RunSQL(STAFF, "DROP VIEW disputes_staff_row"),
        migrations.RunSQL(SENTINELS, "DROP VIEW disputes_sentinel_row"),
    ]
