from django.apps import AppConfig

from community.accounts.checks import register_checks


class AccountsConfig(AppConfig):
    name = "community.accounts"

    def ready(self) -> None:
        register_checks()
