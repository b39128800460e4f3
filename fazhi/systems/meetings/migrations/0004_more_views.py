"""Scope on the new tables, and the ledgers of meetings, topics, tasks and members as views."""

from typing import ClassVar

from django.db import migrations

from fazhi.kernel.protection import Protect

SCOPED = ("meeting", "attendance", "task", "member")
MEETINGS = """
CREATE VIEW meetings_meeting_row WITH (security_invoker = true) AS
SELECT c.id, c.town, c.number, c.title, c.stage, c.closed_on, d.kind, d.planned_on, d.held_on, d.place, d.chair,
  d.expected, d.present,
  (SELECT count(*) FROM meetings_topic t WHERE t.town = c.town AND t.meeting = c.number
     AND t.discussed_on IS NOT NULL)::integer AS topics,
  d.minuted_on, d.signed_on
FROM kernel_case c JOIN meetings_meeting d ON d.case_id = c.id AND d.town = c.town;
"""
TASKS = """
CREATE VIEW meetings_task_row WITH (security_invoker = true) AS
SELECT c.id, c.town, c.number, c.title, c.stage, c.closed_on,
  coalesce((SELECT o.number FROM kernel_link l JOIN kernel_case o ON o.id = l.from_case_id
            WHERE l.to_case_id = c.id AND l.kind = 'opened_from' LIMIT 1), '')::varchar(40) AS topic,
  d.what, d.office, coalesce(p.name, '')::varchar(40) AS responsible, d.assigned_on, d.due_on, d.done_on
FROM kernel_case c JOIN meetings_task d ON d.case_id = c.id AND d.town = c.town
  LEFT JOIN people_appointment a ON a.id = c.handler_id LEFT JOIN people_person p ON p.id = a.person_id;
"""
MEMBERS = """
CREATE VIEW meetings_member_row WITH (security_invoker = true) AS
SELECT m.id, m.town, m.number, m.kind, m.name, m.post, m.starts_on, m.ends_on FROM meetings_member m;
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("meetings", "0003_meetings_tasks_members")]
    operations: ClassVar = [
        *(Protect(f"meetings_{name}") for name in SCOPED),
        migrations.RunSQL(MEETINGS, "DROP VIEW meetings_meeting_row"),
        migrations.RunSQL(TASKS, "DROP VIEW meetings_task_row"),
        migrations.RunSQL(MEMBERS, "DROP VIEW meetings_member_row"),
    ]
