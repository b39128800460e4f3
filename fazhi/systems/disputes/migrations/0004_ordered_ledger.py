"""The ledger walks the index of its town by day: the dossier's own town must be named in the join, or 100,000 rows are sorted."""

from importlib import import_module
from typing import ClassVar

from django.db import migrations

BEFORE = import_module("fazhi.systems.disputes.migrations.0002_views").DISPUTES.replace(
    "CREATE VIEW", "CREATE OR REPLACE VIEW"
)
JOIN = "JOIN disputes_dispute d ON d.case_id = c.id"
AFTER = BEFORE.replace(JOIN, f"{JOIN} AND d.town = c.town")


class Migration(migrations.Migration):
    dependencies: ClassVar = [("disputes", "0003_encrypted")]
    operations: ClassVar = [migrations.RunSQL(AFTER, BEFORE)]
