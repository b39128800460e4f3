"""What stands in a database, table by table, as one digest each: equal digests, equal rows, whatever server holds them.

One more digest covers what guards the rows: row-level security, policies, triggers, and what the application may do.
"""

from __future__ import annotations

from dataclasses import dataclass

import psycopg
from psycopg import sql

from fazhi.kernel.digests import SM3, digest_of

# A value must be written the same way by every server.
PLAINLY = """
SET datestyle = 'ISO, YMD'; SET intervalstyle = 'postgres'; SET timezone = 'UTC'; SET extra_float_digits = 3;
SET bytea_output = 'hex'; SET client_encoding = 'UTF8'; SET row_security = off;
"""
TABLES = """
SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') ORDER BY c.relname COLLATE "C"
"""
# By name, not by definition: servers of different versions write the same definition differently.
GUARDS = """
SELECT 'scope', relname, relrowsecurity::text, relforcerowsecurity::text FROM pg_class
  WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
UNION ALL SELECT 'view', relname, relkind::text, coalesce(array_to_string(reloptions, ','), '') FROM pg_class
  WHERE relnamespace = 'public'::regnamespace AND relkind IN ('v', 'm')
UNION ALL SELECT 'policy', tablename, policyname, cmd FROM pg_policies WHERE schemaname = 'public'
UNION ALL SELECT 'trigger', tgrelid::regclass::text, tgname, tgenabled::text FROM pg_trigger
  WHERE NOT tgisinternal AND tgrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace)
UNION ALL SELECT 'constraint', conrelid::regclass::text, conname, contype::text FROM pg_constraint
  WHERE connamespace = 'public'::regnamespace AND contype IN ('c', 'u', 'p', 'f', 'x')
UNION ALL SELECT 'function', proname, prosecdef::text, '' FROM pg_proc WHERE pronamespace = 'public'::regnamespace
UNION ALL SELECT 'right', relname, privilege_type, '' FROM pg_class, aclexplode(relacl)
  WHERE relnamespace = 'public'::regnamespace AND grantee = (SELECT oid FROM pg_roles WHERE rolname = 'fazhi_app')
"""
GUARDED = "（防护）"


@dataclass(frozen=True)
class Content:
    """How many rows a table has, and the SM3 digest over all of them."""

    rows: int
    digest: str


def contents(connection: psycopg.Connection) -> dict[str, Content]:
    """Every table of the house and what is in it, in the transaction that is open on this connection.

    Raises psycopg.errors.InsufficientPrivilege when row-level security would hide rows from this role.
    """
    connection.execute(PLAINLY)
    names = [name for (name,) in connection.execute(TABLES).fetchall()]
    guards = sorted(connection.execute(GUARDS).fetchall())
    return {GUARDED: Content(len(guards), digest_of(guards)), **{name: _content(connection, name) for name in names}}


def _content(connection: psycopg.Connection, name: str) -> Content:
    table = sql.Identifier("public", name)
    (rows,) = connection.execute(sql.SQL("SELECT count(*) FROM {}").format(table)).fetchone() or (0,)
    query = sql.SQL('COPY (SELECT t::text FROM {} t ORDER BY t::text COLLATE "C") TO STDOUT').format(table)
    made = SM3.begin()
    with connection.cursor() as cursor, cursor.copy(query) as copy:
        for part in copy:
            made.update(bytes(part))
    return Content(int(rows), made.hexdigest())
