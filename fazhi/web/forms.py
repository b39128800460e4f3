"""What a person is asked: the form of a step (base of every system's forms), unmasking, workbook."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db import models

from fazhi.kernel import proofs
from fazhi.kernel.act import Doing, NewEvidence
from fazhi.kernel.files import LARGEST_FILE
from fazhi.kernel.models import Case
from fazhi.kernel.registry import procedure as procedure_of
from fazhi.kernel.registry import systems
from fazhi.kernel.structure import WAIVE, Procedure, StepKind
from fazhi.kernel.today import today
from fazhi.people.actors import Actor
from fazhi.people.identifiers import new_id
from fazhi.web.fields import DayField, DressedForm

PAPER = "paper_"
OWN = frozenset({"happened_on", "reason", "basis", "request", "made_on", "received_on"})
MEGABYTE = 1024 * 1024
FEW = 2


class FilesInput(forms.ClearableFileInput):
    """Several files at once."""

    template_name = "django/forms/widgets/file.html"
    allow_multiple_selected = True


class PaperField(forms.FileField):
    """The files of one paper. None is chosen: an empty list."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        """Every file, each within the size the house stores."""
        files = [file for file in (data if isinstance(data, list | tuple) else [data]) if file]
        if not files:
            if self.required:
                raise forms.ValidationError(self.error_messages["required"])
            return []
        for file in files:
            if file.size > LARGEST_FILE:
                raise forms.ValidationError(
                    f"文件“{file.name}”超过 {LARGEST_FILE // MEGABYTE} MB，没有保存，请压缩或分开后重新上传。"
                )
            if not file.size:
                raise forms.ValidationError(f"文件“{file.name}”是空的，没有保存，请重新选择。")
        return files


class StepForm(DressedForm):
    """The form of one step. Fields that the step `fills` go to the dossier, the rest to the step itself.

    `masked` names fields that hold personal data: the case page shows them masked until somebody gives a reason.
    `shows_people`: the form comes with full names filled in, so opening it is a look behind the masks.
    """

    masked: ClassVar[frozenset[str]] = frozenset()
    shows_people: ClassVar[bool] = False
    # What a phone answers by itself where nobody can be asked, for the house is out of reach.
    unasked: ClassVar[Mapping[str, str]] = {}
    # The fields whose answers name an entry that waits on the phone.
    named_by: ClassVar[tuple[str, ...]] = ()
    request = forms.UUIDField(widget=forms.HiddenInput, required=False)
    happened_on = DayField(label="发生日期")

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        files: Any = None,
        *,
        step_kind: StepKind,
        actor: Actor,
        case: Case | None = None,
        **kwargs: Any,
    ) -> None:
        self.step_kind, self.actor, self.case = step_kind, actor, case
        self.procedure = procedure_of(case.system, case.procedure) if case else opened_by(step_kind)
        super().__init__(data, files, **kwargs)
        self.add(self._further_fields())
        self.fields["happened_on"].initial = today
        self.fields["request"].initial = new_id
        self.order_fields(["request", "happened_on"])

    def _further_fields(self) -> dict[str, forms.Field]:
        kind = self.step_kind
        found: dict[str, forms.Field] = {}
        if kind.judgement or kind.reopens or kind is WAIVE:
            quote = f"法律原文：{kind.judgement.quote}" if kind.judgement else ""
            found["reason"] = forms.CharField(label="理由", max_length=500, widget=forms.Textarea, help_text=quote)
        at_hand = proofs.unused(self.case, self.procedure) if self.case and kind.needs else frozenset()
        for paper in dict.fromkeys((*kind.needs, *kind.papers)):
            needed = paper in kind.needs and paper not in at_hand
            found[PAPER + paper] = PaperField(
                label=self.procedure.papers[paper], required=needed, help_text="可一次选多个文件；原件照存，不作改动。"
            )
        if kind.needs or kind.papers:
            found["made_on"] = DayField(label="材料形成日期", required=False, help_text="不填即与发生日期相同。")
            found["received_on"] = DayField(label="材料收到日期", required=False, help_text="不填即与发生日期相同。")
        return found

    def asked_fields(self) -> list[forms.BoundField]:
        """What must be answered, and the papers: always in view."""
        return [field for field in self if field.is_hidden or not self._is_spare(field)]

    def spare_fields(self) -> list[forms.BoundField]:
        """What may be left empty: folded away when there is enough of it to hide the rest."""
        return [field for field in self if not field.is_hidden and self._is_spare(field)]

    @property
    def spare_is_open(self) -> bool:
        """Whether the fold stands open: few fields, or one of them is filled or wrong."""
        spare = self.spare_fields()
        return len(spare) < FEW or any(field.errors or (self.is_bound and field.data) for field in spare)

    @staticmethod
    def _is_spare(field: forms.BoundField) -> bool:
        box = isinstance(field.field, forms.BooleanField)
        return not field.field.required and not box and not field.name.startswith(PAPER)

    def clean_happened_on(self) -> date:
        """Nothing is recorded before it has happened."""
        day = self.cleaned_data["happened_on"]
        if day > today():
            raise forms.ValidationError(f"发生日期 {day} 晚于今天，请核对后重新填写。")
        return day

    def doing(self) -> Doing:
        """What the person wants to do, from a valid form."""
        clean, fills = self.cleaned_data, set(self.step_kind.fills)
        said = {name: value for name, value in clean.items() if name not in OWN and not name.startswith(PAPER)}
        return Doing(
            step=self.step_kind.id,
            actor=self.actor,
            happened_on=clean["happened_on"],
            data={name: storable(value) for name, value in said.items() if name not in fills},
            fields={name: value for name, value in said.items() if name in fills},
            reason=clean.get("reason", ""),
            basis=clean.get("basis", ""),
            evidence=tuple(self._evidence()),
            request=clean.get("request"),
        )

    @classmethod
    def retold(cls, data: Mapping[str, Any]) -> Mapping[str, Any]:
        """The step's stored answers as the history tells them, under the names of this form's fields."""
        return data

    def _evidence(self) -> Iterable[NewEvidence]:
        clean = self.cleaned_data
        for name, files in clean.items():
            if name.startswith(PAPER):
                for file in files:
                    yield NewEvidence(
                        paper=name.removeprefix(PAPER),
                        name=file.name,
                        content=file.read(),
                        media_type=file.content_type or "application/octet-stream",
                        happened_on=clean.get("made_on") or clean["happened_on"],
                        received_on=clean.get("received_on") or clean["happened_on"],
                    )


class WaiveForm(StepForm):
    """Leaving a gate out, on the record: which gate, why, on what basis."""

    gate = forms.ChoiceField(label="不适用的关口", widget=forms.RadioSelect)
    basis = forms.CharField(label="依据", max_length=200, help_text="写明法律、法规或文件的名称和条款。")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        steps = [step for step in self.procedure.steps if self.case and self.case.stage in step.from_stages]
        gates = [(gate.id, gate.message) for step in steps for gate in step.gates if gate.waivable]
        self.fields["gate"].choices = gates
        self.order_fields(["request", "happened_on", "gate", "reason", "basis"])


def form_of(system: str, procedure: Procedure, step: StepKind) -> type[StepForm]:
    """The form a system gives a step; a step that asks for nothing of its own has the plain one."""
    if step is WAIVE:
        return WaiveForm
    return systems()[system].module("forms").FORMS.get(procedure.id, {}).get(step.id, StepForm)


def opened_by(step: StepKind) -> Procedure:
    """The procedure that a step belongs to; KeyError for a step of none."""
    for installed in systems().values():
        for procedure in installed.procedures.values():
            if any(one is step for one in procedure.steps):
                return procedure
    raise KeyError(step.id)


def storable(value: Any) -> Any:
    """A cleaned value as JSON keeps it: days as ISO text, amounts as text, rows by their key."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal | UUID):
        return str(value)
    if isinstance(value, models.Model):
        return str(value.pk)
    if isinstance(value, Mapping):
        return {name: storable(inner) for name, inner in value.items()}
    return [storable(inner) for inner in value] if isinstance(value, Iterable) and not isinstance(value, str) else value


class UnmaskForm(DressedForm):
    """Why somebody needs to see full names and numbers."""

    reason = forms.CharField(label="查看事由", max_length=200)


class WorkbookForm(DressedForm):
    """A workbook to be imported."""

    file = forms.FileField(
        label="Excel 工作簿（.xlsx）", help_text="请用本台账导出的工作簿填写，表头不要改动，不要合并单元格。"
    )
