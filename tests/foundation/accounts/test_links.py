from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.test import RequestFactory
from django.urls import reverse

from sparkweb.foundation.accounts import links, sessions, subjects
from sparkweb.foundation.accounts.links import LinkNotUsable, LinkStatus
from sparkweb.foundation.accounts.models import AccessLink, User
from sparkweb.foundation.accounts.post import Note
from sparkweb.foundation.audit.models import Event
from tests.foundation.accounts.conftest import ANNE, MIKKEL, NOON, Registry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]
LATER = NOON + timedelta(minutes=1)


def issue(subject: str = ANNE, destination: str = "/sag/7/", at: datetime = NOON, **options: Any) -> str:
    """The token alone; the address around it ends with a slash."""
    return links.issue(subject=subject, destination=destination, at=at, **options).split("/")[-2]


def request_from_browser(method: str = "post", session: SessionStore | None = None) -> HttpRequest:
    request: HttpRequest = getattr(RequestFactory(), method)("/l/")
    request.session = session or SessionStore()
    request.session.save()
    return request


def test_the_address_leads_to_the_page_of_entry() -> None:
    url = links.issue(subject=ANNE, destination="/sag/7/", at=NOON)

    token = url.split("/")[-2]
    assert url == "http://testserver" + reverse("participants:enter", args=[token])
    assert len(token) >= 43


def test_only_the_hash_of_the_token_is_stored() -> None:
    token = issue()

    row = AccessLink.objects.values().get()
    assert row["token_hash"] == sha256(token.encode()).hexdigest()
    assert token not in str(row)


def test_two_links_are_never_the_same() -> None:
    tokens = {issue() for _ in range(20)}

    assert len(tokens) == 20


@pytest.mark.parametrize(
    "destination",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "\\\\evil.example",
        "javascript:alert(1)",
        "sag/7/",
        "",
        "///evil.example",
    ],
)
def test_a_link_never_leads_out_of_the_site(destination: str) -> None:
    with pytest.raises(ValueError, match="page of this site"):
        issue(destination=destination)

    assert AccessLink.objects.count() == 0


@pytest.mark.parametrize("destination", ["//evil.example/", "https://evil.example/"])
def test_the_database_refuses_it_too(destination: str) -> None:
    issue()

    with pytest.raises(IntegrityError), transaction.atomic():
        AccessLink.objects.update(destination=destination)


def test_look_tells_what_a_page_may_know() -> None:
    token = issue()

    assert links.look(token, NOON) == links.LinkState(LinkStatus.USABLE, "/sag/7/", ANNE)
    assert links.look("forkert", NOON) == links.LinkState(LinkStatus.UNKNOWN)


def test_a_link_runs_out_on_its_day() -> None:
    token = issue(days=14)

    assert links.look(token, NOON + timedelta(days=14) - timedelta(seconds=1)).status == LinkStatus.USABLE
    assert links.look(token, NOON + timedelta(days=14)).status == LinkStatus.EXPIRED


def test_looking_changes_nothing_however_often_a_scanner_looks(registry: Registry) -> None:
    token = issue()
    before = AccessLink.objects.values().get()

    for _ in range(10):
        links.look(token, LATER)

    assert AccessLink.objects.values().get() == before
    assert Event.objects.filter(action="link.opened").count() == 0


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_only_a_post_opens(method: str, registry: Registry) -> None:
    token = issue()

    with pytest.raises(LinkNotUsable):
        links.open_session(request_from_browser(method), token, LATER)

    assert links.look(token, LATER).status == LinkStatus.USABLE


def test_opening_starts_a_session_for_that_subject_and_says_where_to_go(registry: Registry) -> None:
    token = issue()
    request = request_from_browser()

    destination = links.open_session(request, token, LATER)

    assert destination == "/sag/7/"
    assert sessions.subject_of(request) == ANNE
    assert links.look(token, LATER).status == LinkStatus.USED


def test_opening_is_written_down_under_the_seat(registry: Registry) -> None:
    links.open_session(request_from_browser(), issue(), LATER)

    event = Event.objects.get(action="link.opened")
    assert (event.by_key, event.at, event.facts) == (ANNE, LATER, {})


def test_the_session_key_changes_so_that_a_planted_one_is_worth_nothing(registry: Registry) -> None:
    planted = SessionStore()
    planted["left"] = "behind"
    planted.save()
    request = request_from_browser(session=planted)

    old_key = planted.session_key
    links.open_session(request, issue(), LATER)
    request.session.save()

    assert request.session.session_key != old_key
    assert "left" not in request.session
    assert not SessionStore().exists(old_key or "")


