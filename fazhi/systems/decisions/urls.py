"""Pages of this system beyond the generic ones."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
