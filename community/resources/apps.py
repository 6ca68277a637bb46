from django.apps import AppConfig

from community.resources.checks import register_checks


class ResourcesConfig(AppConfig):
    name = "community.resources"

    def ready(self) -> None:
        register_checks()
