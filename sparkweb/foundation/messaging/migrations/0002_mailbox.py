from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("messaging", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="outboxmessage",
            name="mailbox",
            field=models.CharField(default="", max_length=320),
            preserve_default=False,
        ),
        migrations.AddIndex(
            model_name="outboxmessage",
            index=models.Index(fields=["mailbox", "send_after_at"], name="messaging_mailbox"),
        ),
    ]
