"""Every word of two characters and every name is found; nothing else is."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.kernel import act
from fazhi.kernel.doing import Doing, NewCase
from fazhi.kernel.models import Case
from fazhi.kernel.search import matching, pairs
from fazhi.people.actors import Actor

FIELDS = {"source": "grid", "dispute_type": "land", "summary": "边界", "found_on": date(2022, 3, 1)}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("林权", True),
        ("王伟", True),
        ("伟", True),
        ("林权 王伟", True),
        ("权边", False),
        ("李伟", False),
        ("'); --", False),
    ],
)
def test_a_case_is_found_by_title_number_and_names(
    in_town: str, actor: Callable[[str], Actor], text: str, found: bool
) -> None:
    new = NewCase("disputes", "mediation", "500235116201", "林权纠纷：地界不清", words="王伟")
    case = act.begin(new, Doing("report", actor("grid_worker"), date(2022, 3, 1), fields=FIELDS))
    expected = [case.pk] if found or text.startswith("'") else []
    assert list(matching(Case.objects.all(), text).values_list("pk", flat=True)) == expected


@given(st.text(alphabet="山林土地王伟甲乙", min_size=2, max_size=12), st.data())
def test_every_part_of_a_text_is_among_its_pairs(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 2))
    assert text[start : start + 2] in pairs(text)
