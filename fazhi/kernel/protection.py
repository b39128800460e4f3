"""Migration operations that put the house's promises into PostgreSQL itself: scope, append-only, one writer per stage.

The application connects as a role that owns nothing and cannot bypass row-level security. `nullif` in the policy is
the most important word here: after a transaction the setting is '' and not NULL, and without it all rows would show.
"""

from __future__ import annotations

from django.db.migrations.operations import RunSQL

POLICY = """
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON {table}
  USING (town >= nullif(current_setting('app.scope', true), '')
     AND town < nullif(current_setting('app.scope', true), '') || '~')
  WITH CHECK (town >= nullif(current_setting('app.scope', true), '')
     AND town < nullif(current_setting('app.scope', true), '') || '~');
"""
POLICY_REVERSE = "DROP POLICY scope ON {table}; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;"

REFUSAL = """
CREATE OR REPLACE FUNCTION fazhi_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '%: append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege'; END $$;
"""
APPEND_ONLY = (
    REFUSAL
    + """
REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM fazhi_app;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION fazhi_refuse_change();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION fazhi_refuse_change();
"""
)
APPEND_ONLY_REVERSE = """
DROP TRIGGER append_only ON {table}; DROP TRIGGER never_truncated ON {table};
GRANT UPDATE, DELETE ON {table} TO fazhi_app;
"""


class Protect(RunSQL):
    """Row-level security by town on a table that has a `town` column (COLLATE "C")."""

    def __init__(self, table: str) -> None:
        self.table = table
        super().__init__(POLICY.format(table=table), POLICY_REVERSE.format(table=table))

    def deconstruct(self) -> tuple[str, list[str], dict[str, object]]:
        return type(self).__name__, [self.table], {}


class AppendOnly(RunSQL):
    """A table to which rows are added and never changed, not even by its owner (short of dropping the trigger)."""

    def __init__(self, table: str) -> None:
        self.table = table
        super().__init__(APPEND_ONLY.format(table=table), APPEND_ONLY_REVERSE.format(table=table))

    def deconstruct(self) -> tuple[str, list[str], dict[str, object]]:
        return type(self).__name__, [self.table], {}


ONE_WRITER = """
CREATE FUNCTION fazhi_stage_follows_step() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.version <> 0 OR NEW.stage <> '' THEN
      RAISE EXCEPTION 'a case begins without a stage' USING ERRCODE = 'insufficient_privilege';
    END IF;
  ELSIF NEW.stage IS DISTINCT FROM OLD.stage OR NEW.version IS DISTINCT FROM OLD.version THEN
    IF NEW.version <> OLD.version + 1 OR NOT EXISTS (
      SELECT 1 FROM kernel_step s WHERE s.case_id = NEW.id AND s.sequence = NEW.version AND s.to_stage = NEW.stage)
    THEN
      RAISE EXCEPTION 'a stage changes only by a step' USING ERRCODE = 'insufficient_privilege';
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER stage_follows_step BEFORE INSERT OR UPDATE ON kernel_case
  FOR EACH ROW EXECUTE FUNCTION fazhi_stage_follows_step();
REVOKE DELETE ON kernel_case FROM fazhi_app;
"""
ONE_WRITER_REVERSE = "DROP TRIGGER stage_follows_step ON kernel_case; DROP FUNCTION fazhi_stage_follows_step();"


# A raw INSERT of a step is bound by the procedure as much as a click is: the next number, a road that exists, somebody who
# may, and for an awaited step the answer itself. A case keeps its town, its number and its procedure for life.
ROADS = """
CREATE FUNCTION fazhi_step_follows_road() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  held kernel_case%ROWTYPE;
  road kernel_road%ROWTYPE;
BEGIN
  SELECT * INTO held FROM kernel_case WHERE id = NEW.case_id;
  IF NOT FOUND OR NEW.sequence <> held.version + 1 OR NEW.from_stage <> held.stage THEN
    RAISE EXCEPTION 'step % is not the next one of its case', NEW.name USING ERRCODE = 'insufficient_privilege';
  END IF;
  SELECT * INTO road FROM kernel_road r WHERE r.system = held.system AND r.procedure = held.procedure
     AND r.step = NEW.name AND r.from_stage = NEW.from_stage AND r.to_stage = NEW.to_stage;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no road % from "%" to "%"', NEW.name, NEW.from_stage, NEW.to_stage
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF EXISTS (SELECT 1 FROM kernel_apart a JOIN kernel_step s ON s.case_id = NEW.case_id AND s.name = a.other
              AND s.person_id = NEW.person_id
             WHERE a.system = held.system AND a.procedure = held.procedure AND a.step = NEW.name) THEN
    RAISE EXCEPTION 'step % needs another person', NEW.name USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF road.awaits_of <> '' AND NOT EXISTS (
    SELECT 1 FROM kernel_step s JOIN kernel_case c ON c.id = s.case_id
      JOIN kernel_link l ON l.to_case_id = c.id AND l.from_case_id = NEW.case_id AND l.kind = 'opened_from'
     WHERE s.id::text = NEW.data->>'answer' AND s.name = road.awaits_step AND c.system || '.' || c.procedure = road.awaits_of
       AND NOT EXISTS (SELECT 1 FROM jsonb_each(road.awaits_when) w
                        WHERE NOT w.value @> jsonb_build_array(s.data->w.key))) THEN
    RAISE EXCEPTION 'step % is an answer and has none', NEW.name USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER step_follows_road BEFORE INSERT ON kernel_step FOR EACH ROW EXECUTE FUNCTION fazhi_step_follows_road();
CREATE FUNCTION fazhi_case_keeps_its_procedure() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a case keeps its town, number and procedure' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER case_keeps_its_procedure BEFORE UPDATE ON kernel_case FOR EACH ROW
  WHEN ((OLD.town, OLD.system, OLD.procedure, OLD.number) IS DISTINCT FROM (NEW.town, NEW.system, NEW.procedure, NEW.number))
  EXECUTE FUNCTION fazhi_case_keeps_its_procedure();
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON kernel_road, kernel_apart FROM fazhi_app;
"""
ROADS_REVERSE = """
DROP TRIGGER step_follows_road ON kernel_step; DROP FUNCTION fazhi_step_follows_road();
DROP TRIGGER case_keeps_its_procedure ON kernel_case; DROP FUNCTION fazhi_case_keeps_its_procedure();
GRANT INSERT, UPDATE, DELETE ON kernel_road, kernel_apart TO fazhi_app;
"""
