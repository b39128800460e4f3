"""Certificates get dates of their own: who holds which qualification from when to when (行政处罚法 42, 58)."""

from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import fazhi.people.identifiers

# Who held several posts under one certificate holds it from the first to the last of them, or until further notice.
CARRIED_OVER = """
INSERT INTO people_certificate (id, person_id, kind, number, starts_on, ends_on)
SELECT DISTINCT ON (certificate) gen_random_uuid(), person_id, 'enforcement', certificate, min(starts_on),
       CASE WHEN bool_and(ends_on IS NOT NULL) THEN max(ends_on) END
  FROM people_appointment WHERE certificate <> '' GROUP BY certificate, person_id ORDER BY certificate, min(starts_on)
"""
CARRIED_BACK = """
UPDATE people_appointment a SET certificate = c.number FROM people_certificate c
 WHERE c.person_id = a.person_id AND c.kind = 'enforcement'
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("people", "0002_three_administrators")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="Certificate",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=fazhi.people.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("enforcement", "行政执法证"), ("legal", "法律职业资格证书")],
                        max_length=20,
                        verbose_name="种类",
                    ),
                ),
                ("number", models.CharField(max_length=40, verbose_name="证号")),
                ("starts_on", models.DateField(verbose_name="有效期自")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="有效期至")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certificates",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="持证人",
                    ),
                ),
            ],
            options={
                "verbose_name": "资格证件",
                "verbose_name_plural": "资格证件",
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "number"), name="certificate_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"),
                        name="certificate_ends_after_it_starts",
                    ),
                ],
            },
        ),
        migrations.RunSQL(CARRIED_OVER, CARRIED_BACK),
        migrations.RemoveField(model_name="appointment", name="certificate"),
    ]
