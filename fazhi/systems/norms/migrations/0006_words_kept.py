"""The words of the look-up: written by PostgreSQL out of `search` whenever it changes, and by nobody else."""

from typing import ClassVar

from django.db import migrations

from fazhi.kernel.protection import Protect

WORDS = "unnest(tsvector_to_array({search})) AS word WHERE left(word, 1) IN ('~', '#', '=')"
# As the owner, so that the application can read these rows and not write them; the scope holds for the owner too.
KEEP = f"""
CREATE FUNCTION norms_keep_words() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF NEW.search IS NOT DISTINCT FROM OLD.search THEN RETURN NULL; END IF;
    DELETE FROM norms_registerword WHERE entry_id = NEW.id;
  END IF;
  INSERT INTO norms_registerword (town, word, entry_id)
  SELECT NEW.town, word, NEW.id FROM {WORDS.format(search="NEW.search")};
  RETURN NULL;
END $$;
CREATE TRIGGER keep_words AFTER INSERT OR UPDATE ON norms_registerentry FOR EACH ROW EXECUTE FUNCTION norms_keep_words();
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON norms_registerword FROM fazhi_app;
"""
KEEP_REVERSE = """
DROP TRIGGER keep_words ON norms_registerentry; DROP FUNCTION norms_keep_words();
GRANT INSERT, UPDATE, DELETE ON norms_registerword TO fazhi_app;
"""
# What is on a register already: the owner sees it only while no scope is forced. A check left for later would forbid the
# changes to the tables that follow.
FILL = f"""
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE norms_registerentry NO FORCE ROW LEVEL SECURITY;
DELETE FROM norms_registerword;
INSERT INTO norms_registerword (town, word, entry_id)
SELECT e.town, word, e.id FROM norms_registerentry e, {WORDS.format(search="e.search")};
ALTER TABLE norms_registerentry FORCE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("norms", "0005_register_words")]
    operations: ClassVar = [
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        Protect("norms_registerword"),
        migrations.RunSQL(KEEP, KEEP_REVERSE),
    ]
