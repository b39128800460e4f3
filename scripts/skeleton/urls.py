"""Pages of this system beyond the generic ones; mounted at /skeleton/."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
