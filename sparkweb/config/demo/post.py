"""The outbox as everybody's inbox."""

import re

from django.conf import settings
from django.db.models import Q, QuerySet

from sparkweb.foundation.messaging.models import OutboxMessage

# Bodies are large and a list shows none of them.
BODIES = ("text", "html", "calendar")
# A link was written with the port the demo ran on that day.
OWN_ADDRESS = re.compile(r"http://localhost:\d+")
# The letter may look as it likes and do nothing: no script, no form, nothing fetched. Its links open where the demo is.
LETTER_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; frame-ancestors 'self'; "
    "sandbox allow-top-navigation-by-user-activation"
)


def newest(recipient: str) -> QuerySet[OutboxMessage]:
    """The newest first; those to whom the name or the address fits."""
    found = OutboxMessage.objects.defer(*BODIES).order_by("-created_at", "-id")
    fits = Q(to_address__icontains=recipient) | Q(to_name__icontains=recipient)
    return found.filter(fits) if recipient else found


def here(body: str) -> str:
    """With links that lead to the demo where it runs now."""
    return OWN_ADDRESS.sub(settings.SITE_URL, body)


def framed(html: str) -> str:
    """A link in the letter leaves the frame it is shown in."""
    return here(html).replace("<head>", '<head><base target="_top">', 1)
