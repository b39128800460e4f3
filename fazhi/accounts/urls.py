"""Addresses of accounts."""

from __future__ import annotations

from django.urls import path

from fazhi.accounts.views import log_in, sessions

urlpatterns = [
    path("login/", log_in.log_in, name="login"),
    path("logout/", log_in.log_out, name="logout"),
    path("password/", sessions.password, name="password"),
    path("account/", sessions.account, name="account"),
    path("account/sessions/end/", sessions.end_others, name="end-sessions"),
]
