"""Every form on every page, found by reading them: filled in well, badly, not at all, twice, and from elsewhere."""

from collections import Counter
from collections.abc import Callable
from http import HTTPStatus

import pytest

from sparkweb.foundation.accounts.enums import Role
from sparkweb.foundation.core.idempotency import FIELD
from sparkweb.foundation.core.text import clean_text
from sparkweb.foundation.messaging.models import OutboxMessage
from sparkweb.foundation.privacy.registry import own_models
from tests.trust import hostile
from tests.trust.conftest import Walk
from tests.trust.documents import Field, Page
from tests.trust.filling import Shown, Values, filled, left_empty, shown, touched_wrongly
from tests.trust.knocking import Answer, undone

ROLES = (Role.VISITOR, Role.LEADER, Role.CONSULTANT, Role.COORDINATOR, Role.STEERING)
"""The representative's forms are the leader's; nobody else has any that these have not."""
ALL_MAY_BE_LEFT_OUT: set[str] = set()
CASE_TABLES = ("workplaces_", "applications_", "prioritisation_", "planning_", "courses_", "consultants_")
ENGLISH = ("This field", "required", "Enter a", "Select a", "Ensure", "valid ")
UNWELCOME = range(400, 500)
"""The kinds of answer that say the question was wrong."""


@pytest.fixture
def forms(walk: Walk) -> list[Shown]:
    return list(shown(look for role in ROLES for look in walk(role)))


@pytest.fixture
def posts(forms: list[Shown]) -> list[Shown]:
    return [form for form in forms if form.form.method == "post"]


@pytest.fixture
def own_posts(posts: list[Shown]) -> list[Shown]:
    """Login is allauth's, and a good answer to it is a password nobody here knows."""
    return [form for form in posts if not form.route.startswith(("account_", "mfa_"))]


Problem = str | None


def problems(forms: list[Shown], look_for: Callable[[Shown], Problem]) -> dict[str, str]:
    found = {}
    for form in forms:
        with undone():
            if problem := look_for(form):
                found[str(form)] = problem
    return found


def test_a_good_answer_is_taken(own_posts: list[Shown]) -> None:
    def look(form: Shown) -> Problem:
        answer = form.send(filled(form.form))
        return None if answer.status == HTTPStatus.FOUND else f"{answer.status}: {error_of(answer)}"

    assert problems(own_posts, look) == {}


def test_the_same_answer_sent_twice_is_taken_once(own_posts: list[Shown]) -> None:
    """A double click, a retry on a bad line, the back button."""

    def look(form: Shown) -> Problem:
        values = filled(form.form)
        first, rows = form.send(values), count_rows()
        second = form.send(values)
        if form.has_key and (first.status, first.location) != (second.status, second.location):
            return f"{first.status} {first.location}, then {second.status} {second.location}"
        return str(more) if (more := count_rows() - rows) else None

    assert problems(own_posts, look) == {}


def test_every_change_of_a_case_is_written_in_the_log(own_posts: list[Shown]) -> None:
    def look(form: Shown) -> Problem:
        wrote = form.send(filled(form.form)).wrote
        changed = {table for table in wrote if table.startswith(CASE_TABLES)}
        return str(changed) if changed and "audit_event" not in wrote else None

    assert problems(own_posts, look) == {}


def test_an_empty_form_is_refused_with_a_sentence(posts: list[Shown]) -> None:
    asking = [form for form in posts if form.form.typed and form.route not in ALL_MAY_BE_LEFT_OUT]

    assert problems(asking, lambda form: not_refused(form.send(left_empty(form.form)))) == {}


def test_nonsense_is_refused_with_a_sentence_and_nothing_typed_is_lost(posts: list[Shown]) -> None:
    """What is no choice, no date, no number and no address; and a tampered field nobody sees."""

    def look(form: Shown) -> Problem:
        values = touched_wrongly(form.form)
        answer = form.send(values)
        return not_refused(answer) or forgotten(form, values, answer)

    assert problems([form for form in posts if any(not each.is_text for each in form.form.typed)], look) == {}


