"""What was sent is kept under the key of its case, so that it goes with the case's personal data.

Bodies kept in plain until now are dropped: what was accepted stands in its step, and is compared by its digest alone.
"""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models

import fazhi.kernel.encrypted


class Migration(migrations.Migration):
    dependencies: ClassVar = [("kernel", "0008_answers_once")]
    operations: ClassVar = [
        migrations.RemoveField("submission", "body"),
        migrations.AddField(
            "submission",
            "body",
            fazhi.kernel.encrypted.EncryptedField("内容", blank=True, default=""),
        ),
        migrations.AddField(
            "submission",
            "case",
            models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="submissions",
                to="kernel.case",
                verbose_name="案件",
            ),
        ),
    ]
