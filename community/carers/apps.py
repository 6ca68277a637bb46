from django.apps import AppConfig


class CarersConfig(AppConfig):
    name = "community.carers"
