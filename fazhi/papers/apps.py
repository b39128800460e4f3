"""The room of official documents and of the numbers they bear."""

from django.apps import AppConfig


class PapersConfig(AppConfig):
    """Named so that Django finds the room."""

    name = "fazhi.papers"
    label = "papers"
    verbose_name = "公文"
