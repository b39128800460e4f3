"""Addresses of accounts."""

from __future__ import annotations

from django.urls import path

from fazhi.accounts.views import factor, log_in, passkey, people, sessions, unified

urlpatterns = [
    path("login/", log_in.log_in, name="login"),
    path("login/second/", factor.second_factor, name="second-factor"),
    path("login/passkey/", passkey.log_in, name="passkey-log-in"),
    path("login/passkey/<slug:purpose>/", passkey.options, name="passkey-options"),
    path("login/unified/", unified.there, name="unified"),
    path("login/unified/back/", unified.back, name="unified-back"),
    path("logout/", log_in.log_out, name="logout"),
    path("password/", sessions.password, name="password"),
    path("account/", sessions.account, name="account"),
    path("account/sessions/end/", sessions.end_others, name="end-sessions"),
    path("account/factors/", factor.factors_page, name="factors"),
    path("account/factors/app/", factor.enrol_totp, name="enrol-totp"),
    path("account/factors/passkey/", passkey.enrol, name="enrol-passkey"),
    path("account/factors/remove/", factor.remove, name="factor-remove"),
    path("account/factors/codes/", factor.renew_codes, name="renew-codes"),
    path("accounts/", people.people, name="people"),
    path("accounts/reset/", people.reset, name="factor-reset"),
]
