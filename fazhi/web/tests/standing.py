"""What the tests of the shell share: the day, the villages, and the shapes of two fixtures."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.test import Client

from fazhi.kernel.models import Case

TODAY = date(2026, 11, 23)
VILLAGE, SECOND_VILLAGE = "500235116201", "500235116202"
PASSWORD = "a long enough password"
Visit = Callable[[str], Client]
Open = Callable[..., Case]
