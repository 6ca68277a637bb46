"""Who may sign in."""

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings

from community.accounts.models import User


def is_switched_off(user: User) -> bool:
    """Made-up members have a public password: they exist for looking around while DEBUG is on."""
    return user.is_demo and not settings.DEBUG


class MembersBackend(AuthenticationBackend):
    """Active members; also asked on every request, so that switching off ends a session."""

    def user_can_authenticate(self, user: User) -> bool:
        return super().user_can_authenticate(user) and not is_switched_off(user)
