from django.apps import AppConfig


class PrioritisationConfig(AppConfig):
    name = "sparkweb.flow.prioritisation"
    label = "prioritisation"

    def ready(self) -> None:
        from sparkweb.flow.prioritisation import rules  # noqa: F401, PLC0415 – registers the predicates of the role matrix
