"""Pages of this system beyond the generic ones; mounted at /norms/."""

from __future__ import annotations

from django.urls import path

from fazhi.systems.norms import views

PAGES = (("现行有效文件", "norms-register"),)
urlpatterns = [
    path("register/", views.in_force, name="norms-register"),
    path("cases/<uuid:norm_id>/versions/", views.versions, name="norms-versions"),
    path("cases/<uuid:norm_id>/conflicts/", views.conflicts, name="norms-conflicts"),
    path("cases/<uuid:norm_id>/cleanup/", views.cleanup, name="norms-cleanup"),
]
