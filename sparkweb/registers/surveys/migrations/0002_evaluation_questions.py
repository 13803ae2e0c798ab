"""The first version of the two evaluations. Written for SPARK; a changed wording is a new version."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

ITEMS = [
    ("trivsel", "Trivsel", "Vi har det bedre på arbejdet, end da vi søgte."),
    ("samarbejde", "Samarbejde", "Leder og medarbejderrepræsentanter samarbejder bedre."),
    ("kerneopgave", "Kerneopgaven", "Vi løser vores kerneopgave bedre."),
    ("handlekompetence", "Handlekompetence", "Vi er bedre rustet til selv at tage fat, når noget bliver svært."),
    ("proevehandlinger", "Prøvehandlinger", "Det, vi prøvede af, gjorde en forskel."),
    ("anbefaling", "Anbefaling", "Jeg vil anbefale SPARK til en anden arbejdsplads."),
    ("lever-stadig", "Forankring", "Det, vi satte i gang, lever stadig."),
]
SETS = [
    (
        "evaluering-efter",
        "Evaluering lige efter forløbet",
        ["trivsel", "samarbejde", "kerneopgave", "handlekompetence", "proevehandlinger", "anbefaling"],
    ),
    (
        "evaluering-tre-maaneder",
        "Evaluering tre måneder efter",
        ["trivsel", "samarbejde", "kerneopgave", "handlekompetence", "lever-stadig"],
    ),
]


def write(apps: StateApps, _schema_editor: BaseDatabaseSchemaEditor) -> None:
    Item = apps.get_model("surveys", "Item")
    QuestionSet = apps.get_model("surveys", "QuestionSet")
    QuestionSetItem = apps.get_model("surveys", "QuestionSetItem")
    items = {code: Item.objects.create(code=code, topic=topic, text=text) for code, topic, text in ITEMS}
    for code, title, codes in SETS:
        question_set = QuestionSet.objects.create(code=code, version=1, title=title)
        for position, item in enumerate(codes, start=1):
            QuestionSetItem.objects.create(question_set=question_set, item=items[item], position=position)


class Migration(migrations.Migration):
    dependencies = [("surveys", "0001_initial")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
