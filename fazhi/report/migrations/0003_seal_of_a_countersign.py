"""The seal of the log at each signature: it leaves the database with the issued report."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("report", "0002_promises")]
    operations: ClassVar = [
        migrations.AddField(
            model_name="countersign",
            name="seal",
            field=models.CharField(blank=True, max_length=64, null=True, verbose_name="签发时的日志封签"),
        )
    ]
