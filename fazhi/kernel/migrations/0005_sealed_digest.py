"""Each sealed entry keeps the digest it had when it was sealed, so that a rewritten or deleted line is named and not only its seal."""

from typing import ClassVar

from django.db import migrations, models

FILL = """
ALTER TABLE kernel_sealedentry DISABLE TRIGGER USER;
UPDATE kernel_sealedentry s SET digest = e.digest FROM kernel_logentry e WHERE e.serial = s.entry_id;
ALTER TABLE kernel_sealedentry ENABLE TRIGGER USER;
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("kernel", "0004_keys")]
    operations: ClassVar = [
        migrations.AddField(
            model_name="sealedentry",
            name="digest",
            field=models.CharField(default="", max_length=64, verbose_name="封存时的摘要"),
            preserve_default=False,
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
