"""The three administrators are three people, and none of them does business work (GB/T 22239-2019 8.1.5)."""

from typing import ClassVar

from django.db import migrations

KEEP_APART = """
CREATE FUNCTION fazhi_keep_administrators_apart() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  kind text;
  clash text;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext(NEW.person_id::text));
  SELECT CASE WHEN role LIKE '%%\\_admin' THEN role ELSE 'business' END INTO kind FROM people_post WHERE id = NEW.post_id;
  SELECT p.title INTO clash FROM people_appointment a JOIN people_post p ON p.id = a.post_id
   WHERE a.person_id = NEW.person_id AND a.id <> NEW.id
     AND daterange(a.starts_on, a.ends_on, '[]') && daterange(NEW.starts_on, NEW.ends_on, '[]')
     AND (CASE WHEN p.role LIKE '%%\\_admin' THEN p.role ELSE 'business' END) <> kind
   LIMIT 1;
  IF clash IS NOT NULL THEN
    RAISE EXCEPTION '三员分立：此人同期已任「%%」，不能再任这一岗位', clash USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER administrators_apart BEFORE INSERT OR UPDATE ON people_appointment
  FOR EACH ROW EXECUTE FUNCTION fazhi_keep_administrators_apart();
"""
REVERSE = """
DROP TRIGGER administrators_apart ON people_appointment;
DROP FUNCTION fazhi_keep_administrators_apart();
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("people", "0001_first")]
    operations: ClassVar = [migrations.RunSQL(KEEP_APART.replace("%%", "%"), REVERSE)]
