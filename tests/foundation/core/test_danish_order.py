import pytest
from hypothesis import given
from hypothesis import strategies as st

from sparkweb.foundation.core.danish_order import sort_key


def test_ae_oe_and_aa_come_last_in_that_order() -> None:
    names = ["Aarhus", "Ærø", "Århus Midt", "Zebraen", "Ørsted", "Aalborg", "Vejle", "Aabenraa", "Odense", "Allerød"]

    in_order = sorted(names, key=sort_key)

    assert in_order == [
        "Allerød", "Odense", "Vejle", "Zebraen", "Ærø", "Ørsted", "Aabenraa", "Aalborg", "Aarhus", "Århus Midt",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Høje-Taastrup", "Højer"),  # A dash or a space comes before a letter.
        ("Ny By", "Nyborg"),
        ("Cafe Z", "Café Æ"),  # An accent does not matter.
        ("Österlen", "Østre"),  # Swedish letters stand with their Danish kin.
    ],
)
def test_one_comes_before_the_other(first: str, second: str) -> None:
    assert sort_key(first) < sort_key(second)


def test_case_and_spelling_of_aa_do_not_matter() -> None:
    assert sort_key("ÅRHUS") == sort_key("Aarhus") == sort_key("a\u030arhus") == "zdrhus"


@given(st.text())
def test_a_key_holds_only_what_every_collation_orders_alike(text: str) -> None:
    key = sort_key(text)

    assert set(key) <= set("0123456789abcdefghijklmnopqrstuvwxyz")
