from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "sparkweb.flow.planning"
    label = "planning"

    def ready(self) -> None:
        from sparkweb.flow.planning import rules  # noqa: F401, PLC0415 – registers the predicates of the role matrix
