#!/usr/bin/env python3
"""Django's command line; the demo settings unless DJANGO_SETTINGS_MODULE says otherwise."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sparkweb.config.settings.demo")
    from django.core.management import execute_from_command_line  # noqa: PLC0415 – after the setting above

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
