"""The database: DATABASE_URL where it is set, else an embedded PostgreSQL of our own under FAZHI_HOME.

    url = ensure()      # makes and starts it if need be; safe from several processes at once
    status()            # what it is and whether it runs
    stop()

The embedded one keeps checksums and fsync on and survives `kill -9`; it is for trial, one town and tests.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from fazhi.conf.cluster import Cluster
from fazhi.conf.errors import CommandError
from fazhi.conf.home import home_folder
from fazhi.conf.placement import account, base_folder, locked


@dataclass(frozen=True)
class Status:
    """`external` is True where DATABASE_URL decides; the other fields are then empty."""

    external: bool
    running: bool = False
    pid: int | None = None
    version: str = ""
    data: Path | None = None
    log: Path | None = None
    url: str = ""


def cluster(home: Path | None = None) -> Cluster:
    """The embedded cluster of this home (default: FAZHI_HOME); its folder is made, nothing is started."""
    who = account()
    place = home or home_folder()
    try:
        return Cluster(base_folder(place.resolve(), who), who)
    except OSError as error:
        raise CommandError(
            f"数据目录 {error.filename} 不可用（{error.strerror}）；请检查权限，或用 FAZHI_HOME 另指一处。"
        ) from error


def ensure(home: Path | None = None) -> str:
    """A database URL that answers. Makes and starts the embedded database if need be.

    DATABASE_URL is returned as it stands, untried. Raises CommandError when there is no database to be had.
    """
    given = os.environ.get("DATABASE_URL")
    if given and home is None:
        return given
    own = cluster(home)
    if own.data.is_dir() and own.answers("fazhi"):
        return own.url()
    with locked(own.base / "lock"):
        own.refuse_beside_an_orphan()
        binaries = own.binaries()
        if not own.data.is_dir():
            own.create(binaries)
        own.start(binaries)
        own.create_database()
    return own.url()


def stop(home: Path | None = None, only_if_idle: bool = False) -> bool:
    """Stop the embedded database. False when it was not running, or (only_if_idle) somebody else is using it."""
    own = cluster(home)
    with locked(own.base / "lock"):
        if only_if_idle and own.answers() and own.busy():
            return False
        return own.stop()


def status(home: Path | None = None) -> Status:
    if os.environ.get("DATABASE_URL") and home is None:
        return Status(external=True)
    own = cluster(home)
    server = own.server()
    version = own.data / "PG_VERSION"
    return Status(
        external=False,
        running=server is not None and own.answers(),
        pid=server.pid if server else None,
        version=version.read_text(encoding="ascii").strip() if version.is_file() else "",
        data=own.data,
        log=own.log,
        url=own.url(),
    )
