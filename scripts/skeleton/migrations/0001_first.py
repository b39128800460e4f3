"""The dossier, protected by town, and the ledger as a view that reads under the reader's own scope."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models

from fazhi.kernel.protection import Protect

MATTERS = """
CREATE VIEW skeleton_matter_row WITH (security_invoker = true) AS
SELECT c.id, c.town, c.village_id AS village, v.name AS village_name, c.number, c.title, c.stage, d.begun_on, d.finished_on
FROM kernel_case c JOIN skeleton_matter d ON d.case_id = c.id AND d.town = c.town
JOIN people_division v ON v.code = c.village_id;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies: ClassVar = [("kernel", "0005_sealed_digest")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="Matter",
            fields=[
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="%(class)s",
                        serialize=False,
                        to="kernel.case",
                    ),
                ),
                ("town", models.CharField("乡镇区划代码", max_length=12, db_collation="C")),
                ("subject", models.CharField("事由", max_length=60)),
                ("begun_on", models.DateField("登记日期")),
                ("finished_on", models.DateField("办结日期", null=True, blank=True)),
            ],
            options={"verbose_name": "事项", "verbose_name_plural": "事项"},
        ),
        migrations.CreateModel(
            name="MatterRow",
            fields=[("id", models.UUIDField(primary_key=True, serialize=False))],
            options={"db_table": "skeleton_matter_row", "managed": False},
        ),
        Protect("skeleton_matter"),
        migrations.RunSQL(MATTERS, "DROP VIEW skeleton_matter_row"),
    ]
