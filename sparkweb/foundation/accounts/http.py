from django.http import HttpRequest

from sparkweb.foundation.accounts.actors import Actor


class SparkRequest(HttpRequest):
    """What every view gets: the middleware has said who is acting."""

    actor: Actor
