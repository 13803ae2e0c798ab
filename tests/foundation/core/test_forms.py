import pytest
from hypothesis import given
from hypothesis import strategies as st

from sparkweb.foundation.core.forms import EmailField, LongText, ShortText, SparkForm


class Contact(SparkForm):
    name = ShortText(label="Navn", max_length=10)
    email = EmailField(label="E-mail")
    words = LongText(label="Med jeres egne ord", max_length=20, required=False)


GOOD = {"name": "Anne", "email": "anne@kommune.dk"}


def test_what_is_typed_is_cleaned() -> None:
    form = Contact({"name": " An\0ne\u202e ", "email": " Anne@KOMMUNE.dk ", "words": "En\r\n\r\nto  "})

    assert form.is_valid()
    assert form.cleaned_data == {"name": "Anne", "email": "Anne@kommune.dk", "words": "En\n\nto"}


@pytest.mark.parametrize("empty", ["", "   ", "\u200d", "\0"])
def test_an_empty_field_is_told_in_danish(empty: str) -> None:
    form = Contact({**GOOD, "name": empty})

    assert form.errors == {"name": ["Feltet skal udfyldes."]}


def test_too_long_says_how_much_and_keeps_every_letter() -> None:
    form = Contact({**GOOD, "name": "Anne-Marie von", "words": "x" * 21})

    assert form.errors == {
        "name": ["Teksten er 4 tegn for lang. Der er plads til 10 tegn."],
        "words": ["Teksten er 1 tegn for lang. Der er plads til 20 tegn."],
    }
    assert form["name"].value() == "Anne-Marie von"
    assert "maxlength" not in str(form["name"]) + str(form["words"]) + str(form["email"])


def test_a_line_break_is_one_character_as_the_reader_counts() -> None:
    assert Contact({**GOOD, "words": "\r\n".join("abcdefghij")}).is_valid()


@pytest.mark.parametrize(
    "address",
    [
        *(
            "anne",
            "anne@",
            "@kommune.dk",
            "anne@kommune",
            "a@b.dk\nBcc: c@d.dk",
            "a\0@b.dk",
            "a\u202e@b.dk",
            "a b@c.dk",
        ),
        *("søren@kommune.dk", '"a b"@kommune.dk', "anne@localhost", "anne@127.0.0.1", "anne@192.168.100.10"),
        *("anne@[127.0.0.1]", "anne@kommune..dk", f"anne@{'ø' * 60}.dk", "anne@\N{FULLWIDTH COMMERCIAL AT}b.dk"),
    ],
)
def test_an_address_nobody_can_write_to(address: str) -> None:
    form = Contact({**GOOD, "email": address})

    assert form.errors == {"email": ["Skriv en gyldig e-mailadresse, for eksempel anne@kommune.dk."]}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("anne@BØRN.dk", "anne@børn.dk"), ("anne@\uff4b\uff4f\uff4d.dk", "anne@kom.dk"), ("a+tr@b.dk", "a+tr@b.dk")],
)
def test_a_domain_is_spelled_one_way(typed: str, kept: str) -> None:
    form = Contact({**GOOD, "email": typed})

    assert (form.is_valid(), form.cleaned_data.get("email")) == (True, kept)


def test_an_endless_address() -> None:
    form = Contact({**GOOD, "email": "a" * 300 + "@kommune.dk"})

    assert not form.is_valid()
    assert "Teksten er 57 tegn for lang. Der er plads til 254 tegn." in form.errors["email"]


@given(st.text(alphabet=st.characters()), st.text(alphabet=st.characters()), st.text(alphabet=st.characters()))
def test_any_text_is_answered(name: str, email: str, words: str) -> None:
    form = Contact({"name": name, "email": email, "words": words})

    assert form.is_valid() == (not form.errors)
    assert "\0" not in str(form["name"])
