"""Whoever holds a post keeps its role: another role for a held post would make an administrator of its holder unseen by
the trigger on appointments, and would rewrite as what somebody acted before. A post of another role is a post of its own.
"""

from typing import ClassVar

from django.db import migrations

KEEP_ROLE = """
CREATE FUNCTION fazhi_keep_role_of_a_held_post() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.role <> OLD.role AND EXISTS (SELECT FROM people_appointment WHERE post_id = NEW.id) THEN
    RAISE EXCEPTION '岗位「%」已有人任过，角色不能改，请另设岗位', OLD.title USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER role_of_a_held_post BEFORE UPDATE ON people_post
  FOR EACH ROW EXECUTE FUNCTION fazhi_keep_role_of_a_held_post();
"""
# An appointment waits for a change of its post's role, and the change for the appointment.
HOLD_POST = """
CREATE FUNCTION fazhi_hold_post() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM people_post WHERE id = NEW.post_id FOR SHARE;
  RETURN NEW;
END $$;
-- Triggers of one kind fire in the order of their names: this one before administrators_apart, which reads the role.
CREATE TRIGGER a_post_is_held BEFORE INSERT OR UPDATE ON people_appointment
  FOR EACH ROW EXECUTE FUNCTION fazhi_hold_post();
"""
REVERSE = """
DROP TRIGGER a_post_is_held ON people_appointment;
DROP FUNCTION fazhi_hold_post();
DROP TRIGGER role_of_a_held_post ON people_post;
DROP FUNCTION fazhi_keep_role_of_a_held_post();
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("people", "0003_certificates")]
    operations: ClassVar = [migrations.RunSQL(KEEP_ROLE + HOLD_POST, REVERSE)]
