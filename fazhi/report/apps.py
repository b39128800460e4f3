"""The report room as a Django application; loading it registers the check of every sentence."""

from django.apps import AppConfig


class ReportConfig(AppConfig):
    """The annual report."""

    name = "fazhi.report"
    verbose_name = "年度报告"

    def ready(self) -> None:
        """Register the system check (it runs when Django runs its checks, not now)."""
        from fazhi.report import checks  # noqa: F401 - importing registers
