"""The one question of every page, job and file: may this actor do this to that? No, unless the matrix says yes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.http import Http404
from django.utils.translation import gettext as _

from sparkweb.foundation.accounts import matrix
from sparkweb.foundation.accounts.actors import Actor
from sparkweb.foundation.accounts.http import SparkRequest


@dataclass(frozen=True, slots=True)
class Verdict:
    """Truthy for yes; a no carries a Danish sentence fit to show."""

    allowed: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.allowed

    def __and__(self, other: "Verdict") -> "Verdict":
        return other if self else self

    def __or__(self, other: "Verdict") -> "Verdict":
        return self if self else other


YES = Verdict(True)
Predicate = Callable[[Actor, Any], bool | Verdict]
_predicates: dict[str, Predicate] = {}


def no(reason: str = "") -> Verdict:
    return Verdict(False, reason or _("Det har du ikke adgang til."))


def predicate(name: str) -> Callable[[Predicate], Predicate]:
    """Registers a rule under the name the matrix uses: '<app>.<what is true of actor and object>'."""

    def register(function: Predicate) -> Predicate:
        _predicates[name] = function
        return function

    return register


def may(actor: Actor, action: str, resource: str, obj: object = None, field: str | None = None) -> Verdict:
    """The whole answer for one object. A field with a row of its own must pass that as well.

    A rule about objects says no when there is none to ask about.
    """
    verdict = _judge(actor, action, resource, obj)
    if field and f"{resource}.{field}" in matrix.current().resources:
        verdict &= _judge(actor, action, f"{resource}.{field}", obj)
    return verdict


def may_try(actor: Actor, action: str, resource: str) -> Verdict:
    """The answer by role alone: may the actor come as far as being asked about an object? For doors and menus."""
    return YES if actor.roles & matrix.current().roles_for(action, resource) else no()


def require(request: SparkRequest, action: str, resource: str, obj: object = None, field: str | None = None) -> None:
    """Raises Http404, because even existence is confidential."""
    verdict = may(request.actor, action, resource, obj, field)
    if not verdict:
        raise Http404(verdict.reason)


def unknown_predicates() -> set[str]:
    """Names the matrix uses and no app has registered; each of them refuses."""
    return matrix.current().predicate_names() - _predicates.keys()


def verify() -> None:
    """Raises ImproperlyConfigured; asked once, when all apps are ready and nobody has been served."""
    if unknown := unknown_predicates():
        raise ImproperlyConfigured(f"The role matrix asks what no app has registered: {', '.join(sorted(unknown))}.")


def _judge(actor: Actor, action: str, resource: str, obj: object) -> Verdict:
    verdict = no()
    for role in sorted(actor.roles):
        verdict |= _apply(matrix.current().rule(role, action, resource), actor, obj)
    return verdict


def _apply(rule: str, actor: Actor, obj: object) -> Verdict:
    if rule == matrix.ALWAYS:
        return YES
    ask = _predicates.get(rule)
    if ask is None or obj is None:
        return no()
    answer = ask(actor, obj)
    return answer if isinstance(answer, Verdict) else (YES if answer else no())
