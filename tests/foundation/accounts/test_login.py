"""Staff come in by two factors and no other way."""

import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.test import Client
from django.urls import NoReverseMatch, reverse

from sparkweb.foundation.accounts.models import User
from sparkweb.foundation.accounts.post import Note

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site", "posted")]
PASSWORD = "to-sider-og-en-gnist"
SECRET = "JBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    cache.clear()


def code(secret: str = SECRET) -> str:
    return str(format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())))))


def give_password(client: Client, password: str = PASSWORD, to: str = "/bord/") -> Any:
    data = {"login": "birgit@spark.example", "password": password, "next": to}
    return client.post(reverse("account_login"), data)


@pytest.fixture
def app_of_birgit(birgit: User) -> Authenticator:
    return TOTP.activate(birgit, SECRET).instance


def test_the_login_page_is_danish_and_runs_no_script_of_its_own(client: Client) -> None:
    page = client.get(reverse("account_login"))

    text = page.content.decode()
    assert "<h1>Log ind</h1>" in text
    assert [script for script in re.findall(r"<script([^>]*)>", text) if "src=" not in script] == [
        ' data-allauth-onload="allauth.webauthn.forms.loginForm" type="application/json"'
    ]
    assert " style=" not in text


def test_a_password_alone_opens_only_the_way_to_a_second_factor(client: Client, birgit: User) -> None:
    response = give_password(client)

    assert response["Location"] == "/bord/"
    assert client.get("/bord/")["Location"] == reverse("mfa_index")
    assert client.get(reverse("mfa_index")).status_code == 200
    assert client.get(reverse("account_change_password"))["Location"] == reverse("mfa_index")


@pytest.mark.django_db(transaction=True)
def test_setting_up_an_app_opens_the_desk(client: Client, birgit: User, posted: list[Note]) -> None:
    give_password(client)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = client.get(reverse("mfa_activate_totp"))

    response = client.post(reverse("mfa_activate_totp"), {"code": code(page.context["form"].secret)})

    assert response["Location"] == reverse("mfa_view_recovery_codes")
    assert client.get(response["Location"]).status_code == 200
    assert client.get("/bord/").status_code == 200
    assert [(note.to, note.subject) for note in posted] == [("birgit@spark.example", "Din konto er ændret")]


def test_where_there_is_a_second_factor_the_password_is_half_the_way(
    client: Client, app_of_birgit: Authenticator
) -> None:
    response = give_password(client)

    assert response["Location"] == reverse("mfa_authenticate")
    assert client.get("/bord/").status_code == 302
    assert client.get(reverse("mfa_authenticate")).status_code == 200


def test_password_and_code_open_the_desk(client: Client, app_of_birgit: Authenticator) -> None:
    give_password(client)

    response = client.post(reverse("mfa_authenticate"), {"code": code()})

    assert response["Location"] == "/bord/"
    assert client.get("/bord/").status_code == 200


def test_a_wrong_code_opens_nothing(client: Client, app_of_birgit: Authenticator) -> None:
    give_password(client)

    response = client.post(reverse("mfa_authenticate"), {"code": "000000"})

    assert response.status_code == 422
    assert client.get("/bord/").status_code == 302


def test_an_old_session_without_the_factor_logs_in_again(client: Client, birgit: User) -> None:
    give_password(client)
    TOTP.activate(birgit, SECRET)

    assert client.get("/bord/")["Location"] == "/konto/log-ind/?next=/bord/"
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    "name",
    ["mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "mfa_list_webauthn", "mfa_view_recovery_codes",
     "mfa_generate_recovery_codes", "account_reauthenticate", "account_login", "account_change_password",
     "accounts:home"],
)  # fmt: skip
@pytest.mark.parametrize("method", ["get", "post"])
def test_an_old_session_without_the_factor_adds_none_of_its_own(
    client: Client, birgit: User, name: str, method: str
) -> None:
    """It was opened with the password alone, perhaps by somebody else, before the owner set up a factor."""
    give_password(client)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    TOTP.activate(birgit, SECRET)

    response = getattr(client, method)(reverse(name))

    assert response["Location"].startswith(reverse("account_login"))
    assert "_auth_user_id" not in client.session
    assert Authenticator.objects.count() == 1


def test_an_old_session_without_the_factor_may_still_log_out(client: Client, birgit: User) -> None:
    give_password(client)
    TOTP.activate(birgit, SECRET)

    assert client.get(reverse("account_logout")).status_code == 200
    client.post(reverse("account_logout"))
    assert "_auth_user_id" not in client.session


def test_a_factor_shown_by_one_is_not_counted_for_another(client: Client, birgit: User) -> None:
    client.force_login(birgit)
    session: Any = client.session
    session["second_factor_of"] = birgit.pk + 1
    session.save()

    assert client.get("/bord/").status_code == 302


