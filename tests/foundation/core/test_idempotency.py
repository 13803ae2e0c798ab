"""A form with a key is answered once, seen from outside: `notes` is what the form creates."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.test import RequestFactory
from django.urls import ResolverMatch
from django.views import View

from sparkweb.foundation.audit.models import Event
from sparkweb.foundation.core import clock, idempotency
from sparkweb.foundation.core.models import Submission

KEY = "0123456789abcdef0123456789abcdef"


@dataclass(frozen=True)
class Somebody:
    key: str
    name: str = ""


@idempotency.once
def write_note(request: HttpRequest) -> HttpResponseBase:
    """Creates a row and sends the writer to it; an empty note is shown again with its error."""
    if request.method == "GET":
        return HttpResponse("form")
    if not request.POST["text"]:
        return HttpResponse("Skriv noget.", status=422)
    if request.POST["text"] == "missing":
        raise Http404
    note = Event.objects.create(action=request.POST["text"], at=clock.now())
    return HttpResponseRedirect(f"/notes/{note.pk}/")


class WriteNote(idempotency.OncePerSubmission, View):
    def post(self, request: HttpRequest) -> HttpResponseBase:
        note = Event.objects.create(action=request.POST["text"], at=clock.now())
        return HttpResponseRedirect(f"/notes/{note.pk}/")


def post(text: str = "Hej", key: str = KEY, actor: str = "seat:1", route: str = "write") -> HttpRequest:
    request = RequestFactory().post("/write/?a=1", {"text": text, idempotency.FIELD: key})
    request.actor = Somebody(actor)  # type: ignore[attr-defined]
    request.resolver_match = ResolverMatch(write_note, (), {}, route)
    return request


def location(response: HttpResponseBase) -> str:
    assert isinstance(response, HttpResponseRedirect)
    return response.url


@pytest.mark.django_db
def test_the_second_post_gets_the_first_answer() -> None:
    first, second = write_note(post()), write_note(post("Noget andet"))

    assert location(first) == location(second)
    assert [note.action for note in Event.objects.all()] == ["Hej"]


@pytest.mark.django_db
def test_a_view_class_answers_once_too() -> None:
    first, second = WriteNote.as_view()(post()), WriteNote.as_view()(post())

    assert location(first) == location(second)
    assert Event.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "other", [{"key": KEY[::-1]}, {"actor": "seat:2"}, {"route": "elsewhere"}], ids=["key", "actor", "route"]
)
def test_another_key_actor_or_route_is_another_submission(other: dict[str, str]) -> None:
    first, second = write_note(post()), write_note(post(**other))

    assert location(first) != location(second)


@pytest.mark.django_db
def test_a_form_with_errors_may_be_corrected_and_sent_again() -> None:
    refused = write_note(post(text=""))
    accepted = write_note(post(text="Nu med ord"))

    assert refused.status_code == 422
    assert location(accepted) == f"/notes/{Event.objects.get().pk}/"


@pytest.mark.django_db
def test_a_view_that_breaks_leaves_nothing() -> None:
    with pytest.raises(Http404):
        write_note(post("missing"))

    assert Submission.objects.count() == 0
    assert location(write_note(post())) == f"/notes/{Event.objects.get().pk}/"


@pytest.mark.django_db
def test_reading_the_form_needs_no_key_and_is_kept_out_of_shared_caches() -> None:
    request = RequestFactory().get("/write/")

    response = write_note(request)

    assert response.status_code == 200
    assert response["Cache-Control"] == "private"
    assert Submission.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["", "x", KEY.upper(), KEY + "\n", f"{KEY}0", "<script>alert(1)</script>", "æ" * 32])
def test_without_a_proper_key_nothing_happens_and_nothing_is_lost(key: str) -> None:
    response = write_note(post(text='Vi <b>har</b> travlt "i dag"', key=key))

    assert isinstance(response, HttpResponse)
    assert response.status_code == 400
    assert Event.objects.count() == 0
    page = response.content.decode()
    assert 'name="text" value="Vi &lt;b&gt;har&lt;/b&gt; travlt &quot;i dag&quot;"' in page
    assert 'action="/write/?a=1"' in page
    assert "<script>alert" not in page


@pytest.mark.django_db
def test_old_keys_are_forgotten() -> None:
    write_note(post())
    now = clock.now()

    idempotency.forget(now)
    assert Submission.objects.count() == 1

    idempotency.forget(now + idempotency.REMEMBERED + timedelta(minutes=1))
    assert Submission.objects.count() == 0


def test_keys_are_never_the_same() -> None:
    assert len({idempotency.new_key() for _ in range(1000)}) == 1000


@pytest.fixture
def eight() -> Iterator[ThreadPoolExecutor]:
    """Eight people pressing at the same moment, each with a database connection of their own."""
    barrier = Barrier(8)
    with ThreadPoolExecutor(8, initializer=barrier.wait) as pool:
        yield pool


def press(key: str) -> str:
    try:
        return location(write_note(post(key=key)))
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_eight_at_once_with_one_key_make_one(eight: ThreadPoolExecutor) -> None:
    answers = list(eight.map(press, [KEY] * 40))

    assert answers == [f"/notes/{Event.objects.get().pk}/"] * 40


@pytest.mark.django_db(transaction=True)
def test_eight_at_once_with_eight_keys_make_eight(eight: ThreadPoolExecutor) -> None:
    answers = list(eight.map(press, [idempotency.new_key() for _ in range(8)]))

    assert sorted(answers) == sorted(f"/notes/{note.pk}/" for note in Event.objects.all())
    assert len(set(answers)) == 8
