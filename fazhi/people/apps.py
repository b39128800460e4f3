"""The room of people as a Django application."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Divisions, offices, posts, appointments."""

    name = "fazhi.people"
    verbose_name = "机构人员"
