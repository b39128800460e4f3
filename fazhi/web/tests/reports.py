"""A report as the queue of a phone sends it, and what it is told."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from fazhi.kernel.today import today
from fazhi.web.tests.standing import VILLAGE

ADDRESS = "/open/disputes/mediation/"
JSON = {"accept": "application/json"}
TOWN = "500235116000"


def body(request: UUID, told: Mapping[str, Any]) -> dict[str, Any]:
    """The form; `photos` become files, `skew` days are what the phone's clock is ahead."""
    files = [SimpleUploadedFile(f"{at}.jpg", photo, "image/jpeg") for at, photo in enumerate(told.get("photos", ()))]
    return {
        "request": str(request),
        "happened_on": (today() + timedelta(days=told.get("skew", 0))).isoformat(),
        "village": told.get("village", VILLAGE),
        "source": told.get("source", "grid"),
        "dispute_type": told.get("dispute_type", "neighbours"),
        "parties": told.get("parties", "司徒{0}、司空{0}".format("甲乙丙丁戊己庚辛"[int(str(request)[-1]) % 8])),
        "summary": told.get("summary", "滴水"),
        "risk": told.get("risk", "yellow"),
        "seen": "on",
        "paper_photo": files,
    }


def sent(client: Client, request: UUID, told: Mapping[str, Any]) -> tuple[int, dict[str, Any]]:
    """Status and words of the answer to one delivery."""
    answer = client.post(ADDRESS, body(request, told), headers=JSON)
    return answer.status_code, answer.json()
