"""An answer of another case is one step of the case that asked, once: an opinion on the first draft does not serve the second."""

from typing import ClassVar

from django.db import migrations

# The id of the step that answers, as PostgreSQL writes it and the trigger on steps compares it; other steps may say "answer" too.
ONCE = """
CREATE UNIQUE INDEX step_answers_once ON kernel_step (case_id, (data->>'answer'))
  WHERE data->>'answer' ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("kernel", "0007_downloads")]
    operations: ClassVar = [migrations.RunSQL(ONCE, "DROP INDEX step_answers_once")]
