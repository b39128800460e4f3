"""Texts, editions and countersigns stay within their town and are only added to: kept by PostgreSQL itself."""

from typing import ClassVar

from django.db import migrations

from fazhi.kernel.protection import AppendOnly, Protect

TABLES = ("report_drafttext", "report_edition", "report_countersign")


class Migration(migrations.Migration):
    dependencies: ClassVar = [("report", "0001_first"), ("kernel", "0002_promises")]
    operations: ClassVar = [*(Protect(name) for name in TABLES), *(AppendOnly(name) for name in TABLES)]
