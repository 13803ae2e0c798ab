from datetime import timedelta

from django.apps import AppConfig


class MessagingConfig(AppConfig):
    name = "sparkweb.foundation.messaging"
    label = "messaging"

    def ready(self) -> None:
        from sparkweb.foundation.accounts import post  # noqa: PLC0415 – models must be ready
        from sparkweb.foundation.core import idempotency  # noqa: PLC0415
        from sparkweb.foundation.messaging import periodic, services  # noqa: PLC0415

        post.register(services.enqueue_note)
        periodic.register("messaging.forget_sent", timedelta(hours=1), services.forget_sent)
        periodic.register("core.forget_submissions", timedelta(days=1), idempotency.forget)
