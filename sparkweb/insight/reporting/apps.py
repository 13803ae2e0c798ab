from datetime import timedelta

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "sparkweb.insight.reporting"
    label = "reporting"

    def ready(self) -> None:
        from sparkweb.foundation.messaging import periodic  # noqa: PLC0415 – models must be ready
        from sparkweb.insight.reporting.services import freeze_last_month  # noqa: PLC0415 – models must be ready

        periodic.register("reporting.freeze_last_month", timedelta(hours=6), freeze_last_month)
