from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("courses", "0003_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="trialaction",
            name="revision",
            field=models.PositiveIntegerField(default=0),
        ),
    ]
