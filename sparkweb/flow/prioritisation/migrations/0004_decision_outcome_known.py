from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("prioritisation", "0003_late_arrival")]
    operations = [
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                name="decision_outcome_known",
                condition=models.Q(outcome__in=["granted", "waiting", "declined"]),
            ),
        ),
    ]
