"""Sessions end when what they rest on changes: posts, password, the account itself. Whoever changes it, by whatever path."""

from typing import ClassVar

from django.db import migrations

ENDINGS = """
CREATE FUNCTION fazhi_end_sessions_of_appointment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE accounts_session SET ended = 'posts'
   WHERE ended = '' AND person_id IN (
     CASE WHEN TG_OP <> 'INSERT' THEN OLD.person_id END, CASE WHEN TG_OP <> 'DELETE' THEN NEW.person_id END);
  RETURN NULL;
END $$;
CREATE TRIGGER ends_sessions AFTER INSERT OR UPDATE OR DELETE ON people_appointment
  FOR EACH ROW EXECUTE FUNCTION fazhi_end_sessions_of_appointment();

CREATE FUNCTION fazhi_end_sessions_of_post() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE accounts_session SET ended = 'posts'
   WHERE ended = '' AND person_id IN (SELECT person_id FROM people_appointment WHERE post_id = NEW.id);
  RETURN NULL;
END $$;
CREATE TRIGGER ends_sessions AFTER UPDATE ON people_post
  FOR EACH ROW WHEN (OLD.role IS DISTINCT FROM NEW.role OR OLD.office_id IS DISTINCT FROM NEW.office_id)
  EXECUTE FUNCTION fazhi_end_sessions_of_post();

CREATE FUNCTION fazhi_end_sessions_of_person() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE accounts_session SET ended = 'password' WHERE ended = '' AND person_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER ends_sessions AFTER UPDATE ON people_person
  FOR EACH ROW WHEN (OLD.password IS DISTINCT FROM NEW.password OR OLD.is_active IS DISTINCT FROM NEW.is_active)
  EXECUTE FUNCTION fazhi_end_sessions_of_person();
"""
REVERSE = """
DROP TRIGGER ends_sessions ON people_appointment; DROP FUNCTION fazhi_end_sessions_of_appointment();
DROP TRIGGER ends_sessions ON people_post; DROP FUNCTION fazhi_end_sessions_of_post();
DROP TRIGGER ends_sessions ON people_person; DROP FUNCTION fazhi_end_sessions_of_person();
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("accounts", "0001_first"), ("people", "0002_three_administrators")]
    operations: ClassVar = [migrations.RunSQL(ENDINGS, REVERSE)]
