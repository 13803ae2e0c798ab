"""The database refuses to change or remove what both sides stood by, whoever asks: the application and its rows."""

from collections.abc import Iterator

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

APPLICATION = "applications_application"
# Each table of rows with the columns that name one beside its id: replacing must not go around the triggers either.
ROWS = {
    "applications_applicationtheme": "theme_id",
    "applications_voice": "seat_id",
    "applications_confirmation": "seat_id",
}
SENTENCE = "a submitted application stands"


def on_sqlite() -> Iterator[str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END"

    def triggers(table: str, old: str, new: str, replaced: str) -> Iterator[str]:
        yield f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} WHEN {old} OR {new} {refuse}"
        yield f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} WHEN {old} {refuse}"
        # INSERT OR REPLACE removes the old row without asking the triggers above.
        yield f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN EXISTS ({replaced}) {refuse}"

    there = f"SELECT 1 FROM {APPLICATION} WHERE submitted_at IS NOT NULL AND"  # noqa: S608 – the names above
    yield from triggers(
        APPLICATION, "OLD.submitted_at IS NOT NULL", "0", f"{there} (id = NEW.id OR case_number = NEW.case_number)"
    )
    for table, column in ROWS.items():
        same = f"(id = NEW.id OR (application_id = NEW.application_id AND {column} = NEW.{column}))"
        yield from triggers(
            table,
            f"EXISTS ({there} id = OLD.application_id)",
            f"EXISTS ({there} id = NEW.application_id)",
            f"{there} id IN (SELECT application_id FROM {table} WHERE {same})",  # noqa: S608 – the names above
        )


def on_postgresql() -> Iterator[str]:
    refuse = f"RAISE EXCEPTION '{SENTENCE}' USING ERRCODE = 'integrity_constraint_violation';"
    there = f"SELECT 1 FROM {APPLICATION} WHERE submitted_at IS NOT NULL AND"  # noqa: S608 – the names above
    yield (f"CREATE FUNCTION applications_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {refuse} END $$")
    yield (
        "CREATE FUNCTION applications_refuse_submitted() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" IF EXISTS ({there} id = OLD.application_id) THEN {refuse} END IF;"
        " IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;"
        f" IF EXISTS ({there} id = NEW.application_id) THEN {refuse} END IF;"
        " RETURN NEW; END $$"
    )
    yield (
        f"CREATE TRIGGER {APPLICATION}_no_change BEFORE UPDATE OR DELETE ON {APPLICATION}"
        " FOR EACH ROW WHEN (OLD.submitted_at IS NOT NULL) EXECUTE FUNCTION applications_refuse()"
    )
    for table in ROWS:
        yield (
            f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table}"
            " FOR EACH ROW EXECUTE FUNCTION applications_refuse_submitted()"
        )
    for table in (APPLICATION, *ROWS):
        yield (
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION applications_refuse()"
        )


def close(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    statements = on_sqlite if schema_editor.connection.vendor == "sqlite" else on_postgresql
    for statement in statements():
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("applications", "0006_confirmation_side_known")]
    operations = [migrations.RunPython(close)]
