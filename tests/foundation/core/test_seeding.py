from pathlib import Path

import pytest

from sparkweb.foundation.core import seeding
from sparkweb.registers.programme.models import Party

KL = {"code": "kl", "name": "KL", "side": "employer"}
UNIONS = {"code": "forhandlingsfaellesskabet", "name": "Forhandlingsfællesskabet", "side": "employees"}


@pytest.mark.django_db
def test_what_is_new_is_created_and_what_is_there_is_left() -> None:
    first = seeding.put(Party, [KL], key=["code"])

    second = seeding.put(Party, [KL, UNIONS], key=["code"])

    assert ([row.code for row in first.created], first.unchanged) == (["kl"], 0)
    assert ([row.code for row in second.created], second.changed, second.unchanged) == ([UNIONS["code"]], [], 1)


@pytest.mark.django_db
def test_what_differs_is_changed_and_told_field_by_field() -> None:
    seeding.put(Party, [KL], key=["code"])

    outcome = seeding.put(Party, [KL | {"name": "Kommunernes Landsforening"}], key=["code"])

    assert [(change.row.code, change.fields) for change in outcome.changed] == [("kl", ("name",))]
    assert list(Party.objects.values_list("name", flat=True)) == ["Kommunernes Landsforening"]


@pytest.mark.django_db
def test_what_the_file_no_longer_names_stays() -> None:
    seeding.put(Party, [KL, UNIONS], key=["code"])

    seeding.put(Party, [KL], key=["code"])

    assert Party.objects.count() == 2


def test_a_file_must_say_where_its_facts_come_from_and_when(tmp_path: Path) -> None:
    file = tmp_path / "themes.toml"
    file.write_text('[source]\ntext = "A letter"\n')

    with pytest.raises(seeding.SeedFault, match=r"themes\.toml needs \[source\] with text and date"):
        seeding.read(file)
