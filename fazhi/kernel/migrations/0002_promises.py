"""Scope, append-only and one writer per stage, kept by PostgreSQL itself (design §5)."""

from typing import ClassVar

from django.db import migrations

from fazhi.kernel.protection import ONE_WRITER, ONE_WRITER_REVERSE, AppendOnly, Protect

SCOPED = ("case", "step", "clock", "evidence", "link", "submission", "logentry", "numbercounter", "unmasking")
APPENDED = ("step", "evidence", "link", "submission", "logentry", "seal", "sealedentry", "unmasking")


class Migration(migrations.Migration):
    dependencies: ClassVar = [("kernel", "0001_first")]
    operations: ClassVar = [
        migrations.RunSQL(ONE_WRITER, ONE_WRITER_REVERSE),
        *(Protect(f"kernel_{name}") for name in SCOPED),
        *(AppendOnly(f"kernel_{name}") for name in APPENDED),
    ]
