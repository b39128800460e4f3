"""A comment stands in exactly one group; how many came from one place on one day, without telling from which."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models

import fazhi.people.identifiers
from fazhi.kernel.protection import AppendOnly, Protect

# What the public said is never rewritten; only the owner may clear it when its term of keeping has ended.
KEPT = "REVOKE UPDATE, DELETE ON consultations_comment FROM fazhi_app;"
NOT_KEPT = "GRANT UPDATE, DELETE ON consultations_comment TO fazhi_app;"


class Migration(migrations.Migration):
    dependencies: ClassVar = [("consultations", "0002_views"), ("kernel", "0006_roads")]
    operations: ClassVar = [
        migrations.RemoveField(model_name="comment", name="group"),
        migrations.CreateModel(
            name="GroupedComment",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=fazhi.people.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("town", models.CharField(db_collation="C", max_length=12, verbose_name="乡镇区划代码")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="kernel.case",
                        verbose_name="案件",
                    ),
                ),
                (
                    "comment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grouped",
                        to="consultations.comment",
                        verbose_name="意见",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grouped",
                        to="consultations.commentgroup",
                        verbose_name="归并",
                    ),
                ),
            ],
            options={"verbose_name": "意见归并", "verbose_name_plural": "意见归并"},
        ),
        migrations.CreateModel(
            name="Quota",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(verbose_name="日期")),
                ("place", models.CharField(max_length=64, verbose_name="来处摘要")),
                ("count", models.PositiveIntegerField(default=0, verbose_name="条数")),
            ],
            options={
                "verbose_name": "网上意见限量",
                "verbose_name_plural": "网上意见限量",
                "constraints": [models.UniqueConstraint(fields=("day", "place"), name="quota_once")],
            },
        ),
        migrations.CreateModel(
            name="Salt",
            fields=[
                ("day", models.DateField(primary_key=True, serialize=False, verbose_name="日期")),
                ("salt", models.CharField(max_length=64, verbose_name="盐值")),
            ],
            options={"verbose_name": "当日盐值", "verbose_name_plural": "当日盐值"},
        ),
        Protect("consultations_groupedcomment"),
        AppendOnly("consultations_commentgroup"),
        AppendOnly("consultations_groupedcomment"),
        migrations.RunSQL(KEPT, NOT_KEPT),
    ]
