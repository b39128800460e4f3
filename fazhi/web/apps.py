"""The shell as a Django application; loading it registers the check of the permissions."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Pages that every system shares."""

    name = "fazhi.web"
    verbose_name = "页面"

    def ready(self) -> None:
        """Register the system check (it runs when Django runs its checks, not now)."""
        from fazhi.web import checks  # noqa: F401 - importing registers
