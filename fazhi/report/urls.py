"""Addresses of the annual report."""

from django.urls import path

from fazhi.report import audit_results, audit_views, views

urlpatterns = [
    path("report/", views.latest, name="latest-report"),
    path("report/<int:year>/", views.report, name="report"),
    path("report/<int:year>/texts/<str:key>/", views.edit, name="report-text"),
    path("report/<int:year>/docx/", views.download, name="report-docx"),
    path("report/<int:year>/pdf/", views.download_pdf, name="report-pdf"),
    path("report/<int:year>/submit/", views.submit, name="report-submit"),
    path("report/<int:year>/editions/<uuid:edition_id>/sign/", views.sign, name="report-sign"),
    path("report/<int:year>/editions/<uuid:edition_id>/docx/", views.edition_docx, name="report-edition"),
    path("audit/", audit_views.audit, name="audit"),
    path("audit/rows/", audit_views.rows, name="audit-rows"),
    path("audit/stop/", audit_views.stop, name="audit-stop"),
    path("audit/resume/", audit_views.resume, name="audit-resume"),
    path("audit/forget/", audit_views.forget, name="audit-forget"),
    path("audit/workbook/", audit_results.workbook, name="audit-workbook"),
    path("audit/<str:token>/", audit_results.audited, name="audited"),
    path("audit/<str:token>/summary/", audit_results.summary, name="audit-summary"),
    path("audit/<str:token>/docx/", audit_results.commented, name="audit-docx"),
]
