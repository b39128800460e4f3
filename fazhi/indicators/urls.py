"""Addresses of the figures."""

from django.urls import path

from fazhi.indicators import views

urlpatterns = [
    path("figures/", views.latest, name="latest-figures"),
    path("figures/<int:year>/", views.figures, name="figures"),
    path("figures/<int:year>/<str:indicator_id>/", views.figure, name="figure"),
]
