from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reporting", "0001_initial")]
    operations = [
        migrations.AlterField("releasedfigure", "label", models.CharField(max_length=200)),
        migrations.AlterField(
            "releasedreach",
            "state",
            models.CharField(
                choices=[
                    ("reached", "Nået i perioden"),
                    ("earlier", "Nået før, eller har søgt"),
                    ("not_yet", "Ikke nået endnu"),
                ],
                max_length=10,
            ),
        ),
    ]
