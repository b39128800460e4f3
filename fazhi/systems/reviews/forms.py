"""What a person is asked at each step of a review, and of a filing of village rules."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from fazhi.kernel.terms import terms
from fazhi.law import citations
from fazhi.people.divisions import level
from fazhi.people.models import Division
from fazhi.systems.reviews import actions, materials
from fazhi.web.fields import DayField
from fazhi.web.forms import StepForm

# What no other case sends here: these are sent by hand. Norms, decisions and village rules come from their own procedures.
BY_HAND = ("contract", "penalty", "other")


def choices(field: str) -> list[tuple[str, str]]:
    """One list of words as form choices."""
    return list(terms("reviews", field).items())


def ticks(matter: str) -> list[tuple[str, str]]:
    """The checklist of a kind of matter as choices."""
    return [(one.id, one.title if one.required else f"{one.title}（视情况）") for one in materials.checklist(matter)]


class SubmitForm(StepForm):
    """Something is sent to review by itself. Each kind of matter has its own checklist; the page shows that of the chosen one."""

    title = forms.CharField(label="送审事项名称", max_length=120)
    matter = forms.ChoiceField(
        label="审查事项类别",
        choices=lambda: [("", "请选择"), *((one, terms("reviews", "matter")[one]) for one in BY_HAND)],
        help_text="规范性文件、重大行政决策和村规民约从各自的程序送审。",
    )
    counterparty = forms.CharField(
        label="合同相对方", max_length=100, required=False, help_text="填写单位名称；不登记个人。"
    )
    amount = forms.DecimalField(label="合同金额（元）", min_value=0, max_digits=14, decimal_places=2, required=False)
    urgent = forms.BooleanField(label="属于突发事件应急处置或者执行上级紧急命令", required=False)
    due_on = DayField(label="要求反馈日期", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lists = {
            f"materials_{one}": forms.MultipleChoiceField(
                label=f"送审材料（{terms('reviews', 'matter')[one]}）",
                choices=ticks(one),
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
            for one in BY_HAND
        }
        self.add(lists)
        self.order_fields(["request", "happened_on", "title", "matter", "counterparty", "amount", *lists])

    @staticmethod
    def _is_spare(field: forms.BoundField) -> bool:
        """Nothing is folded away: the checklists and the facts of a contract depend on the matter."""
        return False

    def clean(self) -> dict[str, Any]:
        """A contract names the other side; the ticks that count are those of the chosen matter."""
        clean = super().clean() or {}
        matter = clean.get("matter", "")
        if matter == "contract" and not clean.get("counterparty"):
            self.add_error("counterparty", "请填写“合同相对方”（单位名称）。")
        clean["materials"] = clean.get(f"materials_{matter}", [])
        return clean


class ChecklistForm(StepForm):
    """The checklist of the matter, with what has come already ticked."""

    materials = forms.MultipleChoiceField(
        label="材料齐备情况", required=False, widget=forms.CheckboxSelectMultiple, choices=()
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assert self.case is not None
        dossier = actions.review_of(self.case)
        field = self.fields["materials"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices, field.initial = ticks(dossier.matter), dossier.materials


class MaterialsForm(StepForm):
    """Which materials are missing."""

    missing = forms.CharField(label="需补正的材料", max_length=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.case:
            dossier = actions.review_of(self.case)
            lacking = materials.missing(dossier.matter, dossier.materials)
            self.fields["missing"].initial = "、".join(one.title for one in lacking)


class AdviserForm(StepForm):
    """Who gave legal advice, for how long, in which written opinion."""

    adviser = forms.ChoiceField(label="法律顾问、公职律师", required=False)
    seconded = forms.CharField(
        label="名录以外的（县司法局选派等）", max_length=40, required=False, help_text="不在本镇名录中的填写姓名。"
    )
    firm = forms.CharField(label="名录以外的所在单位", max_length=60, required=False)
    hours = forms.DecimalField(label="用时（小时）", min_value=0, max_digits=5, decimal_places=1, required=False)
    opinion_no = forms.CharField(label="意见书编号", max_length=60, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["adviser"]
        assert isinstance(field, forms.ChoiceField)
        found = actions.advisers_on(self.actor.town, self.fields["happened_on"].initial())
        kinds = terms("reviews", "adviser_kind")
        listed = [(one.name, f"{one.name}（{one.firm}，{kinds.get(one.kind, one.kind)}）") for one in found]
        field.choices = [("", "请选择"), *listed]
        field.help_text = "只列出今天在聘期内的。" if listed else "名录里没有聘期内的法律顾问、公职律师。"

    @staticmethod
    def _is_spare(field: forms.BoundField) -> bool:
        """Nothing is folded away: either of two names answers."""
        return False

    def clean(self) -> dict[str, Any]:
        """Exactly one of the list and of outside it."""
        clean = super().clean() or {}
        if bool(clean.get("adviser")) == bool(clean.get("seconded")):
            self.add_error("adviser", "请在名录中选择一名，或者填写名录以外的一名。")
        seconded = clean.pop("seconded", "")
        clean["adviser"] = clean.get("adviser") or seconded
        return clean


class OpinionForm(StepForm):
    """The reviewer's opinion, with the articles it rests on, each looked up in the law of that day."""

    opinion = forms.ChoiceField(label="审查意见", choices=lambda: choices("opinion"), widget=forms.RadioSelect)
    findings = forms.IntegerField(label="提出意见条数", min_value=0, max_value=999, initial=0)
    articles = forms.CharField(
        label="依据的条文",
        max_length=1000,
        required=False,
        widget=forms.Textarea,
        help_text="写作《中华人民共和国民法典》第五百零九条；提交时逐条核对当日是否有效。",
    )
    comments = forms.CharField(label="意见内容", max_length=2000, widget=forms.Textarea)
    reason = forms.CharField(
        label="仍引用需核对条文的理由",
        max_length=500,
        required=False,
        help_text="引用的条文已经修改、废止而仍要引用的，才需要填写。",
    )

    def asked_fields(self) -> list[forms.BoundField]:
        """The articles are always in view; the reason for keeping one only once it is asked for."""
        shown = {"articles", "reason"} if "articles" in self.errors or self["reason"].data else {"articles"}
        return [one for one in self if one.is_hidden or one.name in shown or not self._is_spare(one)]

    def spare_fields(self) -> list[forms.BoundField]:
        """What is not in view."""
        asked = {one.name for one in self.asked_fields()}
        return [one for one in self if one.name not in asked]

    def clean_articles(self) -> str:
        """A text that names articles in a way that can be looked up."""
        text = str(self.cleaned_data["articles"]).strip()
        if text and not citations.find(text):
            raise forms.ValidationError("没有读出条文，请写成《…》第…条的样子，多条用顿号或换行隔开。")
        return text

    def clean(self) -> dict[str, Any]:
        """An opinion that asks for changes says on which article; doubtful articles are told before anything is given."""
        clean = super().clean() or {}
        text, day = clean.get("articles", ""), clean.get("happened_on")
        if clean.get("opinion") in ("amend", "unlawful") and not text and "articles" not in self.errors:
            self.add_error("articles", "审查意见不是“合法”的，请写明依据的条文。")
        if day and not clean.get("reason"):
            for one in actions.doubtful(text, day):
                self.add_error("articles", f"{one.sentence}。确需引用的请在下面写明理由。")
        if clean.get("opinion") == "amend" and clean.get("findings") == 0:
            self.add_error("findings", "审查意见为“应当予以修改”的，至少有一条意见。")
        return clean

    @classmethod
    def retold(cls, data: Mapping[str, Any]) -> Mapping[str, Any]:
        """The history tells the articles whether they were handed over as a text or as a list."""
        return {**data, "articles": actions.text_of(data.get("articles"))} if "articles" in data else data


