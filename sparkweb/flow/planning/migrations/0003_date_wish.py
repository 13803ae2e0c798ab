import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("planning", "0002_initial"),
        ("workplaces", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="DateWish",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(blank=True, verbose_name="hvornår passer det bedre?")),
                ("wished_at", models.DateTimeField()),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="wishes", to="planning.dateproposal"
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="workplaces.seat"
                    ),
                ),
            ],
            options={
                "ordering": ["wished_at", "id"],
            },
        ),
    ]
