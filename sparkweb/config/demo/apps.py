from django.apps import AppConfig
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

THIS_MACHINE = {"localhost", "127.0.0.1"}


class DemoConfig(AppConfig):
    name = "sparkweb.config.demo"
    label = "demo"

    def ready(self) -> None:
        refuse_elsewhere()


def refuse_elsewhere() -> None:
    """Here anyone may become anyone, so nothing starts that could be reached from another machine or hold real data."""
    if not getattr(settings, "DEMO", False):
        raise ImproperlyConfigured("sparkweb.config.demo belongs to the demo settings and to no others.")
    if not settings.ALLOWED_HOSTS or not set(settings.ALLOWED_HOSTS) <= THIS_MACHINE:
        raise ImproperlyConfigured("The demo answers on this machine only: ALLOWED_HOSTS is localhost and 127.0.0.1.")