def test_a_used_link_opens_nothing_more(registry: Registry) -> None:
    token = issue()
    links.open_session(request_from_browser(), token, LATER)

    request = request_from_browser()
    with pytest.raises(LinkNotUsable) as refusal:
        links.open_session(request, token, LATER + links.DOUBLE_CLICK)

    assert sessions.subject_of(request) == ""
    assert str(refusal.value) == "Linket er allerede brugt eller udløbet. Bed om et nyt."


def test_a_double_click_counts_as_one(registry: Registry) -> None:
    token = issue()
    first = links.open_session(request_from_browser(), token, LATER)

    second = links.open_session(request_from_browser(), token, LATER + timedelta(seconds=1))

    assert first == second
    assert AccessLink.objects.get().used_at == LATER


def test_an_expired_link_opens_nothing(registry: Registry) -> None:
    token = issue(days=1)

    with pytest.raises(LinkNotUsable):
        links.open_session(request_from_browser(), token, NOON + timedelta(days=1))

    assert AccessLink.objects.get().used_at is None


def test_a_link_of_a_seat_that_has_ended_opens_nothing_and_is_not_spent(registry: Registry) -> None:
    token = issue()
    registry.seated.remove("anne")

    with pytest.raises(LinkNotUsable):
        links.open_session(request_from_browser(), token, LATER)

    assert AccessLink.objects.get().used_at is None


def test_the_hat_of_staff_comes_off_when_a_link_is_opened(registry: Registry, birgit: User) -> None:
    request = request_from_browser()
    request.user = birgit
    request.session["_auth_user_id"] = str(birgit.pk)

    links.open_session(request, issue(), LATER)

    assert "_auth_user_id" not in request.session
    assert not request.user.is_authenticated


def by_address(token: str) -> None:
    links.resend(email="anne@havrevang.example", at=LATER)


def by_old_link(token: str) -> None:
    links.renew(token, LATER)


@pytest.mark.parametrize("ask", [by_address, by_old_link])
def test_a_new_link_goes_to_the_address_of_the_subject_only(
    ask: Callable[[str], None], registry: Registry, posted: list[Note]
) -> None:
    ask(issue())

    [note] = posted
    assert (note.to, note.to_name, note.subject) == ("anne@havrevang.example", "Anne", "Dit link til SPARK")
    assert links.look(note.action_url.split("/")[-2], LATER).subject == ANNE


def test_a_renewed_link_leads_to_the_same_page_even_when_the_old_one_ran_out(
    registry: Registry, posted: list[Note]
) -> None:
    token = issue()

    links.renew(token, NOON + timedelta(days=60))

    assert [link.destination for link in AccessLink.objects.all()] == ["/sag/7/", "/sag/7/"]
    assert len(posted) == 1


@pytest.mark.parametrize("email", ["nobody@havrevang.example", "", "mikkel@havrevang.example\n"])
def test_an_unknown_address_is_met_with_silence(email: str, registry: Registry, posted: list[Note]) -> None:
    links.resend(email=email, at=NOON)

    assert (posted, AccessLink.objects.count()) == ([], 0)


def test_an_unknown_link_is_met_with_silence(registry: Registry, posted: list[Note]) -> None:
    links.renew("forkert", NOON)

    assert posted == []


def test_a_seat_that_has_ended_gets_no_new_link(registry: Registry, posted: list[Note]) -> None:
    token = issue()
    registry.seated.remove("anne")

    links.renew(token, LATER)

    assert posted == []


def test_a_mailbox_cannot_be_flooded(registry: Registry, posted: list[Note]) -> None:
    for _ in range(10):
        links.resend(email="anne@havrevang.example", at=NOON)
    links.resend(email="mikkel@havrevang.example", at=NOON)

    assert [note.to_name for note in posted] == ["Anne", "Anne", "Anne", "Mikkel"]


def test_one_letter_holds_a_link_for_each_seat_at_the_address(
    registry: Registry, posted: list[Note], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subjects, "find", lambda _email: [ANNE, MIKKEL])

    links.resend(email="anne@havrevang.example", at=NOON)

    [note] = posted
    urls = [note.action_url, *(line for line in note.paragraphs if line.startswith("http"))]
    assert [links.look(url.split("/")[-2], NOON).subject for url in urls] == [ANNE, MIKKEL]


def test_the_next_hour_links_are_sent_again(registry: Registry, posted: list[Note]) -> None:
    for _ in range(3):
        links.resend(email="anne@havrevang.example", at=NOON)

    links.resend(email="anne@havrevang.example", at=NOON + timedelta(hours=1))

    assert len(posted) == 4


def test_the_letter_says_nothing_of_the_case(registry: Registry, posted: list[Note]) -> None:
    links.renew(issue(subject=MIKKEL), LATER)

    [note] = posted
    text = " ".join([note.subject, *note.paragraphs, note.action_label])
    assert "Havrevang" not in text
    assert "sag" not in text.lower()
