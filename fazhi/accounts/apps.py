"""The room of accounts as a Django application."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Log-in, sessions, second factors, step-up, passwords, unified identity."""

    name = "fazhi.accounts"
    verbose_name = "账号"

    def ready(self) -> None:
        """A switch that is not understood stops the start, rather than leaving a door open."""
        from fazhi.accounts import factors, passwords

        factors.modes()
        passwords.policy()
