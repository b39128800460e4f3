"""First tables of the indicators room."""

from django.db import migrations, models

import fazhi.people.identifiers


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="FrozenReading",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=fazhi.people.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("town", models.CharField(db_collation="C", max_length=12, verbose_name="乡镇区划代码")),
                ("batch", models.UUIDField(verbose_name="批次")),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                ("indicator", models.CharField(max_length=80, verbose_name="指标")),
                ("version", models.PositiveSmallIntegerField(verbose_name="口径版本")),
                ("value", models.DecimalField(decimal_places=4, max_digits=24, null=True, verbose_name="数值")),
                ("printed", models.CharField(max_length=40, verbose_name="印出的数")),
                ("cut_off", models.DateField(verbose_name="截止日")),
                ("reading", models.JSONField(verbose_name="读数全文")),
                ("rows", models.JSONField(verbose_name="计入的记录")),
                ("rules", models.JSONField(verbose_name="所用规则")),
                ("digest", models.CharField(max_length=64, verbose_name="SM3 摘要")),
                ("frozen_at", models.DateTimeField(verbose_name="冻结时间")),
                ("frozen_by", models.CharField(max_length=100, verbose_name="冻结人")),
            ],
            options={
                "verbose_name": "冻结读数",
                "verbose_name_plural": "冻结读数",
                "indexes": [models.Index(fields=["town", "year", "indicator"], name="frozen_reading_year")],
                "constraints": [
                    models.UniqueConstraint(fields=("town", "batch", "indicator"), name="frozen_reading_once_per_batch")
                ],
            },
        ),
    ]
