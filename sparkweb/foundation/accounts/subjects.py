"""Whom a link speaks for. Accounts knows an opaque 'kind:identifier'; the app above that owns the kind answers here."""

from collections.abc import Callable, Iterable

from sparkweb.foundation.accounts.actors import Actor

Resolver = Callable[[str], Actor | None]
"""The part after the colon; None when the seat has ended or never was."""
Finder = Callable[[str], Iterable[str]]
"""An e-mail address; every subject that reads its mail there now."""
Addresser = Callable[[str], str | None]
"""The part after the colon; the address to write to, None when the seat has ended."""

_resolvers: dict[str, Resolver] = {}
_finders: list[Finder] = []
_addressers: dict[str, Addresser] = {}


def register(kind: str, resolver: Resolver) -> None:
    _resolvers[kind] = resolver


def register_address(kind: str, addresser: Addresser) -> None:
    _addressers[kind] = addresser


def register_finder(finder: Finder) -> None:
    _finders.append(finder)


def resolve(subject: str) -> Actor | None:
    kind, _, identifier = subject.partition(":")
    resolver = _resolvers.get(kind)
    return resolver(identifier) if resolver else None


def address_of(subject: str) -> str | None:
    kind, _, identifier = subject.partition(":")
    addresser = _addressers.get(kind)
    return addresser(identifier) if addresser else None


def find(email: str) -> list[str]:
    """Every subject that reads its mail at the address, each once."""
    return list(dict.fromkeys(subject for finder in _finders for subject in finder(email)))
