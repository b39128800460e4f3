"""Telephone and id numbers of parties lie in the database as SM4 ciphertext only; PostgreSQL itself refuses anything else."""

from typing import Any, ClassVar

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

import fazhi.kernel.encrypted
from fazhi.kernel.rows import entry_digest, row_digest
from fazhi.kernel.today import now

ONLY_CIPHERTEXT = """
ALTER TABLE disputes_party ADD CONSTRAINT party_numbers_are_encrypted
  CHECK ((phone = '' OR phone LIKE 'sm4-gcm:%') AND (id_number = '' OR id_number LIKE 'sm4-gcm:%'));
"""
ONLY_CIPHERTEXT_REVERSE = "ALTER TABLE disputes_party DROP CONSTRAINT party_numbers_are_encrypted"


def encrypt_what_is_there(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Encrypt the numbers of parties registered before, and log the rewriting as done by the house itself."""
    alias = schema_editor.connection.alias
    for row in _parties(apps, alias):
        # Read back as if encrypted, but still plain: take the text itself and let the field encrypt it.
        row.phone, row.id_number = str(row.__dict__["phone"]), str(row.__dict__["id_number"])
        row.save(using=alias)
        _note(apps, alias, row, row_digest(row))


def open_what_is_there(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Put the numbers back in plain for the version before, which knows no keys."""
    for row in _parties(apps, schema_editor.connection.alias):
        with schema_editor.connection.cursor() as cursor:
            cursor.execute(
                "UPDATE disputes_party SET phone = %s, id_number = %s WHERE id = %s",
                [row.phone, row.id_number, row.pk],
            )


def _parties(apps: Apps, alias: str) -> list[Any]:
    party = apps.get_model("disputes", "Party")
    return list(party.objects.using(alias).exclude(phone="", id_number="").order_by("pk"))


def _note(apps: Apps, alias: str, row: Any, digest: str) -> None:
    noted = apps.get_model("kernel", "LogEntry")(
        town=row.town,
        recorded_at=now(),
        actor="法治平台（加密存储）",
        action="disputes.encrypt",
        table=row._meta.db_table,
        row=str(row.pk),
        row_digest=digest,
    )
    noted.digest = entry_digest(noted)
    noted.save(using=alias)


class Migration(migrations.Migration):
    dependencies: ClassVar = [("disputes", "0002_views"), ("kernel", "0004_keys")]
    operations: ClassVar = [
        migrations.AlterField(
            "party",
            "phone",
            fazhi.kernel.encrypted.EncryptedField("联系电话", blank=True, default="", max_length=20),
        ),
        migrations.AlterField(
            "party",
            "id_number",
            fazhi.kernel.encrypted.EncryptedField("身份证号", blank=True, default="", max_length=18),
        ),
        migrations.AddField("party", "id_number_index", fazhi.kernel.encrypted.BlindIndex("id_number")),
        migrations.RunPython(encrypt_what_is_there, open_what_is_there),
        migrations.RunSQL(ONLY_CIPHERTEXT, ONLY_CIPHERTEXT_REVERSE),
    ]
