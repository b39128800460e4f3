"""Every row of a ledger leads to its case; a matter withdrawn from the catalogue shows when that was agreed."""

from typing import ClassVar

from django.db import migrations

CATALOGUE = """
CREATE OR REPLACE VIEW decisions_catalogue_row WITH (security_invoker = true) AS
SELECT i.id, i.town, i.case_id AS "case", i.number, i.year, i.matter, i.matter_class, i.lead_office, i.planned, i.listed_on,
  coalesce({agreed}i.agreed_on, d.agreed_on) AS agreed_on, CASE WHEN i.agreed_on IS NULL THEN d.published_on ELSE i.listed_on END AS published_on, d.channel,
  i.agreed_on IS NOT NULL AS added, r.withdrawn_on, concat_ws('；', nullif(i.reason, ''), r.reason) AS reason,
  coalesce((SELECT string_agg(c.number, '、' ORDER BY c.number) FROM decisions_decision x JOIN kernel_case c ON c.id = x.case_id
            WHERE x.town = i.town AND x.catalogue_number = i.number AND c.procedure = 'decision'), '') AS decision
FROM decisions_catalogueitem i JOIN decisions_decision d ON d.case_id = i.case_id
LEFT JOIN decisions_catalogueremoval r ON r.item_id = i.id;
"""
# A column that an existing view gets comes last, and leaves only with the whole view.
PARTICIPATION = """
{create} VIEW decisions_participation_row WITH (security_invoker = true) AS
SELECT p.id, p.town, c.number, c.title, p.mode, p.held_on, p.days, p.people, p.opinions, p.adopted, p.place{case}
FROM decisions_participation p JOIN kernel_case c ON c.id = p.case_id;
"""
EXPERTS = """
{create} VIEW decisions_expert_row WITH (security_invoker = true) AS
SELECT e.id, e.town, c.number, c.title, e.given_on, e.expert, e.unit, e.speciality, e.view{case}
FROM decisions_expert e JOIN kernel_case c ON c.id = e.case_id;
"""
TASKS = """
{create} VIEW decisions_task_row WITH (security_invoker = true) AS
SELECT t.id, t.town, c.number, c.title, t.position, t.matter, t.responsible, t.assigned_on, t.due_on, r.done_on,
  coalesce(r.words, '') AS words{case}
FROM decisions_task t JOIN kernel_case c ON c.id = t.case_id LEFT JOIN decisions_taskresult r ON r.task_id = t.id;
"""
LISTS = {"participation": PARTICIPATION, "expert": EXPERTS, "task": TASKS}


def leading(name: str, view: str) -> migrations.RunSQL:
    """The view with the case of each row; back to the view without it."""
    return migrations.RunSQL(
        view.format(create="CREATE OR REPLACE", case=', c.id AS "case"'),
        f"DROP VIEW decisions_{name}_row;{view.format(create='CREATE', case='')}",
    )


class Migration(migrations.Migration):
    dependencies: ClassVar = [("decisions", "0002_views")]
    operations: ClassVar = [
        migrations.RemoveField("decision", "items"),
        migrations.RunSQL(CATALOGUE.format(agreed="r.agreed_on, "), CATALOGUE.format(agreed="")),
        *(leading(name, view) for name, view in LISTS.items()),
    ]
