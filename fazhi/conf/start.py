"""Makes the house ready for a command: database running, Django set up, tables migrated, the application role in place."""

from __future__ import annotations

import os

from fazhi.conf import database
from fazhi.conf.errors import CommandError

ROLE = """
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'fazhi_app') THEN
    CREATE ROLE fazhi_app NOLOGIN NOSUPERUSER NOBYPASSRLS;
  END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
DO $$ BEGIN
  -- On a county's own server the owner of the tables is no superuser, and may take on only roles it is a member of.
  IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
    EXECUTE format('GRANT fazhi_app TO %I', current_user);
  END IF;
END $$;
"""
GRANTS = """
GRANT USAGE ON SCHEMA public TO fazhi_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO fazhi_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO fazhi_app;
"""

# Sealing, verifying and backing up read the rows of every town; an owner bound to a scope would find them all missing.
SEES_ALL = "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
BLIND = (
    "数据库所有者缺少 BYPASSRLS，封存、核验和备份会看不到各镇的数据；没有做任何改动。"
    "请由数据库管理员执行 ALTER ROLE 所有者 BYPASSRLS 后重试。"
)
# Whoever waits for a table makes everybody who comes after wait as well; a backup or a long report is let finish instead.
LONGEST_WAIT = "2s"
BUSY = (
    "有人正在用要更新的数据表（如正在备份或导出），等了 2 秒没有等到，更新停在这里，已完成的部分有效，办理不受影响；"
    "请在空闲时重新运行 fazhi migrate。"
)


def settings_only() -> None:
    """Set Django up without starting a database: for commands that only read data files."""
    os.environ.setdefault("DATABASE_URL", "postgresql:///fazhi")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fazhi.conf.settings")
    import django

    django.setup()


def prepare(*, migrated: bool = False) -> None:
    """Start the database (or use DATABASE_URL) and set Django up; with `migrated`, bring the tables up to date."""
    os.environ["DATABASE_URL"] = database.ensure()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fazhi.conf.settings")
    import django

    django.setup()
    if migrated:
        migrate()


def migrate(verbosity: int = 0) -> None:
    """Make the application role and migrate as the owner of the tables. Running it again changes nothing.

    Raises CommandError where somebody holds a table for longer than a township can wait.
    """
    from django.core.management import call_command
    from django.db import OperationalError, connections
    from psycopg.errors import LockNotAvailable

    with connections["owner"].cursor() as cursor:
        cursor.execute(SEES_ALL)
        if not cursor.fetchone()[0]:
            raise CommandError(BLIND)
        cursor.execute(ROLE + GRANTS)
        cursor.execute("SELECT set_config('lock_timeout', %s, false)", [LONGEST_WAIT])
    # Imported only now: models need Django set up.
    from fazhi.kernel import roads

    try:
        call_command("migrate", database="owner", verbosity=verbosity, interactive=False)
        roads.write()
    except OperationalError as error:
        if isinstance(error.__cause__, LockNotAvailable):
            raise CommandError(BUSY) from error
        raise
    finally:
        # Sealing and verifying go on under this connection, and may wait for as long as it takes.
        connections["owner"].close()
