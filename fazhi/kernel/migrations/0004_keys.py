"""Data keys of cases, and the record of their destruction; only the owner changes a data key."""

from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import fazhi.people.identifiers
from fazhi.kernel.protection import AppendOnly, Protect

ONLY_THE_OWNER = "REVOKE UPDATE, DELETE, TRUNCATE ON kernel_datakey FROM fazhi_app"
ONLY_THE_OWNER_REVERSE = "GRANT UPDATE, DELETE ON kernel_datakey TO fazhi_app"

# Whether a lost folder of keys matters must not depend on the scope of whoever asks.
SOMETHING = """
CREATE FUNCTION fazhi_something_is_encrypted() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public AS $$ SELECT EXISTS (SELECT 1 FROM kernel_datakey WHERE wrapped <> '') $$;
"""


def identifier() -> models.UUIDField:
    return models.UUIDField(default=fazhi.people.identifiers.new_id, editable=False, primary_key=True, serialize=False)


def town() -> models.CharField:
    return models.CharField(db_collation="C", max_length=12, verbose_name="乡镇区划代码")


class Migration(migrations.Migration):
    dependencies: ClassVar = [("kernel", "0003_job"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]
    operations: ClassVar = [
        migrations.CreateModel(
            name="DataKey",
            fields=[
                ("id", identifier()),
                ("town", town()),
                ("system", models.CharField(max_length=30, verbose_name="体系")),
                ("holder", models.UUIDField(verbose_name="所属事项")),
                ("key", models.CharField(max_length=16, verbose_name="主密钥编号")),
                ("wrapped", models.TextField(blank=True, verbose_name="加密后的数据密钥")),
                ("made_at", models.DateTimeField(verbose_name="生成时间")),
                ("erased_at", models.DateTimeField(blank=True, null=True, verbose_name="销毁时间")),
            ],
            options={
                "verbose_name": "数据密钥",
                "verbose_name_plural": "数据密钥",
                "constraints": [
                    models.UniqueConstraint(fields=("system", "holder"), name="data_key_once"),
                    models.CheckConstraint(
                        condition=models.Q(("erased_at__isnull", False), ("wrapped", ""))
                        | models.Q(models.Q(("wrapped", ""), _negated=True), ("erased_at", None)),
                        name="data_key_is_kept_or_erased",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Erasure",
            fields=[
                ("id", identifier()),
                ("town", town()),
                ("kind", models.CharField(max_length=40, verbose_name="保管类别")),
                ("due_on", models.DateField(verbose_name="保管期满日")),
                ("basis", models.CharField(max_length=200, verbose_name="依据")),
                ("reason", models.CharField(max_length=200, verbose_name="鉴定意见")),
                ("signed_at", models.DateTimeField(verbose_name="批准时间")),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="erasure",
                        to="kernel.case",
                        verbose_name="案件",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="批准人",
                    ),
                ),
            ],
            options={"verbose_name": "到期销毁", "verbose_name_plural": "到期销毁"},
        ),
        Protect("kernel_datakey"),
        Protect("kernel_erasure"),
        AppendOnly("kernel_erasure"),
        migrations.RunSQL(ONLY_THE_OWNER, ONLY_THE_OWNER_REVERSE),
        migrations.RunSQL(SOMETHING, "DROP FUNCTION fazhi_something_is_encrypted()"),
    ]
