"""Every page that every role can see, seen once: each address, for a case at every stage, shown and posted to badly."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product

from sparkweb.foundation.accounts.enums import PARTICIPANTS, Role
from sparkweb.foundation.core.idempotency import FIELD, new_key
from tests.trust.addresses import Route, routes
from tests.trust.canaries import Home
from tests.trust.cases import Case, TwoWorlds
from tests.trust.documents import Page
from tests.trust.knocking import Answer, Person, undone


@dataclass(frozen=True)
class Question:
    person: Person
    route: Route
    case: Case | None
    """Whose ids are in the address, if it has any."""
    method: str
    path: str

    def __str__(self) -> str:
        return f"{self.person.role} {self.method} {self.route.name} {self.case.name if self.case else ''}".strip()


@dataclass(frozen=True)
class Look(Question):
    """A question, and the answer."""

    answer: Answer
    seen: frozenset[Home]
    """Where the personal texts in the answer come from."""

    @property
    def is_page(self) -> bool:
        return self.answer.headers.get("Content-Type", "").startswith("text/html") and bool(self.answer.text)

    @cached_property
    def page(self) -> Page:
        return Page.read(self.answer.text)


def looks(worlds: TwoWorlds, role: Role) -> list[Look]:
    """As one who sits at the table of each of our cases in turn; staff look at all of them."""
    cases = list(worlds.ours.values())
    somebody = _Walker(worlds, worlds.person(role, cases[0]))
    if role not in PARTICIPANTS:
        return list(somebody.walk(routes(), cases))
    own = [route for route in routes() if Role.VISITOR not in route.roles("get")]
    at_tables = [(case, _Walker(worlds, worlds.person(role, case))) for case in cases]
    everybodys = somebody.walk([route for route in routes() if route not in own], cases)
    return [*everybodys, *(look for case, holder in at_tables for look in holder.walk(own, [case]))]


@dataclass(frozen=True)
class _Walker:
    worlds: TwoWorlds
    person: Person

    def walk(self, among: Sequence[Route], cases: Sequence[Case]) -> Iterator[Look]:
        for route, method in product(among, ("get", "head", "post")):
            if self.person.role in route.roles(method):
                yield from self._ask(route, method, cases)

    def _ask(self, route: Route, method: str, cases: Sequence[Case]) -> Iterator[Look]:
        """Where it belongs in every way; and shown at all other stages."""
        main = self.worlds.ours[route.stage]
        wanted = [case for case in cases if case is main or method == "get"]
        for case in sorted(wanted, key=lambda each: each is not main) if route.of_a_case else [None]:
            ids = route.ids(case, case.seat_of(self.person.role)) if case else {}
            for path in route.paths(self.worlds, ids):
                yield from self._follow(Question(self.person, route, case, method, path))

    def _follow(self, question: Question) -> Iterator[Look]:
        """Some addresses lead to a page with something open on it; that is a page of its own."""
        look = self._look(question)
        yield look
        target = look.answer.location
        if question.method == "get" and target.startswith("/") and "?" in target:
            yield self._look(replace(question, path=target))

    def _look(self, question: Question) -> Look:
        data = {"data": {FIELD: new_key()}} if question.method == "post" else {}
        with undone():
            answer = self.person.ask(question.method, question.path, **data)
        return Look(**vars(question), answer=answer, seen=self.worlds.canaries.homes_in(answer.everything))
