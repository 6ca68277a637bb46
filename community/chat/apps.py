from django.apps import AppConfig


class ChatConfig(AppConfig):
    name = "community.chat"
