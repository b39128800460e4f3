"""Frozen Readings stay within their town and are never changed: kept by PostgreSQL itself."""

from typing import ClassVar

from django.db import migrations

from fazhi.kernel.protection import AppendOnly, Protect


class Migration(migrations.Migration):
    dependencies: ClassVar = [("indicators", "0001_first"), ("kernel", "0002_promises")]
    operations: ClassVar = [Protect("indicators_frozenreading"), AppendOnly("indicators_frozenreading")]
