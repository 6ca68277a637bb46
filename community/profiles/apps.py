from django.apps import AppConfig


class ProfilesConfig(AppConfig):
    name = "community.profiles"
