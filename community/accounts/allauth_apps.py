"""allauth's list of sign-ins, without the listener that writes down the IP address and the whole user agent."""

from allauth.usersessions.apps import UserSessionsConfig


class SignInList(UserSessionsConfig):
    """`backends.remember` keeps the list instead."""

    def ready(self) -> None:
        pass
