import logging

import pytest

from sparkweb.foundation.accounts.discretion import WithoutTokens


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/l/fVUBxWn_jnpzh-ah/", "/l/…/"),
        ("/l/fVUBxWn_jnpzh-ah/nyt/", "/l/…/nyt/"),
        ("/konto/ny-adgangskode/1-cabc-0f/", "/konto/ny-adgangskode/…/"),
        ("/sekretariat/", "/sekretariat/"),
    ],
)
def test_the_log_is_told_the_address_without_the_token(address: str, told: str) -> None:
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, "Not Found: %s", (address,), None)

    kept = WithoutTokens().filter(record)

    assert (kept, record.getMessage()) == (True, f"Not Found: {told}")
