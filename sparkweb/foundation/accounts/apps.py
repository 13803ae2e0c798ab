from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "sparkweb.foundation.accounts"
    label = "accounts"

    def ready(self) -> None:
        from sparkweb.foundation.accounts import checks, matrix, receivers  # noqa: F401, PLC0415 – need the models

        matrix.current()
