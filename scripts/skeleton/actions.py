"""待填写：每一步除了步骤本身还要写下什么。 Every function ends in kernel.act.

The door asks for what follows from a step under the lock of the case's row, once however often the request arrives.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from fazhi.kernel import act
from fazhi.kernel.doing import Doing, NewCase
from fazhi.kernel.models import Case, Step


def begin(doing: Doing, cleaned: Mapping[str, Any]) -> Case:
    """Register a matter."""
    new = NewCase(
        system="skeleton",
        procedure="handling",
        village=str(cleaned["village"]),
        title=cleaned["subject"],
        words=cleaned["subject"],
        id=cleaned.get("id") or doing.request,
    )
    fields = {"subject": cleaned["subject"], "begun_on": doing.happened_on}
    return act.begin(new, replace(doing, request=None, data={}, fields=fields))


def carry_out(case: Case, doing: Doing) -> Step:
    """Take one step of a matter, with everything the step implies."""
    return act.act(case.pk, doing, PREPARATIONS.get(doing.step))


def _finish(case: Case, doing: Doing) -> Doing:
    return replace(doing, fields={**doing.fields, "finished_on": doing.happened_on})


PREPARATIONS: dict[str, act.Prepare] = {"finish": _finish}
