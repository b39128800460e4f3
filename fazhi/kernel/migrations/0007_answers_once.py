"""An answer of another case is one step of the case that asked, once: an opinion on the first draft does not serve the second."""

from typing import ClassVar

from django.db import migrations

ONCE = "CREATE UNIQUE INDEX step_answers_once ON kernel_step (case_id, (data->>'answer')) WHERE data ? 'answer'"


class Migration(migrations.Migration):
    dependencies: ClassVar = [("kernel", "0006_roads")]
    operations: ClassVar = [migrations.RunSQL(ONCE, "DROP INDEX step_answers_once")]
