"""Put places and programme in place as the seed files say."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sparkweb.foundation.accounts.actors import SYSTEM
from sparkweb.foundation.core.clock import now
from sparkweb.foundation.core.seeding import Outcome, SeedFault
from sparkweb.registers.programme.services import load_reference_data


class Command(BaseCommand):
    help = "Load municipalities, regions, agreement periods, themes, sectors and offers. Safe to run again."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            outcomes = load_reference_data(by=SYSTEM, at=now())
        except SeedFault as fault:
            raise CommandError(str(fault)) from fault
        for outcome in outcomes:
            self.tell(outcome)

    def tell(self, outcome: Outcome[Any]) -> None:
        name = outcome.model._meta.verbose_name_plural
        self.stdout.write(
            f"{name}: {len(outcome.created)} new, {len(outcome.changed)} changed, {outcome.unchanged} as before"
        )
        for change in outcome.changed:
            self.stdout.write(f"  {change.row}: {', '.join(change.fields)}")
