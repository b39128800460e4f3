"""What is asked for the yearly catalogue, and for decisions of earlier years."""

from __future__ import annotations

from typing import Any

from django import forms

from fazhi.kernel.today import today
from fazhi.systems.decisions.models import CatalogueItem
from fazhi.systems.decisions.questions import line, offer, select
from fazhi.web.fields import DayField
from fazhi.web.forms import StepForm


class CompileForm(StepForm):
    """The catalogue of a year is begun."""

    year = forms.IntegerField(label="年度", min_value=2019, max_value=2099)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].initial = today().year


class ItemForm(StepForm):
    """A matter of the catalogue."""

    matter = line("事项名称", 120)
    matter_class = select("类别", "matter_class")
    lead_office = line("承办单位", 60)
    planned = line("计划时间", 40, help_text="如：2022年二季度。")


class AddItemForm(ItemForm):
    """A matter added during the year."""

    agreed_on = DayField(label="党委同意日期")
    why = line("增列理由", 200)


class WithdrawItemForm(StepForm):
    """A matter taken out of the catalogue."""

    number = forms.ChoiceField(label="目录事项")
    agreed_on = DayField(label="党委同意日期")
    why = line("撤出理由", 200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = CatalogueItem.objects.filter(case=self.case, removal=None) if self.case else []
        offer(self, "number", [(one.number, f"{one.number} {one.matter}") for one in found])


class CarryForm(StepForm):
    """A decision of an earlier year, from the paper ledger."""

    title = line("事项名称", 100)
    reference = line("原台账编号", 40)
    matter_class = select("类别", "matter_class")
    lead_office = line("承办单位", 60)
    decided_on = DayField(label="决定日期")
    discussed_on = DayField(label="讨论日期", required=False)
    published_on = DayField(label="公布日期", required=False)
    legality = select("合法性审查意见", "legality", required=False)
    document_number = line("发文字号", 60, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The day of the case is that of the proposal, not the day on which it is copied from paper.
        self.fields["happened_on"].label, self.fields["happened_on"].initial = "提出日期", None
