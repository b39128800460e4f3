"""The kernel as a Django application; loading it registers the checks over every system folder."""

from django.apps import AppConfig


class KernelConfig(AppConfig):
    """The case machine."""

    name = "fazhi.kernel"
    verbose_name = "案件"

    def ready(self) -> None:
        """Register the system checks (they run when Django runs its checks, not now)."""
        from fazhi.kernel import checks  # noqa: F401 - importing registers
