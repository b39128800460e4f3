"""The indicators as a Django application; loading it registers the check of every definition."""

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    """Indicators and Readings."""

    name = "fazhi.indicators"
    verbose_name = "指标"

    def ready(self) -> None:
        """Register the system check (it runs when Django runs its checks, not now)."""
        from fazhi.indicators import checks  # noqa: F401 - importing registers
