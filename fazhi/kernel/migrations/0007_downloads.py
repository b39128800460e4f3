"""Who took which file away: a row beside the looks behind masks, append-only, under its town's scope."""

from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import fazhi.people.identifiers
from fazhi.kernel.protection import AppendOnly, Protect


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("kernel", "0006_roads"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations: ClassVar = [
        migrations.AddIndex(
            model_name="unmasking", index=models.Index(fields=["town", "-looked_at"], name="unmasking_newest")
        ),
        migrations.CreateModel(
            name="Download",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=fazhi.people.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("town", models.CharField(db_collation="C", max_length=12, verbose_name="乡镇区划代码")),
                ("taken_at", models.DateTimeField(verbose_name="下载时间")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="downloads",
                        to="kernel.case",
                        verbose_name="案件",
                    ),
                ),
                (
                    "evidence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="downloads",
                        to="kernel.evidence",
                        verbose_name="佐证",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="下载人",
                    ),
                ),
            ],
            options={
                "verbose_name": "佐证下载",
                "verbose_name_plural": "佐证下载",
                "ordering": ["taken_at", "id"],
                "indexes": [models.Index(fields=["town", "-taken_at"], name="download_newest")],
            },
        ),
        Protect("kernel_download"),
        AppendOnly("kernel_download"),
    ]
