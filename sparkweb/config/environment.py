"""What a machine must tell sparkweb. A value that is missing or cannot be right stops the start and says which."""

from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator
from pydantic_settings import BaseSettings, SettingsConfigDict

PROJECT_DIR = Path(__file__).resolve().parents[2]
SECRETS = Path("/run/secrets")
SHORTEST_KEY = 50


def _long_enough(key: str) -> str:
    if len(key) < SHORTEST_KEY:
        raise ValueError(f"The key is {len(key)} characters long and must be at least {SHORTEST_KEY}.")
    return key


def _over_tls(address: str) -> str:
    parts = urlsplit(address)
    if parts.scheme != "https" or not parts.hostname or parts.path:
        raise ValueError("The address must look like https://spark.example.dk, with no slash at the end.")
    return address


class Environment(BaseSettings):
    """Read from variables named SPARK_<FIELD>; a secret may also lie in a file of that name in /run/secrets."""

    model_config = SettingsConfigDict(
        env_prefix="SPARK_",
        secrets_dir=SECRETS if SECRETS.is_dir() else None,
        use_attribute_docstrings=True,
        hide_input_in_errors=True,
    )

    secret_key: Annotated[str, AfterValidator(_long_enough)]
    """Signs sessions and forms; at least 50 random characters, the same on every web process."""
    site_url: Annotated[str, AfterValidator(_over_tls)]
    """What the links in mails begin with: https:// and the host, without a final slash."""
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
