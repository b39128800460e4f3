"""Root addresses: the shell at the root, other rooms beside it, each system under its own id; our error pages."""

from __future__ import annotations

from importlib.util import find_spec

from django.conf import settings
from django.urls import include, path

SYSTEMS = "fazhi.systems."


def _rooms() -> list[str]:
    """Installed rooms that have addresses, in the order in which they are installed."""
    return [app for app in settings.INSTALLED_APPS if app.startswith("fazhi.") and find_spec(f"{app}.urls")]


def _prefix(room: str) -> str:
    return f"{room.removeprefix(SYSTEMS)}/" if room.startswith(SYSTEMS) else ""


urlpatterns = [path(_prefix(room), include(f"{room}.urls")) for room in _rooms()]
handler400 = "fazhi.web.views.errors.bad_request"
handler403 = "fazhi.web.views.errors.permission_denied"
handler404 = "fazhi.web.views.errors.page_not_found"
handler500 = "fazhi.web.views.errors.server_error"
