"""First tables of the report room."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import fazhi.people.identifiers


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Edition",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=fazhi.people.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("town", models.CharField(db_collation="C", max_length=12, verbose_name="乡镇区划代码")),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                ("serial", models.PositiveSmallIntegerField(verbose_name="稿次")),
                ("content", models.JSONField(verbose_name="全文")),
                ("digest", models.CharField(max_length=64, verbose_name="SM3 摘要")),
                ("signature", models.CharField(max_length=100, verbose_name="姓名与岗位")),
                ("made_at", models.DateTimeField(verbose_name="送签时间")),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="送签人",
                    ),
                ),
            ],
            options={
                "verbose_name": "送签稿",
                "verbose_name_plural": "送签稿",
            },
        ),
        migrations.CreateModel(
            name="Countersign",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=fazhi.people.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("town", models.CharField(db_collation="C", max_length=12, verbose_name="乡镇区划代码")),
                (
                    "role",
                    models.CharField(
                        choices=[("secretary", "党委书记"), ("mayor", "镇长")], max_length=20, verbose_name="签发岗位"
                    ),
                ),
                ("name", models.CharField(max_length=40, verbose_name="姓名")),
                ("digest", models.CharField(max_length=64, verbose_name="所签稿的摘要")),
                ("signed_on", models.DateField(verbose_name="签发日期")),
                ("signed_at", models.DateTimeField(verbose_name="签发时间")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="签发人",
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="countersigns",
                        to="report.edition",
                        verbose_name="送签稿",
                    ),
                ),
            ],
            options={
                "verbose_name": "会签",
                "verbose_name_plural": "会签",
            },
        ),
        migrations.CreateModel(
            name="DraftText",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=fazhi.people.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("town", models.CharField(db_collation="C", max_length=12, verbose_name="乡镇区划代码")),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                ("key", models.CharField(max_length=60, verbose_name="位置")),
                ("version", models.PositiveIntegerField(verbose_name="版次")),
                ("text", models.TextField(blank=True, max_length=5000, verbose_name="文字")),
                ("signature", models.CharField(max_length=100, verbose_name="姓名与岗位")),
                ("written_at", models.DateTimeField(verbose_name="填写时间")),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="填写人",
                    ),
                ),
            ],
            options={
                "verbose_name": "报告文字",
                "verbose_name_plural": "报告文字",
                "constraints": [
                    models.UniqueConstraint(fields=("town", "year", "key", "version"), name="draft_text_version_once")
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.UniqueConstraint(fields=("town", "year", "serial"), name="edition_serial_once"),
        ),
        migrations.AddConstraint(
            model_name="countersign",
            constraint=models.UniqueConstraint(fields=("edition", "role"), name="countersign_once_per_role"),
        ),
        migrations.AddConstraint(
            model_name="countersign",
            constraint=models.CheckConstraint(
                condition=models.Q(("role__in", ["secretary", "mayor"])), name="countersign_by_the_heads"
            ),
        ),
    ]
