"""The demo town's documents live through the one door, give the figures of 2022, and are lived only once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from fazhi.demo import skeleton, work
from fazhi.indicators.readings import read_all
from fazhi.kernel.models import Case
from fazhi.people import scopes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files_folder")]
FIGURES = {
    "made": 2, "reviewed": 2, "consulted": 2, "filed": 2, "filed_in_time": 2, "filing_accepted": 2, "ordinary": 2,
    "cleaned": 5, "kept": 3, "to_amend": 0, "repealed": 1, "lapsed": 1, "in_force": 4,
    "reports_sent": 3, "reports_in_time": 3, "reported_documents": 4, "outside_reviews": 0,
}  # fmt: skip


@pytest.fixture
def town(db: None) -> Iterator[str]:
    work.cast.cache_clear()
    skeleton.build()
    yield work.town()
    work.cast.cache_clear()


def test_the_documents_of_the_year_and_their_figures(town: str) -> None:
    assert work.norms() == 15
    with scopes.within(town):
        stages = dict(Case.objects.filter(system="norms").values_list("title", "stage"))
        assert stages["沙市镇农村自建房管理办法"] == "in_force"
        assert stages["沙市镇户外广告设置管理规定"] == "carried_repealed"
        assert stages["2022年行政规范性文件定期清理"] == "listed"
        found = {name: one.value for name, one in read_all(town, 2022).items()}
    assert {name: found[f"norms.{name}"] for name in FIGURES} == FIGURES
    assert found["norms.filing_timeliness"] == 100
    assert work.norms() == 0
