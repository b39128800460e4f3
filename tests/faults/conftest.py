"""The twin towns, settled once for a file that only visits them."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from pytest_django import DjangoDbBlocker


@pytest.fixture(scope="module")
def house(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[SimpleNamespace]:
    """The three towns and somebody in every role, settled once for the whole file and taken back at its end."""
    # Read here: pytest loads this file before Django has its settings.
    from django.db import connection, transaction
    from django.test import override_settings

    from fazhi.kernel.today import at
    from fazhi.web import access, inventory
    from tests.faults import twins, visiting

    folder = tmp_path_factory.mktemp("files")
    over = {"FILES_ROOT": folder, "KEYS_ROOT": folder.with_name(f"{folder.name}-keys"), **visiting.https()}
    with django_db_blocker.unblock(), override_settings(**over), at(twins.TODAY), transaction.atomic():
        towns = twins.settle()
        people = visiting.visitors(towns)
        yield SimpleNamespace(towns=towns, people=people, table=access.table(), routes=inventory.addresses())
        transaction.set_rollback(True)
    connection.close()
