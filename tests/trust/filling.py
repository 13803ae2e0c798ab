"""Every form that anybody is shown, and what to write in it: as asked, as nobody asked, or nothing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from urllib.parse import urldefrag

from django.urls import resolve
from django.utils.timezone import localdate

from sparkweb.foundation.core.idempotency import FIELD, new_key
from tests.trust.documents import Field, Form
from tests.trust.knocking import Answer, Person
from tests.trust.walking import Look

TOKEN = "csrfmiddlewaretoken"
WORDS = "Vi vil gerne tale mere sammen."
Values = dict[str, list[str]]
USUAL = {"employee_count": "24", "capacity": "12", "consultant": "1", "seen_revision": "0"}
"""Fields of text or numbers in which words are no answer."""
WRONG = {
    "email": '"a\r\nBcc: alle@a.example"@a.example',
    "number": "mange",
    "date": "32.13.2026",
    "time": "25:99",
    "select": "et valg, der ikke findes",
    "radio": "et valg, der ikke findes",
    "checkbox": "et valg, der ikke findes",
    "hidden": "1' OR 1=1 --",
}


@dataclass(frozen=True)
class Shown:
    """A form on a page, and who was looking."""

    person: Person
    page: str
    form: Form

    def __str__(self) -> str:
        return f"{self.person.role} {self.route} ({', '.join(each.name for each in self.form.typed)})"

    @property
    def address(self) -> str:
        return urldefrag(self.form.action or self.page).url

    @property
    def route(self) -> str:
        return resolve(self.address.partition("?")[0]).view_name

    @property
    def has_key(self) -> bool:
        return FIELD in self.form.fields

    @property
    def texts(self) -> list[Field]:
        return [each for each in self.form.typed if each.is_text and each.name not in USUAL]

    def send(self, values: Values) -> Answer:
        return self.person.ask(self.form.method, self.address, data=values)


def shown(looks: Iterable[Look]) -> Iterator[Shown]:
    """Each form once for each kind of person, however many pages carry it."""
    met = set()
    for look in looks:
        for form in look.page.forms if look.is_page and look.method == "get" and look.answer.status == 200 else ():
            found = Shown(look.person, look.path, form)
            if (key := (found.route, *form.fields)) not in met:
                met.add(key)
                yield found


def filled(form: Form, *, words: str = WORDS) -> Values:
    """As somebody fills it in who does what it asks."""
    days = count(30)
    values = {name: _answer(each, words, days) for name, each in form.fields.items() if name != TOKEN}
    return _with_new_key(values)


def touched_wrongly(form: Form, *, words: str = WORDS) -> Values:
    """Good words in the text fields and nonsense in all others."""
    wrong = {each.name: [WRONG[each.kind]] for each in form.fields.values() if each.kind in WRONG}
    return _with_new_key({**filled(form, words=words), **wrong})


def left_empty(form: Form) -> Values:
    """What a browser sends of a form somebody has cleared."""
    hidden = {name: each.values() for name, each in form.fields.items() if each.kind == "hidden"}
    empty = {each.name: [""] for each in form.typed if each.kind not in {"radio", "checkbox"}}
    return _with_new_key({**hidden, **empty})


def _with_new_key(values: Values) -> Values:
    return {**values, FIELD: [new_key()]} if FIELD in values else values


def _answer(field: Field, words: str, days: Iterator[int]) -> list[str]:
    match field.kind:
        case "email":
            return ["ny.kollega@a.example"]
        case "date":
            return [field.value or (localdate() + timedelta(days=next(days))).isoformat()]
        case "radio" | "checkbox" | "select":
            return field.chosen if any(field.chosen) else [next(option for option in field.options if option)]
        case "hidden" | "time" | "submit" | "button":
            return [field.value]
    return [USUAL[field.name] if field.name in USUAL and not field.value else field.value or words]