def test_taking_the_last_factor_away_closes_the_desk(client: Client, app_of_birgit: Authenticator) -> None:
    give_password(client)
    client.post(reverse("mfa_authenticate"), {"code": code()})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})

    client.post(reverse("mfa_deactivate_totp"))

    assert Authenticator.objects.count() == 0
    assert client.get("/bord/")["Location"] == reverse("mfa_index")


def test_the_secret_of_the_app_lies_encrypted(app_of_birgit: Authenticator) -> None:
    assert SECRET not in str(app_of_birgit.data)
    assert TOTP(app_of_birgit).validate_code(code())


def test_a_former_secret_key_still_reads_it(app_of_birgit: Authenticator, settings: Any) -> None:
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "a new one"

    assert TOTP(app_of_birgit).validate_code(code())


def test_guessing_is_stopped_in_danish(client: Client, birgit: User) -> None:
    for _ in range(5):
        give_password(client, "forkert-adgangskode")

    response = give_password(client)

    assert response.context["form"].non_field_errors() == ["Der er forsøgt for mange gange. Prøv igen om fem minutter."]
    assert client.get("/bord/").status_code == 302


@pytest.mark.parametrize("next_page", ["https://evil.example/", "//evil.example/", "/\\evil.example"])
def test_login_leads_nowhere_else(client: Client, birgit: User, next_page: str) -> None:
    assert give_password(client, to=next_page)["Location"] == reverse("accounts:home")


def test_home_is_the_desk_of_the_role(client: Client, app_of_birgit: Authenticator) -> None:
    give_password(client)
    client.post(reverse("mfa_authenticate"), {"code": code()})

    assert client.get(reverse("accounts:home"))["Location"] == "/sekretariat/"


@pytest.mark.parametrize("name", ["account_signup", "account_email", "account_set_password", "mfa_signup_webauthn"])
def test_pages_that_nobody_needs_do_not_exist(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_a_forgotten_password_answers_everyone_alike(client: Client, birgit: User, posted: list[Note]) -> None:
    answers = [
        client.post(reverse("account_reset_password"), {"email": email})
        for email in ("birgit@spark.example", "nobody@spark.example")
    ]

    assert {(answer.status_code, answer["Location"]) for answer in answers} == {
        (302, reverse("account_reset_password_done"))
    }
    assert [note.to for note in posted] == ["birgit@spark.example"]


def test_a_new_password_does_not_skip_the_second_factor(
    client: Client, app_of_birgit: Authenticator, posted: list[Note]
) -> None:
    client.post(reverse("account_reset_password"), {"email": "birgit@spark.example"})
    form = client.get(posted[0].action_url, follow=True)
    new = {"password1": "fire-stole-om-et-bord", "password2": "fire-stole-om-et-bord"}

    done = client.post(form.redirect_chain[-1][0], new)

    assert done["Location"] == reverse("account_reset_password_from_key_done")
    assert client.get("/bord/").status_code == 302
    assert give_password(client, "fire-stole-om-et-bord")["Location"] == reverse("mfa_authenticate")


def test_somebody_employed_today_has_no_password_and_chooses_one(
    client: Client, birgit: User, posted: list[Note]
) -> None:
    birgit.set_unusable_password()
    birgit.save()

    client.post(reverse("account_reset_password"), {"email": "Birgit@SPARK.example"})

    assert [note.subject for note in posted] == ["Vælg en ny adgangskode"]


@pytest.mark.parametrize("password", ["kort", "password1234", "birgit@spark.example"])
def test_a_weak_password_is_refused(client: Client, birgit: User, posted: list[Note], password: str) -> None:
    client.post(reverse("account_reset_password"), {"email": "birgit@spark.example"})
    form = client.get(posted[0].action_url, follow=True)

    response = client.post(form.redirect_chain[-1][0], {"password1": password, "password2": password})

    assert response.status_code == 422
    assert response.context["form"].errors


def test_every_page_of_the_account_is_drawn(client: Client, app_of_birgit: Authenticator) -> None:
    give_password(client)
    client.post(reverse("mfa_authenticate"), {"code": code()})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    names = [
        "mfa_index",
        "mfa_deactivate_totp",
        "mfa_generate_recovery_codes",
        "mfa_add_webauthn",
        "mfa_list_webauthn",
        "mfa_reauthenticate",
        "account_change_password",
        "account_reauthenticate",
        "account_logout",
    ]

    headings = {name: re.findall(r"<h1>(.+?)</h1>", client.get(reverse(name)).content.decode()) for name in names}

    assert {name: len(found) for name, found in headings.items()} == dict.fromkeys(names, 1)


def test_logging_out_is_a_post(client: Client, birgit: User) -> None:
    give_password(client)

    client.get(reverse("account_logout"))
    assert "_auth_user_id" in client.session
    client.post(reverse("account_logout"))
    assert "_auth_user_id" not in client.session
