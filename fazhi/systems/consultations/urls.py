"""Public pages of this system; mounted at /consultations/."""

from __future__ import annotations

from django.urls import path

from fazhi.systems.consultations import views

urlpatterns = [
    path("<str:town>/", views.board, name="consultation-board"),
    path("<str:town>/<uuid:case_id>/", views.draft, name="consultation-draft"),
]
