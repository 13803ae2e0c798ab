from django.apps import AppConfig


class WorkplacesConfig(AppConfig):
    name = "sparkweb.registers.workplaces"
    label = "workplaces"

    def ready(self) -> None:
        from sparkweb.registers.workplaces import rules  # noqa: F401, PLC0415 – registers who may hold a link
