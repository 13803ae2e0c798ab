from django.apps import AppConfig


class CoursesConfig(AppConfig):
    name = "sparkweb.flow.courses"
    label = "courses"

    def ready(self) -> None:
        from sparkweb.flow.courses import receivers, rules  # noqa: F401, PLC0415 – answers signals, registers predicates
