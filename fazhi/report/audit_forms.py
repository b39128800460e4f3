"""What somebody hands to the auditor: one or several finished reports, and the year when the title does not tell it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from fazhi.kernel.today import today

FORMATS = ".docx,.doc,.wps,.pdf,.html,.htm,.txt,.ofd"
MOST_FILES = 20
EARLIEST = 2000


class _Files(forms.ClearableFileInput):
    allow_multiple_selected = True


class _FilesField(forms.FileField):
    """A file field that takes several files; cleaned to a list."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Every file by the rules of one; an empty file is let through, since the auditor names it in its own row."""
        files = data if isinstance(data, list | tuple) else [data] if data else []
        if not files:
            raise forms.ValidationError("没有选择文件，未审校；请选择一份或几份报告。")
        if len(files) > MOST_FILES:
            raise forms.ValidationError(
                f"一次最多审校 {MOST_FILES} 份，您选了 {len(files)} 份，均未审校；请分几次上传。"
            )
        return list(files)


class AuditForm(forms.Form):
    """Files and the year they report on."""

    reports = _FilesField(
        label="报告文件",
        widget=_Files(attrs={"class": "form-control", "accept": FORMATS, "aria-describedby": "files-hint"}),
    )
    year = forms.IntegerField(
        label="报告年度",
        required=False,
        widget=forms.TextInput(
            attrs={"class": "form-control", "inputmode": "numeric", "aria-describedby": "year-hint"}
        ),
        error_messages={"invalid": "年度应当写成四位数字，如 2022；未审校，请改正后重新选择文件。"},
    )

    def clean_year(self) -> int | None:
        """A year that a report may be about."""
        year: int | None = self.cleaned_data["year"]
        if year is not None and not EARLIEST <= year <= today().year:
            raise forms.ValidationError(f"年度应当在 {EARLIEST} 至 {today().year} 之间；未审校，请改正后重新选择文件。")
        return year

    @property
    def uploads(self) -> list[UploadedFile]:
        """The files of a valid form."""
        return self.cleaned_data["reports"]
