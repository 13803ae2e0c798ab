"""The first way in: a user of staff, made where the server is."""

from argparse import ArgumentParser

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import IntegrityError

from sparkweb.foundation.accounts import services
from sparkweb.foundation.accounts.actors import SYSTEM
from sparkweb.foundation.accounts.enums import STAFF, Role
from sparkweb.foundation.core import clock


class Command(BaseCommand):
    help = "Make a user of staff. They choose a password by 'Glemt adgangskode' and are then asked for a second factor."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("name")
        parser.add_argument("role", choices=sorted(role.value for role in STAFF))

    def handle(self, *args: object, **options: str) -> None:
        try:
            validate_email(options["email"])
            services.employ(
                email=options["email"],
                name=options["name"],
                role=Role(options["role"]),
                from_date=clock.today(),
                by=SYSTEM,
                at=clock.now(),
            )
        except ValidationError as problem:
            raise CommandError("That is not an e-mail address.") from problem
        except IntegrityError as problem:
            raise CommandError("There is a user with that address already.") from problem
        self.stdout.write(f"{options['email']} may now choose a password at /konto/glemt-adgangskode/.")
