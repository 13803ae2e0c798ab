"""How the tests read and fill in a page."""

import re
from typing import Any
from uuid import UUID

from django.test import Client
from django.urls import reverse

from sparkweb.flow.applications.models import Application
from sparkweb.foundation.core.idempotency import FIELD, new_key
from sparkweb.foundation.messaging.models import OutboxMessage


def text(response: Any) -> str:
    """What a person would read, on one line."""
    page = response.content.decode()
    main = re.sub(r"(?s)<head>.*?</head>|<svg.*?</svg>|<option.*?</option>", "", page)
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def url(route: str, application: Application, *args: str | UUID) -> str:
    return reverse(f"participants:{route}", args=[application.id, *args])


def post(client: Client, address: str, /, **typed: Any) -> Any:
    """A form sent for the first time, from a page that shows the newest text."""
    return client.post(address, {FIELD: new_key(), **typed})


def newest_link(email: str) -> str:
    """The address in the newest letter to somebody."""
    letter = OutboxMessage.objects.filter(to_address=email).order_by("created_at", "id").latest("created_at")
    found = re.search(r"http://testserver(/l/\S+)", letter.text)
    assert found
    return found[1]
