from django.apps import AppConfig


class CoursesConfig(AppConfig):
    name = "sparkweb.flow.courses"
    label = "courses"
