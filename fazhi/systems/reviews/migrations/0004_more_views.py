"""Scope on the new tables, and the ledgers of reviews, contracts, village rules, advisers and their services as views."""

from typing import ClassVar

from django.db import migrations

from fazhi.kernel.protection import Protect

SCOPED = ("villagerules", "adviser", "service")
OLD = """
CREATE VIEW reviews_row WITH (security_invoker = true) AS
SELECT c.id, c.town, c.number, c.title, c.stage,
  coalesce((SELECT o.number FROM kernel_link l JOIN kernel_case o ON o.id = l.from_case_id
            WHERE l.to_case_id = c.id AND l.kind = 'opened_from' LIMIT 1), '')::varchar(40) AS opener,
  d.matter, d.urgent, d.submitted_on, d.accepted_on, d.adviser, d.opinion, d.opinion_on, d.findings, c.closed_on
FROM kernel_case c JOIN reviews_review d ON d.case_id = c.id AND d.town = c.town;
"""
# The signature of a step, without the post behind it.
SIGNED = (
    "coalesce((SELECT split_part(s.signature, '（', 1) FROM kernel_step s WHERE s.case_id = c.id AND s.name = '{step}' "
    "ORDER BY s.sequence DESC LIMIT 1), '')::varchar(100)"
)
ROW = f"""
CREATE VIEW reviews_row WITH (security_invoker = true) AS
SELECT c.id, c.town, c.number, c.title, c.stage,
  coalesce((SELECT o.number FROM kernel_link l JOIN kernel_case o ON o.id = l.from_case_id
            WHERE l.to_case_id = c.id AND l.kind = 'opened_from' LIMIT 1), '')::varchar(40) AS opener,
  d.matter, d.urgent, d.submitted_on, {SIGNED.format(step="submit")} AS submitter, d.due_on,
  (SELECT min(k.due_on) FROM kernel_clock k WHERE k.case_id = c.id AND k.state = 'running') AS limit_on,
  d.accepted_on, d.adviser,
  (SELECT count(*) FROM reviews_service v WHERE v.case_id = c.id AND v.town = c.town)::integer AS services,
  {SIGNED.format(step="give_opinion")} AS reviewer,
  d.opinion, d.opinion_on, d.findings, d.adoption, d.adopted, c.closed_on
FROM kernel_case c JOIN reviews_review d ON d.case_id = c.id AND d.town = c.town
WHERE c.stage <> 'withdrawn';
"""
QUEUE = """
CREATE VIEW reviews_queue_row WITH (security_invoker = true) AS
SELECT * FROM reviews_row WHERE closed_on IS NULL;
"""
CONTRACTS = f"""
CREATE VIEW reviews_contract_row WITH (security_invoker = true) AS
SELECT c.id, c.town, coalesce(nullif(d.reference, ''), c.number)::varchar(40) AS number, c.title, c.stage,
  d.counterparty, d.amount, d.submitted_on, {SIGNED.format(step="give_opinion")} AS reviewer,
  d.opinion, d.opinion_on, d.findings, d.adoption,
  (d.opinion = 'lawful' OR d.opinion = 'amend' AND d.adoption = 'all') AS passed, d.signed_on
FROM kernel_case c JOIN reviews_review d ON d.case_id = c.id AND d.town = c.town
WHERE d.matter = 'contract' AND c.stage <> 'withdrawn';
"""
VILLAGE_RULES = """
CREATE VIEW reviews_village_rules_row WITH (security_invoker = true) AS
SELECT c.id, c.town, c.number, c.title, c.village_id AS village, v.name AS village_name, c.stage, d.kind, d.adopted_on,
  d.filed_on, d.result, d.correction, d.ordered_on, d.corrected_on, d.concluded_on
FROM kernel_case c JOIN reviews_villagerules d ON d.case_id = c.id AND d.town = c.town
  JOIN people_division v ON v.code = c.village_id
WHERE c.stage <> 'withdrawn';
"""
SERVICES = """
CREATE VIEW reviews_service_row WITH (security_invoker = true) AS
SELECT s.id, s.town, c.id AS "case", c.number, c.title, d.matter, coalesce(a.kind, 'seconded')::varchar(20) AS kind,
  s.name, s.firm, s.served_on, s.hours, s.opinion_no
FROM reviews_service s JOIN kernel_case c ON c.id = s.case_id AND c.town = s.town
  JOIN reviews_review d ON d.case_id = c.id AND d.town = c.town
  LEFT JOIN reviews_adviser a ON a.id = s.adviser_id AND a.town = s.town;
"""
ADVISERS = """
CREATE VIEW reviews_adviser_row WITH (security_invoker = true) AS
SELECT a.id, a.town, a.number, a.kind, a.name, a.firm,
  (SELECT count(*) FROM reviews_service s WHERE s.adviser_id = a.id AND s.town = a.town)::integer AS services,
  a.starts_on, a.ends_on
FROM reviews_adviser a;
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("reviews", "0003_contracts_village_rules_advisers")]
    operations: ClassVar = [
        *(Protect(f"reviews_{name}") for name in SCOPED),
        migrations.RunSQL("DROP VIEW reviews_row", OLD),
        migrations.RunSQL(ROW, "DROP VIEW reviews_row"),
        migrations.RunSQL(QUEUE, "DROP VIEW reviews_queue_row"),
        migrations.RunSQL(CONTRACTS, "DROP VIEW reviews_contract_row"),
        migrations.RunSQL(VILLAGE_RULES, "DROP VIEW reviews_village_rules_row"),
        migrations.RunSQL(SERVICES, "DROP VIEW reviews_service_row"),
        migrations.RunSQL(ADVISERS, "DROP VIEW reviews_adviser_row"),
    ]
