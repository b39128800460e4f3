"""A step that is a signature asks who one is once more; other steps do not."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from fazhi.kernel.today import now
from fazhi.people import scopes
from fazhi.people.actors import Actor
from fazhi.people.identifiers import new_id
from fazhi.systems.norms.tests.telling import walk
from fazhi.web.views.steps import signs

pytestmark = pytest.mark.django_db


def test_the_form_of_a_signature_is_shown_only_to_who_has_just_proven_who_they_are(
    visit: Callable[[str], Client], actor: Callable[[str], Actor]
) -> None:
    case, mayor = walk(actor, "meetings.discuss"), visit("mayor")
    address = reverse("step", args=[case.pk, "sign"])
    asked = mayor.get(address)
    assert asked.status_code == 403 and "核验" in asked.text
    session = mayor.session
    session["proven"] = now().isoformat()
    session.save()
    assert mayor.get(address).status_code == 200


def test_which_steps_sign_stands_in_the_procedure(actor: Callable[[str], Actor], rf: RequestFactory) -> None:
    case, request = walk(actor, "draft"), rf.get("/")
    with scopes.within(case.town):
        found = [signs(request, case.pk, step) for step in ("sign", "draft", "no_such_step")]
        assert found == [True, False, False]
        assert not signs(request, new_id(), "sign")
