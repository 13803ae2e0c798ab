"""Matrix, rules and address book must agree, both ways. Asked by the tests and by `manage.py check --deploy`."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connection
from django.urls import URLPattern, URLResolver, get_resolver

from sparkweb.foundation.accounts import matrix, policy


@register(Tags.urls, deploy=True)
def routes_stand_in_the_matrix(**_: Any) -> list[CheckMessage]:
    patterns = list(all_patterns())
    names = {name for name, _ in patterns if name}
    known = set(matrix.current().routes)
    return [
        *(Error(f"The address {pattern!r} has no name.", id="accounts.E001") for name, pattern in patterns if not name),
        *(
            Error(f"The route {name!r} is not in the role matrix.", id="accounts.E002")
            for name in sorted(names - known)
        ),
        *(
            Error(f"The role matrix names {name!r}, which is no route.", id="accounts.E003")
            for name in sorted(known - names)
        ),
    ]


@register(Tags.security, deploy=True)
def predicates_are_registered(**_: Any) -> list[CheckMessage]:
    return [
        Error(f"The role matrix asks {name!r}, which no app has registered.", id="accounts.E004")
        for name in sorted(policy.unknown_predicates())
    ]


@register(Tags.caches, deploy=True)
def the_cache_has_its_table(**_: Any) -> list[CheckMessage]:
    """Login limits are counted there; without the table every login fails."""
    tables = {cache["LOCATION"] for cache in settings.CACHES.values() if cache["BACKEND"].endswith("DatabaseCache")}
    missing = tables - set(connection.introspection.table_names()) if tables else set()
    return [
        Error(f"The cache table {name!r} is missing: run manage.py createcachetable.", id="accounts.E005")
        for name in sorted(missing)
    ]


def all_patterns(
    resolver: URLResolver | None = None, namespaces: str = "", path: str = ""
) -> Iterator[tuple[str, str]]:
    """(full name, pattern) of every address; an empty name where there is none."""
    for entry in (resolver or get_resolver()).url_patterns:
        here = path + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield (f"{namespaces}{entry.name}" if entry.name else ""), here
        else:
            inner = f"{namespaces}{entry.namespace}:" if entry.namespace else namespaces
            yield from all_patterns(entry, inner, here)
