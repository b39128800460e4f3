"""Numbers of persons lie encrypted, are found inside one system and nowhere else, and open only with their own key."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, connection, transaction

from fazhi.kernel import encrypted, keyring, keys, seals
from fazhi.kernel.doing import Doing
from fazhi.kernel.models import Case, DataKey, LogEntry
from fazhi.kernel.rows import row_digest
from fazhi.people import scopes
from fazhi.people.actors import Actor
from fazhi.people.identifiers import new_id
from fazhi.systems.disputes import actions
from fazhi.systems.disputes.models import Party

NUMBER, PHONE = "11010519491231002X", "13800001234"
pytestmark = pytest.mark.django_db


@pytest.fixture
def dispute(in_town: str, actor: Callable[[str], Actor]) -> Case:
    cleaned = {
        "parties": f"王小明 {PHONE}、李四",
        "summary": "两家排水争执",
        "dispute_type": "neighbours",
        "source": "grid",
        "village": "500235116201",
    }
    made = actions.begin(Doing("report", actor("grid_worker"), date(2022, 3, 1)), cleaned)
    party = Party.objects.get(case=made, position=1)
    party.id_number = NUMBER
    party.save()
    return made


def stored(party: Party) -> tuple[str, str, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT phone, id_number, id_number_index FROM disputes_party WHERE id = %s", [party.pk])
        return tuple(cursor.fetchone())


def test_a_number_comes_back_and_the_table_holds_only_ciphertext(dispute: Case) -> None:
    party = Party.objects.get(case=dispute, position=1)
    assert (party.phone, party.id_number) == (PHONE, NUMBER)
    assert Party.objects.get(case=dispute, position=2).phone == ""
    assert not [one for one in stored(party) if PHONE in one or NUMBER in one]
    assert stored(party)[0].startswith("sm4-gcm:")


def test_the_database_refuses_a_number_in_plain(dispute: Case) -> None:
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE disputes_party SET phone = %s", [PHONE])


def test_an_update_or_a_comparison_past_the_field_is_refused(dispute: Case) -> None:
    with pytest.raises(TypeError):
        Party.objects.update(phone=PHONE)
    with pytest.raises(TypeError):
        Party.objects.filter(id_number=NUMBER).exists()


def test_a_row_read_through_values_stays_closed(dispute: Case) -> None:
    assert PHONE not in str(list(Party.objects.values_list("phone", "id_number")))


def test_the_same_text_twice_is_not_the_same_ciphertext(dispute: Case) -> None:
    first, second = Party.objects.order_by("position")
    second.id_number = NUMBER.lower()
    second.save()
    assert stored(first)[1] != stored(second)[1]
    assert stored(first)[2] == stored(second)[2]


def test_equal_numbers_are_found_inside_a_system(dispute: Case) -> None:
    assert Party.objects.filter(encrypted.same(Party, "id_number", f" {NUMBER.lower()} ")).get().position == 1
    assert not Party.objects.filter(encrypted.same(Party, "id_number", "110105194912310038")).exists()
    assert not Party.objects.filter(encrypted.same(Party, "id_number", "")).exists()


def test_one_number_in_two_systems_cannot_be_joined(dispute: Case) -> None:
    assert encrypted.index_of("disputes", NUMBER) != encrypted.index_of("enforcement", NUMBER)
    assert stored(Party.objects.get(case=dispute, position=1))[2] == encrypted.index_of("disputes", NUMBER)


def test_saving_an_unchanged_row_keeps_its_ciphertext_and_its_digest(dispute: Case) -> None:
    party = Party.objects.get(case=dispute, position=1)
    before, digest = stored(party), row_digest(party)
    assert party.phone == PHONE
    party.phone = PHONE
    party.save()
    assert stored(party) == before
    assert row_digest(Party.objects.get(pk=party.pk)) == row_digest(party) == digest


def test_the_log_knows_the_row_as_it_is_stored(dispute: Case) -> None:
    party = Party.objects.get(case=dispute, position=2)
    noted = LogEntry.objects.filter(table="disputes_party", row=str(party.pk)).get()
    assert noted.row_digest == row_digest(party)


def test_a_ciphertext_moved_to_another_case_does_not_open(dispute: Case) -> None:
    party, moved = Party.objects.order_by("position")
    moved.__dict__["id_number"], moved.case_id = party.__dict__["id_number"], new_id()
    with pytest.raises(keys.WrongKey, match="身份证号"):
        _ = moved.id_number


@pytest.mark.parametrize("damage", [lambda text: text[:40] + text[44:], lambda text: text[:-1], lambda text: text[:9]])
def test_an_altered_ciphertext_says_so_and_shows_nothing(dispute: Case, damage: Callable[[str], str]) -> None:
    damaged = damage(stored(Party.objects.get(case=dispute, position=1))[0])
    with connection.cursor() as cursor:
        cursor.execute("UPDATE disputes_party SET phone = %s WHERE position = 1", [damaged])
    with pytest.raises(keys.WrongKey, match="没有显示"):
        _ = Party.objects.get(case=dispute, position=1).phone


def test_another_key_in_the_place_of_the_right_one_is_noticed(dispute: Case, settings: SimpleNamespace) -> None:
    folder = Path(settings.KEYS_ROOT)
    [file] = folder.glob("*.key")
    file.write_text("00" * 32, encoding="ascii")
    with pytest.raises(keys.WrongKey, match="不是这把密钥"):
        _ = Party.objects.get(case=dispute, position=1).phone


def test_a_lost_folder_of_keys_is_not_replaced_by_a_new_key(dispute: Case, settings: SimpleNamespace) -> None:
    for file in Path(settings.KEYS_ROOT).iterdir():
        file.unlink()
    with pytest.raises(keys.KeyMissing, match="从备份中恢复"):
        _ = Party.objects.get(case=dispute, position=1).phone
    with pytest.raises(keys.KeyMissing, match="没有另造密钥"):
        keys.ring().current()
    assert not list(Path(settings.KEYS_ROOT).glob("*.key"))


def test_keys_are_private_files_and_an_open_one_is_refused(dispute: Case, settings: SimpleNamespace) -> None:
    files = list(Path(settings.KEYS_ROOT).iterdir())
    assert files
    assert {file.stat().st_mode & 0o777 for file in files} == {0o600}
    [file] = Path(settings.KEYS_ROOT).glob("*.key")
    file.chmod(0o644)
    with pytest.raises(keys.WrongKey, match="0600"):
        _ = Party.objects.get(case=dispute, position=1).phone


def test_the_application_cannot_change_a_data_key(dispute: Case) -> None:
    from django.db.utils import ProgrammingError

    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        DataKey.objects.update(wrapped="")


def test_another_town_sees_no_data_key(dispute: Case) -> None:
    assert DataKey.objects.count() == 1
    with scopes.within("500235117000"):
        assert DataKey.objects.count() == 0


def test_rotation_leaves_every_row_readable_and_the_log_valid(
    dispute: Case, settings: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keyring, "OWNER", "default")
    monkeypatch.setattr(seals, "OWNER", "default")
    old = keys.ring().current()
    before = stored(Party.objects.get(case=dispute, position=1))
    keys.FolderKeys(Path(settings.KEYS_ROOT)).add()
    # Written with the old key's index, looked for under the new one, before the sweep and after it.
    assert Party.objects.filter(encrypted.same(Party, "id_number", NUMBER)).exists()
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE NONE")
    assert keyring.sweep().rewrapped == 1
    assert Party.objects.filter(encrypted.same(Party, "id_number", NUMBER)).exists()
    after = stored(Party.objects.get(case=dispute, position=1))
    assert after[:2] == before[:2]
    assert after[2] != before[2]
    assert Party.objects.get(case=dispute, position=1).id_number == NUMBER
    assert set(DataKey.objects.values_list("key", flat=True)) == {keys.ring().current()} != {old}
    (Path(settings.KEYS_ROOT) / f"{old}.key").unlink()
    assert Party.objects.get(case=dispute, position=1).id_number == NUMBER


def test_a_row_whose_first_saving_was_rolled_back_can_be_saved_again(
    in_town: str, dispute: Case, actor: Callable[[str], Actor]
) -> None:
    cleaned = {"parties": "李四", "summary": "借款", "dispute_type": "neighbours", "source": "grid"}
    second = actions.begin(
        Doing("report", actor("grid_worker"), date(2022, 3, 1)), {**cleaned, "village": "500235116201"}
    )
    row = Party(town=in_town, case=second, position=9, name="赵六", phone=PHONE)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        row.save()
        _ = 1 / 0
    row._state.adding = True
    row.save()
    assert Party.objects.get(pk=row.pk).phone == PHONE


def test_many_rows_open_with_one_query_of_keys(
    dispute: Case, django_assert_num_queries: Callable[[int], object]
) -> None:
    with django_assert_num_queries(2):
        assert [one.phone for one in encrypted.with_keys(Party.objects.filter(case=dispute))] == [PHONE, ""]
