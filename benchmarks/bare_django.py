"""The floor: what Django itself costs for a list of 50 rows and for a form of 20 questions.

One file, the usual six middlewares, no menus, no filters, no permissions, nobody signed in. `python -m
benchmarks.bare_django` makes and fills its tables; gunicorn serves `benchmarks.bare_django:application`.
"""

import os
from datetime import date, timedelta
from pathlib import Path

import django
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from sparkweb.config.databases import database_from

ROWS, ROWS_PER_PAGE, QUESTIONS = 10_000, 50, 20
MUNICIPALITIES, SECTORS = 98, 8
TEMPLATES = {
    "list.html": """<!doctype html><title>Applications</title><h1>Applications ({{ count }})</h1><table>
{% for a in rows %}<tr><td><a href="/a/{{ a.id }}">{{ a.title }}</a></td><td>{{ a.municipality.name }}</td>
<td>{{ a.sector.name }}</td><td>{{ a.employees }}</td><td>{{ a.status }}</td><td>{{ a.priority }}</td>
<td>{{ a.received }}</td><td>{{ a.contact }}</td></tr>{% endfor %}</table>""",
    "form.html": """<!doctype html><title>Survey</title><h1>Survey</h1><form method="post">
{% for number, text in questions %}<fieldset><legend>{{ number }}. {{ text }}</legend>{% for value, word in scale %}
<label><input type="radio" name="q{{ number }}" value="{{ value }}"> {{ word }}</label>{% endfor %}</fieldset>
{% endfor %}<button>Send</button></form>""",
}

settings.configure(
    SECRET_KEY="only-for-the-benchmark",  # noqa: S106 – protects nothing
    ALLOWED_HOSTS=["localhost"],
    ROOT_URLCONF=__name__,
    USE_TZ=True,
    DATABASES={
        "default": database_from(
            os.environ.get("SPARK_DATABASE", ""), sqlite_file=Path(os.environ["SPARK_SQLITE_FILE"])
        )
    },
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions"],
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ],
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "OPTIONS": {
                "loaders": [
                    ("django.template.loaders.cached.Loader", [("django.template.loaders.locmem.Loader", TEMPLATES)])
                ]
            },
        }
    ],
)
django.setup()

from django.core.wsgi import get_wsgi_application  # noqa: E402 – needs the settings above
from django.db import connection, models  # noqa: E402


class Municipality(models.Model):
    name = models.CharField(max_length=60)

    class Meta:
        app_label = "bare"


class Sector(models.Model):
    name = models.CharField(max_length=60)

    class Meta:
        app_label = "bare"


class Application(models.Model):
    title = models.CharField(max_length=200)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT)
    sector = models.ForeignKey(Sector, on_delete=models.PROTECT)
    employees = models.IntegerField()
    status = models.CharField(max_length=20)
    priority = models.IntegerField()
    received = models.DateField(db_index=True)
    contact = models.CharField(max_length=100)

    class Meta:
        app_label = "bare"


def applications(request: HttpRequest) -> HttpResponse:
    found = Application._default_manager.select_related("municipality", "sector").order_by("-received", "-id")
    return render(request, "list.html", {"count": found.count(), "rows": found[:ROWS_PER_PAGE]})


def form(request: HttpRequest) -> HttpResponse:
    questions = [
        (number, f"Question number {number} about demands and support at work") for number in range(1, QUESTIONS + 1)
    ]
    scale = list(enumerate(("Never", "Seldom", "Sometimes", "Often", "Always")))
    return render(request, "form.html", {"questions": questions, "scale": scale})


urlpatterns = [path("list", applications), path("form", form)]
application = get_wsgi_application()


def fill() -> None:
    with connection.schema_editor() as editor:
        for model in (Municipality, Sector, Application):
            editor.create_model(model)
    places = Municipality._default_manager.bulk_create(
        Municipality(name=f"Municipality {i}") for i in range(MUNICIPALITIES)
    )
    sectors = Sector._default_manager.bulk_create(Sector(name=f"Sector {i}") for i in range(SECTORS))
    rows = (
        Application(
            title=f"Workplace {i} about demands and support",
            municipality=places[i % len(places)],
            sector=sectors[i % len(sectors)],
            employees=i % 300,
            status="waiting",
            priority=i % 97,
            received=date(2026, 1, 1) + timedelta(days=i % 300),
            contact=f"person{i}@example.org",
        )
        for i in range(ROWS)
    )
    Application._default_manager.bulk_create(rows, batch_size=500)


if __name__ == "__main__":
    fill()
