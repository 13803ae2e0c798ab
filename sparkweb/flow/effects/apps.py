from datetime import timedelta

from django.apps import AppConfig


class EffectsConfig(AppConfig):
    name = "sparkweb.flow.effects"
    label = "effects"

    def ready(self) -> None:
        from sparkweb.flow.effects import receivers, rules  # noqa: F401, PLC0415 – answers signals, registers predicates
        from sparkweb.flow.effects.services import open_due_waves  # noqa: PLC0415 – models must be ready
        from sparkweb.foundation.messaging import periodic  # noqa: PLC0415 – models must be ready

        periodic.register("effects.open_due_waves", timedelta(hours=6), open_due_waves)
