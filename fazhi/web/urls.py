"""Addresses of the shell: accounts, desk, and the pages every system shares."""

from __future__ import annotations

from django.urls import path

from fazhi.web.views import accounts, cases, desk, imports, jobs, ledgers, looks, phone, rules, steps, volumes

urlpatterns = [
    path("", desk.desk, name="desk"),
    path("work/<slug:name>/", desk.work, name="work"),
    path("search/", desk.search, name="search"),
    path("post/", accounts.choose_post, name="choose-post"),
    path("large-print/", accounts.large_print, name="large-print"),
    path("headings/<slug:system_id>/", rules.overview, name="system"),
    path("ledgers/<str:ledger_id>/", ledgers.ledger, name="ledger"),
    path("ledgers/<str:ledger_id>/export/", ledgers.export, name="ledger-export"),
    path("ledgers/<str:ledger_id>/import/", imports.bring_in, name="ledger-import"),
    path("ledgers/<str:ledger_id>/import/confirm/", imports.confirm, name="ledger-import-confirm"),
    path("ledgers/<str:ledger_id>/import/faults/", imports.faults, name="ledger-import-faults"),
    path("open/<slug:system_id>/<slug:procedure_id>/", steps.open_case, name="open"),
    path("phone/worker.js", phone.worker, name="phone-worker"),
    path("phone/token/", phone.token, name="phone-token"),
    path("phone/<slug:system_id>/<slug:procedure_id>/", phone.phone, name="phone"),
    path("cases/<uuid:case_id>/", cases.case, name="case"),
    path("cases/<uuid:case_id>/unmask/", cases.look, name="unmask"),
    path("cases/<uuid:case_id>/reason/", looks.reason, name="reason"),
    path("cases/<uuid:case_id>/looks/", looks.case_looks, name="case-looks"),
    path("cases/<uuid:case_id>/steps/<slug:step>/", steps.step, name="step"),
    path("cases/<uuid:case_id>/papers/<slug:paper>/", cases.paper, name="paper"),
    path("cases/<uuid:case_id>/volume/", volumes.volume, name="volume"),
    path("cases/<uuid:case_id>/volume.docx", volumes.document, name="volume-document"),
    path("cases/<uuid:case_id>/other-day/", volumes.other_day, name="other-day"),
    path("evidence/<uuid:evidence_id>/", cases.evidence, name="evidence"),
    path("clocks/<uuid:clock_id>/", cases.clock, name="clock"),
    path("looks/", looks.looks, name="looks"),
    path("jobs/<uuid:job_id>/", jobs.job, name="job"),
    path("jobs/<uuid:job_id>/stop/", jobs.stop, name="job-stop"),
    path("rules/", rules.rules, name="rules"),
    path("rules/<str:name>/", rules.rule, name="rule"),
]
