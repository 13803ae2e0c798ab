from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "sparkweb.foundation.accounts"
    label = "accounts"
