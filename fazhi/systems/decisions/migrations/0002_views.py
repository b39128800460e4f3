"""Scope on every table, and the ledgers as views that read under the reader's own scope (PostgreSQL 15 and later)."""

from typing import ClassVar

from django.db import migrations

from fazhi.kernel.protection import Protect

SCOPED = (
    "decision", "catalogueitem", "catalogueremoval", "participation", "expert", "task", "taskresult",
)  # fmt: skip

# A conditional step that was left out shows its recorded waiver; one that was neither done nor waived before review is missing.
DECISIONS = """
CREATE VIEW decisions_row WITH (security_invoker = true) AS
SELECT c.id, c.town, coalesce(nullif(d.reference, ''), c.number)::varchar(40) AS number, c.title, c.stage, d.matter_class,
  d.catalogue_number <> '' AS in_catalogue, d.catalogue_number, d.proposer, c.opened_on, d.started_on, d.lead_office, d.summary, d.duty,
  coalesce((SELECT string_agg(m.title || coalesce(p.days || '天', ''), '、' ORDER BY p.held_on, p.id)
            FROM decisions_participation p JOIN (VALUES ('public_comments', '公开征求意见'), ('hearing', '听证会'),
              ('seminar', '座谈会'), ('survey', '问卷调查'), ('visit', '实地走访'), ('written', '书面征求意见')) m(mode, title)
              ON m.mode = p.mode WHERE p.case_id = c.id), '') AS consult_mode_days,
  (SELECT coalesce(sum(p.opinions), 0) FROM decisions_participation p WHERE p.case_id = c.id)::integer AS opinions,
  (SELECT coalesce(sum(p.adopted), 0) FROM decisions_participation p WHERE p.case_id = c.id)::integer AS adopted,
  (SELECT count(DISTINCT (e.expert, e.unit)) FROM decisions_expert e WHERE e.case_id = c.id)::integer AS experts,
  d.risk_level, d.risk, d.legality,
  (SELECT max(k.happened_on) FROM kernel_step k WHERE k.case_id = c.id
     AND k.name IN ('review_lawful', 'review_amend', 'review_unlawful')) - d.sent_on AS legality_days,
  d.findings::integer AS findings, d.discussed_on, d.resolution, d.dissent, d.party_reported_on, d.document_number,
  d.decided_on, d.published_on,
  (SELECT count(*) FROM kernel_step k WHERE k.case_id = c.id AND k.name = 'open_change')::integer AS changes,
  d.evaluation, d.evaluated_on, {participation} AS participation_step, {argument} AS argument_step, {risk} AS risk_step,
  CASE WHEN d.legality <> '' THEN 'done' WHEN d.decided_on IS NULL THEN 'pending' ELSE 'missing' END::varchar(10)
    AS legality_step,
  CASE WHEN d.discussed_on IS NOT NULL THEN 'done' WHEN d.decided_on IS NULL THEN 'pending' ELSE 'missing' END::varchar(10)
    AS discussion_step,
  c.closed_on, c.search
FROM kernel_case c JOIN decisions_decision d ON d.case_id = c.id AND d.town = c.town
WHERE c.procedure IN ('decision', 'carried_over');
"""
STATE = """CASE WHEN d.{field} = 'waived' THEN 'waived' WHEN d.{field} <> '' THEN 'done'
    WHEN EXISTS (SELECT 1 FROM kernel_step k WHERE k.case_id = c.id AND k.name = 'waive' AND k.data->>'gate' = '{gate}')
    THEN 'waived' WHEN d.sent_on IS NULL AND d.decided_on IS NULL THEN 'pending' ELSE 'missing' END::varchar(10)"""
CATALOGUE = """
CREATE VIEW decisions_catalogue_row WITH (security_invoker = true) AS
SELECT i.id, i.town, i.case_id AS "case", i.number, i.year, i.matter, i.matter_class, i.lead_office, i.planned, i.listed_on,
  coalesce(i.agreed_on, d.agreed_on) AS agreed_on, CASE WHEN i.agreed_on IS NULL THEN d.published_on ELSE i.listed_on END AS published_on, d.channel,
  i.agreed_on IS NOT NULL AS added, r.withdrawn_on, concat_ws('；', nullif(i.reason, ''), r.reason) AS reason,
  coalesce((SELECT string_agg(c.number, '、' ORDER BY c.number) FROM decisions_decision x JOIN kernel_case c ON c.id = x.case_id
            WHERE x.town = i.town AND x.catalogue_number = i.number AND c.procedure = 'decision'), '') AS decision
FROM decisions_catalogueitem i JOIN decisions_decision d ON d.case_id = i.case_id
LEFT JOIN decisions_catalogueremoval r ON r.item_id = i.id;
"""
PARTICIPATION = """
CREATE VIEW decisions_participation_row WITH (security_invoker = true) AS
SELECT p.id, p.town, c.number, c.title, p.mode, p.held_on, p.days, p.people, p.opinions, p.adopted, p.place
FROM decisions_participation p JOIN kernel_case c ON c.id = p.case_id;
"""
EXPERTS = """
CREATE VIEW decisions_expert_row WITH (security_invoker = true) AS
SELECT e.id, e.town, c.number, c.title, e.given_on, e.expert, e.unit, e.speciality, e.view
FROM decisions_expert e JOIN kernel_case c ON c.id = e.case_id;
"""
TASKS = """
CREATE VIEW decisions_task_row WITH (security_invoker = true) AS
SELECT t.id, t.town, c.number, c.title, t.position, t.matter, t.responsible, t.assigned_on, t.due_on, r.done_on,
  coalesce(r.words, '') AS words
FROM decisions_task t JOIN kernel_case c ON c.id = t.case_id LEFT JOIN decisions_taskresult r ON r.task_id = t.id;
"""
CONDITIONAL = {
    field: STATE.format(field=field, gate=f"G4-2-{field}") for field in ("participation", "argument", "risk")
}


class Migration(migrations.Migration):
    dependencies: ClassVar = [("decisions", "0001_first")]
    operations: ClassVar = [
        *(Protect(f"decisions_{name}") for name in SCOPED),
        migrations.RunSQL(DECISIONS.format(**CONDITIONAL), "DROP VIEW decisions_row"),
        migrations.RunSQL(CATALOGUE, "DROP VIEW decisions_catalogue_row"),
        migrations.RunSQL(PARTICIPATION, "DROP VIEW decisions_participation_row"),
        migrations.RunSQL(EXPERTS, "DROP VIEW decisions_expert_row"),
        migrations.RunSQL(TASKS, "DROP VIEW decisions_task_row"),
    ]
