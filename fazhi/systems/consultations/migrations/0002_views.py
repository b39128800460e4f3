"""Scope on every table, and the ledger as a view that reads under the reader's own scope."""

from typing import ClassVar

from django.db import migrations

from fazhi.kernel.protection import Protect

SCOPED = ("consultation", "commentgroup", "comment")
ROW = """
CREATE VIEW consultations_row WITH (security_invoker = true) AS
SELECT c.id, c.town, c.number, c.title, c.stage,
  coalesce((SELECT o.number FROM kernel_link l JOIN kernel_case o ON o.id = l.from_case_id
            WHERE l.to_case_id = c.id AND l.kind = 'opened_from' LIMIT 1), '')::varchar(40) AS opener,
  d.matter, d.starts_on, d.ends_on, d.closed_on, CASE WHEN c.stage = 'published' THEN c.closed_on END AS published_on,
  d.shortened_reason, d.channel,
  (SELECT count(*) FROM consultations_comment m WHERE m.case_id = c.id)::integer AS comments,
  (SELECT count(*) FROM consultations_commentgroup g WHERE g.case_id = c.id)::integer AS groups,
  (SELECT count(*) FROM consultations_commentgroup g WHERE g.case_id = c.id AND g.answer = 'adopted')::integer AS adopted,
  (SELECT count(*) FROM consultations_commentgroup g WHERE g.case_id = c.id AND g.answer = 'partly')::integer AS partly,
  (SELECT count(*) FROM consultations_commentgroup g WHERE g.case_id = c.id AND g.answer = 'declined')::integer AS declined,
  (SELECT count(*) FROM consultations_commentgroup g WHERE g.case_id = c.id AND g.answer <> 'declined')::integer AS taken
FROM kernel_case c JOIN consultations_consultation d ON d.case_id = c.id AND d.town = c.town;
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("consultations", "0001_first")]
    operations: ClassVar = [
        *(Protect(f"consultations_{name}") for name in SCOPED),
        migrations.RunSQL(ROW, "DROP VIEW consultations_row"),
    ]
