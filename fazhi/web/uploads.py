"""Uploads between two requests: kept for a day under a name that only this session knows, with what was made of them."""

from __future__ import annotations

import shutil
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import get_valid_filename

from fazhi.kernel.today import now
from fazhi.people.identifiers import new_id

KEPT_SECONDS = 24 * 60 * 60


def folder() -> Path:
    """Where they lie."""
    return Path(settings.FILES_ROOT) / "incoming"


def keep(file: UploadedFile) -> str:
    """Store an upload and return its token; what is older than a day goes."""
    _sweep()
    token = str(new_id())
    place = folder() / token
    place.mkdir(parents=True)
    # A leading dot is the mark of what lies beside the upload.
    name = get_valid_filename(file.name or "workbook.xlsx")[-120:].lstrip(".") or "upload"
    with open(place / name, "wb") as kept:
        for chunk in file.chunks():
            kept.write(chunk)
    return token


def find(token: str) -> Path | None:
    """The file of a token; None when it is gone or the token is not one of ours."""
    place = _place(token)
    if place is None:
        return None
    return next((file for file in place.iterdir() if not file.name.startswith(".")), None)


def beside(token: str, name: str) -> Path | None:
    """Where something made of an upload is kept as long as the upload; None when the token's folder is gone."""
    place = _place(token)
    return place and place / f".{name}"


def drop(token: str) -> None:
    """Remove a file and keep what lies beside it."""
    found = find(token)
    if found:
        found.unlink(missing_ok=True)


def forget(token: str) -> None:
    """Remove a file that has been used, and what lies beside it."""
    place = _place(token)
    if place:
        shutil.rmtree(place, ignore_errors=True)


def _place(token: str) -> Path | None:
    try:
        place = folder() / str(UUID(token))
    except ValueError:
        return None
    return place if place.is_dir() else None


def _sweep() -> None:
    oldest = now().timestamp() - KEPT_SECONDS
    if folder().is_dir():
        for place in folder().iterdir():
            if place.stat().st_mtime < oldest:
                shutil.rmtree(place, ignore_errors=True)
