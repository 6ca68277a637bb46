from django.apps import AppConfig
from django.db.models.signals import post_migrate

from community.moderation.append_only import keep_after_migrating


class ModerationConfig(AppConfig):
    name = "community.moderation"

    def ready(self) -> None:
        post_migrate.connect(keep_after_migrating, sender=self)
