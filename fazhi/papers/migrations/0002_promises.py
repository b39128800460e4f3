"""Document numbers stay within their town and are never changed: kept by PostgreSQL itself."""

from typing import ClassVar

from django.db import migrations

from fazhi.kernel.protection import AppendOnly, Protect


class Migration(migrations.Migration):
    dependencies: ClassVar = [("papers", "0001_first")]
    operations: ClassVar = [Protect("papers_documentnumber"), AppendOnly("papers_documentnumber")]
