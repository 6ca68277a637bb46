from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate

from community.search.keeping import keep_after_migrating, lift_before_migrating, teach_words


class SearchConfig(AppConfig):
    name = "community.search"

    def ready(self) -> None:
        connection_created.connect(teach_words)
        pre_migrate.connect(lift_before_migrating, sender=self)
        post_migrate.connect(keep_after_migrating, sender=self)
