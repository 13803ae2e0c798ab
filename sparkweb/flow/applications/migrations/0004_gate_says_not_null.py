from django.db import migrations, models

GATE = "application_submitted_only_when_both_confirmed_this_version"


class Migration(migrations.Migration):
    dependencies = [
        ("applications", "0003_changed_at"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="application", name=GATE),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                name=GATE,
                condition=models.Q(submitted_at=None)
                | models.Q(
                    leader_confirmed_version__isnull=False,
                    leader_confirmed_version=models.F("version"),
                    employees_confirmed_version__isnull=False,
                    employees_confirmed_version=models.F("version"),
                ),
            ),
        ),
    ]
