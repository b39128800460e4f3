"""pg_dump and pg_restore of the right version, run without a password on their command line."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict

from fazhi.conf.binaries import Binaries, available, bundled, system
from fazhi.conf.errors import CommandError

VARIABLES = {
    "host": "PGHOST",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "dbname": "PGDATABASE",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
}


def of_version(major: int, program: str) -> Binaries:
    """Programs at least as new as a server's major version; nearest first. Raises CommandError."""
    seen = {found.folder: found for source in (available, system, bundled) for found in source()}
    fitting = [one for one in seen.values() if one.major >= major and (one.folder / program).is_file()]
    if not fitting:
        raise CommandError(
            f"本机没有 PostgreSQL {major} 或更新版本的 {program}，没有做任何改动；"
            f"请安装 postgresql-client-{major}，或安装内嵌数据库（pip install 'fazhi[embedded]'）。"
        )
    return min(fitting, key=lambda one: one.major)


def run(folder: Path, program: str, url: str, arguments: Sequence[str | Path]) -> str:
    """Run a program on a database and return what it printed. CommandError with its last words when it fails."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    parts = conninfo_to_dict(url)
    unknown = set(parts) - set(VARIABLES)
    if unknown:
        raise CommandError(
            f"数据库地址中的 {'、'.join(sorted(unknown))} 不能用于备份与恢复，请去掉后再试；没有做任何改动。"
        )
    environment |= {VARIABLES[name]: str(value) for name, value in parts.items()}
    done = subprocess.run(
        [str(folder / program), "--no-password", *map(str, arguments)],
        env={**environment, "LC_ALL": "C"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        words = (done.stderr.strip().splitlines() or ["没有说明"])[0]
        raise CommandError(f"{program} 没有成功（{words}），没有留下半成品；请把这句话交给系统管理员。")
    return done.stdout