class AdoptionForm(StepForm):
    """How many of the opinions the sender took over, and why not the others."""

    adopted = forms.IntegerField(label="采纳意见条数", min_value=0, max_value=999)
    changes = forms.CharField(label="修改情况", max_length=1000, required=False, widget=forms.Textarea)
    why_not = forms.CharField(
        label="没有采纳的理由", max_length=500, required=False, widget=forms.Textarea, help_text="全部采纳的不填。"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.case:
            findings = actions.review_of(self.case).findings
            self.fields["adopted"].initial = findings
            self.fields["adopted"].help_text = f"审查共提出意见 {findings} 条。"


class FileForm(StepForm):
    """A village files its rules or charter."""

    village = forms.ModelChoiceField(label="村", queryset=Division.objects.none(), empty_label="请选择")
    kind = forms.ChoiceField(label="种类", choices=lambda: choices("kind"), widget=forms.RadioSelect, initial="rules")
    title = forms.CharField(label="名称", max_length=120, help_text="如：青石村村规民约（2022年修订）。")
    adopted_on = DayField(label="村民会议通过日期")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        village = self.fields["village"]
        assert isinstance(village, forms.ModelChoiceField)
        found = Division.objects.filter(level="village", code__startswith=self.actor.town[:9]).order_by("code")
        village.queryset = found.filter(code=self.actor.division) if level(self.actor.division) == "village" else found
        self.order_fields(["request", "happened_on", "village", "kind", "title", "adopted_on"])

    def clean_village(self) -> str:
        """The 12-digit code."""
        return str(self.cleaned_data["village"].code)


class SendForm(StepForm):
    """Village rules go to legality review."""

    materials = forms.MultipleChoiceField(
        label="送审材料",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=lambda: ticks("village_rules"),
        initial=["draft"],
    )


class OrderForm(StepForm):
    """What the village must correct."""

    correction = forms.CharField(label="责令改正的内容", max_length=1000, widget=forms.Textarea)


class RefileForm(StepForm):
    """The corrected rules, adopted anew."""

    adopted_on = DayField(label="村民会议重新通过日期")


FORMS: dict[str, dict[str, type[StepForm]]] = {
    "legality_review": {
        "submit": SubmitForm,
        "accept": ChecklistForm,
        "ask_materials": MaterialsForm,
        "supplement": ChecklistForm,
        "hear_adviser": AdviserForm,
        "give_opinion": OpinionForm,
        "record_adoption": AdoptionForm,
    },
    "village_rules": {
        "file": FileForm,
        "send_for_review": SendForm,
        # Nobody fills these in: the history names by them what the review answered.
        "review_lawful": OpinionForm,
        "review_faulty": OpinionForm,
        "order_correction": OrderForm,
        "refile": RefileForm,
    },
}
