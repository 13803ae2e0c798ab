from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    name = "sparkweb.flow.applications"
    label = "applications"

    def ready(self) -> None:
        from sparkweb.flow.applications import rules  # noqa: F401, PLC0415 – registers the predicates of the role matrix
