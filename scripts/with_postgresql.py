"""Run a command beside a PostgreSQL server of its own: `python -m scripts.with_postgresql pytest -m "not browser"`.

The server lives in a temporary folder, answers on a socket only, and is gone when the command ends.
"""

import os
import pwd
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

OWNER = "spark"


def main(command: list[str]) -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))  # So that the server is stopped then, too.
    with server() as url:
        return subprocess.run(command, env={**os.environ, "SPARK_TEST_DATABASE": url}, check=False).returncode


@contextmanager
def server() -> Iterator[str]:
    """The address of a fresh server, in the form that SPARK_TEST_DATABASE takes."""
    binaries = newest_binaries()
    with tempfile.TemporaryDirectory(prefix="spark-pg-", dir="/tmp") as folder:  # A socket's path must be short.
        act = as_server_owner(Path(folder))
        options = f"-k {folder} -c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
        control = [str(binaries / "pg_ctl"), "--silent", "--wait", "--pgdata", f"{folder}/data"]
        initdb = [str(binaries / "initdb"), "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
        subprocess.run(
            [*initdb, f"--username={OWNER}", f"--pgdata={folder}/data"], **act, check=True, stdout=subprocess.DEVNULL
        )
        subprocess.run([*control, "start", "--log", f"{folder}/log", "--options", options], **act, check=True)
        try:
            yield f"postgresql://{OWNER}@/{OWNER}?host={folder}"
        finally:
            subprocess.run([*control, "stop", "--mode=immediate"], **act, check=True)


def newest_binaries() -> Path:
    """Debian keeps each version's server in a folder of its own, off the PATH."""
    found = list(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if on_path := shutil.which("initdb"):
        found.append(Path(on_path).resolve())
    if not found:
        sys.exit("No PostgreSQL server found. On Debian and Ubuntu: apt-get install postgresql")
    return max(found, key=version).parent


def version(initdb: Path) -> tuple[int, ...]:
    answer = subprocess.run([initdb, "--version"], capture_output=True, text=True, check=True).stdout
    return tuple(map(int, re.findall(r"\d+", answer)))


def as_server_owner(folder: Path) -> dict[str, Any]:
    """PostgreSQL refuses to run as root; root hands the folder to the postgres user, or to nobody."""
    act: dict[str, Any] = {"cwd": folder}
    if os.geteuid() != 0:
        return act
    names = {entry.pw_name for entry in pwd.getpwall()}
    owner = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    os.chown(folder, owner.pw_uid, owner.pw_gid)
    return act | {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
