"""What a machine must tell sparkweb. A missing value stops the start and says which."""

from pathlib import Path

from pydantic_settings import BaseSettings, SettingsConfigDict

PROJECT_DIR = Path(__file__).resolve().parents[2]
SECRETS = Path("/run/secrets")


class Environment(BaseSettings):
    """Read from variables named SPARK_<FIELD>; a secret may also lie in a file of that name in /run/secrets."""

    model_config = SettingsConfigDict(
        env_prefix="SPARK_", secrets_dir=SECRETS if SECRETS.is_dir() else None, use_attribute_docstrings=True
    )

    secret_key: str
    """Signs sessions and forms; 50 random characters, the same on every web process."""
    site_url: str
    """What the links in mails begin with, without a final slash."""
    database: str = ""
    """'postgresql://user:password@host:port/name', or empty for the SQLite file below."""
    sqlite_file: Path = PROJECT_DIR / "var" / "spark.sqlite3"
    """Where the data lies when no PostgreSQL is given."""
    smtp: str = ""
    """'smtp://user:password@host:port' (or smtps://); empty keeps mail in the outbox."""
    mail_from: str = "SPARK <svar@spark.invalid>"
    """The sender of every mail."""
    contact_email: str = ""
    """Where people may write to SPARK; shown at the foot of pages."""
    contact_phone: str = ""
    """SPARK-linjen; shown at the foot of pages and in the accessibility statement."""
