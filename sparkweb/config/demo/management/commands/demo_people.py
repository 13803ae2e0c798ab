"""`manage.py demo_people`: who to be, and where."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.urls import reverse
from django.utils.translation import override

from sparkweb.config.demo.people import Cast


class Command(BaseCommand):
    help = "Prints who can be met in the demo and where to become one of them."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Be anybody, with one button: {settings.SITE_URL}{reverse('demo:home')}")
        self.stdout.write(f"Every mail that is sent:     {settings.SITE_URL}{reverse('demo:mails')}\n")
        from tests.world import PASSWORD  # noqa: PLC0415 – the cast of the tests; the demo runs from the repository

        self.stdout.write(f"Staff may also log in as themselves, with the password {PASSWORD}")
        with override("da"):
            for title, cards in Cast().groups():
                self.stdout.write(f"\n{title}")
                for card in cards:
                    self.stdout.write(f"  {card.name:<16} {card.role:<16} {card.purpose}")
