"""What somebody hands to the auditor: finished reports, their year, and which rules are not wanted, with the reason."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from fazhi.audit import rule_titles
from fazhi.indicators.places import FIRST_YEAR
from fazhi.kernel.today import today

FORMATS = ".docx,.doc,.wps,.pdf,.html,.htm,.txt,.ofd"
MOST_FILES = 50
MOST_OFF = 3
LONGEST_REASON = 60


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
    """Files, the year they report on, whether the ledger is asked, and up to three rules switched off."""

    reports = _FilesField(
        label="报告文件",
        widget=_Files(attrs={"class": "form-control drop", "accept": FORMATS, "aria-describedby": "files-hint"}),
    )
    year = forms.IntegerField(
        label="报告年度",
        required=False,
        widget=forms.TextInput(
            attrs={
                "class": "form-control",
                "inputmode": "numeric",
                "placeholder": "从标题辨认",
                "aria-describedby": "year-hint",
            }
        ),
        error_messages={"invalid": "年度应当写成四位数字，如 2022；未审校，请改正后重新选择文件。"},
    )
    held = forms.BooleanField(
        label="与台账核对",
        required=False,
        initial=True,
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
    )

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        choices = [("", "（不停用）"), *rule_titles().items()]
        for number in range(1, MOST_OFF + 1):
            self.fields[f"rule_{number}"] = forms.ChoiceField(
                label="停用的规则", required=False, choices=choices, widget=forms.Select(attrs={"class": "form-select"})
            )
            self.fields[f"reason_{number}"] = forms.CharField(
                label="理由",
                required=False,
                max_length=LONGEST_REASON,
                widget=forms.TextInput(attrs={"class": "form-control"}),
                error_messages={"max_length": f"理由不超过 {LONGEST_REASON} 字；未审校，请改短后重新选择文件。"},
            )

    def clean_year(self) -> int | None:
        """A year that a report may be about."""
        year: int | None = self.cleaned_data["year"]
        if year is not None and not FIRST_YEAR <= year <= today().year:
            raise forms.ValidationError(
                f"年度应当在 {FIRST_YEAR} 至 {today().year} 之间；未审校，请改正后重新选择文件。"
            )
        return year

    def clean(self) -> dict[str, Any]:
        """A rule is switched off once, with a reason, and a reason belongs to a rule."""
        cleaned = super().clean() or {}
        seen: set[str] = set()
        for number in range(1, MOST_OFF + 1):
            if self.has_error(f"rule_{number}") or self.has_error(f"reason_{number}"):
                continue
            rule, reason = (cleaned[f"{name}_{number}"].strip() for name in ("rule", "reason"))
            if rule and rule in seen:
                self.add_error(f"rule_{number}", "这条规则已经选过；未审校，请删去重复的一行后重新选择文件。")
            seen.add(rule)
            if rule and not reason:
                self.add_error(f"reason_{number}", "停用一条规则必须写明理由；未审校，请补写后重新选择文件。")
            if reason and not rule:
                self.add_error(f"rule_{number}", "写了理由而没有选规则；未审校，请选好规则后重新选择文件。")
        return cleaned

    @property
    def uploads(self) -> list[UploadedFile]:
        """The files of a valid form."""
        return self.cleaned_data["reports"]

    @property
    def without(self) -> dict[str, str]:
        """Rule → reason, of a valid form."""
        pairs = [(self.cleaned_data[f"rule_{n}"], self.cleaned_data[f"reason_{n}"]) for n in range(1, MOST_OFF + 1)]
        return {rule: reason.strip() for rule, reason in pairs if rule}

    def off(self) -> Iterator[tuple[forms.BoundField, forms.BoundField]]:
        """The rows of the form's second part: a rule and its reason."""
        for number in range(1, MOST_OFF + 1):
            yield self[f"rule_{number}"], self[f"reason_{number}"]
