from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect

from sparkweb.foundation.accounts.http import SparkRequest


def home(request: SparkRequest) -> HttpResponse:
    """To the desk of the role; those without one get their own account."""
    desks = [route for role, route in settings.STAFF_HOME_ROUTES.items() if role in request.actor.roles]
    return redirect(desks[0] if desks else "mfa_index")