def test_a_form_without_its_key_is_asked_for_again(posts: list[Shown]) -> None:
    def look(form: Shown) -> Problem:
        values = {name: given for name, given in filled(form.form).items() if name != FIELD}
        answer = form.send(values)
        waiting = Page.read(answer.text).forms[0].fields if answer.status == HTTPStatus.BAD_REQUEST else {}
        kept = all(name in waiting for name, given in values.items() if given)
        return None if kept and FIELD in waiting else f"{answer.status}"

    assert problems([form for form in posts if form.has_key], look) == {}


def test_a_form_sent_from_another_site_is_refused_in_danish(posts: list[Shown]) -> None:
    def look(form: Shown) -> Problem:
        elsewhere = Shown(form.person.without_token(), form.page, form.form)
        answer = elsewhere.send(filled(form.form))
        page = Page.read(answer.text)
        refused = answer.status == HTTPStatus.FORBIDDEN and "Siden har ligget åben for længe" in page.text
        return None if refused and not answer.wrote else f"{answer.status} {sorted(answer.wrote)}"

    assert problems(posts, look) == {}


@pytest.mark.parametrize("kind", hostile.CORPUS)
def test_hostile_text_is_only_text(forms: list[Shown], kind: str) -> None:
    """Taken or refused, shown again or mailed on: it stays words."""
    words = hostile.CORPUS[kind]

    def look(form: Shown) -> Problem:
        OutboxMessage.objects.all().delete()
        values = {**filled(form.form), **{each.name: [words] for each in form.texts}}
        answer = form.send(values)
        if answer.is_broken:
            return answer.broke
        shown_next = form.person.get(answer.location).text if answer.location.startswith("/") else ""
        harm = hostile.harm_in(answer.everything) | hostile.harm_in(shown_next) | hostile.harm_in_mail()
        return str(harm) if harm else forgotten(form, values, answer)

    assert problems([form for form in forms if form.texts], look) == {}


def test_no_mail_repeats_what_was_written(own_posts: list[Shown]) -> None:
    """The name of the one it is written to stands in it, and nothing else from any form."""

    def look(form: Shown) -> Problem:
        OutboxMessage.objects.all().delete()
        form.send({**filled(form.form), **{each.name: ["Gulerod"] for each in form.texts if each.name != "name"}})
        mails = OutboxMessage.objects.all()
        telling = [mail.kind for mail in mails if "Gulerod" in mail.subject + mail.text + mail.html + mail.calendar]
        return ", ".join(telling) or None

    assert problems(own_posts, look) == {}


def not_refused(answer: Answer) -> Problem:
    said = error_of(answer)
    if answer.status not in UNWELCOME or not said:
        return f"{answer.status} says {said!r}"
    return said if any(word in said for word in ENGLISH) else None


def forgotten(form: Shown, values: Values, answer: Answer) -> Problem:
    """What somebody typed and does not find again, cleaned of what cannot be seen."""
    if answer.status not in UNWELCOME:
        return None
    again = next((found for found in Page.read(answer.text).forms if same_form(found.fields, form)), None)
    fields = again.fields if again else {}
    lost = [
        each.name
        for each in form.texts
        if each.kind != "password"
        and (each.name not in fields or fields[each.name].value != cleaned(values[each.name][0], each.kind))
    ]
    return f"{answer.status} has lost {lost}" if lost else None


def same_form(fields: dict[str, Field], form: Shown) -> bool:
    return {each.name for each in form.form.typed} <= fields.keys()


def cleaned(text: str, kind: str) -> str:
    return clean_text(text, multiline=kind == "textarea")


def error_of(answer: Answer) -> str:
    return " ".join(Page.read(answer.text).error.split())


def count_rows() -> Counter[str]:
    return Counter({model._meta.label: model._default_manager.count() for model in own_models()})
