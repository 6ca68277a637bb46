from django.apps import AppConfig

from community.core.checks import register_checks


class CoreConfig(AppConfig):
    name = "community.core"

    def ready(self) -> None:
        register_checks()
