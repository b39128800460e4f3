"""Pages of this system beyond the generic ones; mounted at /disputes/."""

from __future__ import annotations

from django.urls import path

from fazhi.systems.disputes import views

urlpatterns = [
    path("duplicates/", views.duplicates, name="dispute-duplicates"),
]
