"""The procedures as rows, so that PostgreSQL itself refuses a step that no procedure knows."""

from typing import ClassVar

from django.db import migrations, models

from fazhi.kernel.protection import ROADS, ROADS_REVERSE

KEY = ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"))
PROCEDURE = [
    ("system", models.CharField(max_length=30, verbose_name="体系")),
    ("procedure", models.CharField(max_length=40, verbose_name="程序")),
    ("step", models.CharField(max_length=40, verbose_name="步骤")),
]


class Migration(migrations.Migration):
    dependencies: ClassVar = [("kernel", "0005_sealed_digest")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="Apart",
            fields=[KEY, *PROCEDURE, ("other", models.CharField(max_length=40, verbose_name="须分开的步骤"))],
            options={
                "verbose_name": "职责分离",
                "verbose_name_plural": "职责分离",
                "constraints": [
                    models.UniqueConstraint(fields=("system", "procedure", "step", "other"), name="apart_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Road",
            fields=[
                KEY,
                *PROCEDURE,
                ("from_stage", models.CharField(blank=True, max_length=40, verbose_name="原环节")),
                ("to_stage", models.CharField(max_length=40, verbose_name="新环节")),
                ("awaits_of", models.CharField(blank=True, default="", max_length=80, verbose_name="等待的程序")),
                ("awaits_step", models.CharField(blank=True, default="", max_length=40, verbose_name="等待的步骤")),
                ("awaits_when", models.JSONField(default=dict, verbose_name="等待的结果")),
            ],
            options={
                "verbose_name": "程序路径",
                "verbose_name_plural": "程序路径",
                "constraints": [
                    models.UniqueConstraint(fields=("system", "procedure", "step", "from_stage"), name="road_once")
                ],
            },
        ),
        migrations.RunSQL(ROADS, ROADS_REVERSE),
    ]
