"""Where this installation keeps its database, files and secret: FAZHI_HOME."""

from __future__ import annotations

import os
import secrets
import sys
from pathlib import Path


def home_folder() -> Path:
    """FAZHI_HOME, else `.fazhi/` in a checkout, else the platform's data folder. Not created here."""
    named = os.environ.get("FAZHI_HOME")
    if named:
        return Path(named).expanduser().resolve()
    root = Path(__file__).resolve().parents[2]
    if (root / "pyproject.toml").exists():
        return root / ".fazhi"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", str(Path.home()))) / "fazhi"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "fazhi"
    return Path(os.environ.get("XDG_DATA_HOME", str(Path.home() / ".local" / "share"))) / "fazhi"


def secret_key() -> str:
    """The installation's own secret: FAZHI_SECRET, else one made once and kept (mode 0600) in the home folder."""
    given = os.environ.get("FAZHI_SECRET")
    if given:
        return given
    path = home_folder() / "secret"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return path.read_text(encoding="ascii").strip()
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text(encoding="ascii").strip()
