"""Scope on every table, and the ledger as a view that reads under the reader's own scope."""

from typing import ClassVar

from django.db import migrations

from fazhi.kernel.protection import Protect

SCOPED = ("topic",)
ROW = """
CREATE VIEW meetings_row WITH (security_invoker = true) AS
SELECT c.id, c.town, c.number, c.title, c.stage,
  coalesce((SELECT o.number FROM kernel_link l JOIN kernel_case o ON o.id = l.from_case_id
            WHERE l.to_case_id = c.id AND l.kind = 'opened_from' LIMIT 1), '')::varchar(40) AS opener,
  d.matter, d.kind, d.proposed_on, d.meeting, d.resolution, d.discussed_on, d.dissent, c.closed_on
FROM kernel_case c JOIN meetings_topic d ON d.case_id = c.id AND d.town = c.town;
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("meetings", "0001_first")]
    operations: ClassVar = [
        *(Protect(f"meetings_{name}") for name in SCOPED),
        migrations.RunSQL(ROW, "DROP VIEW meetings_row"),
    ]
