"""Who may sign in."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest

from community.accounts.models import User


def is_switched_off(user: User) -> bool:
    """Made-up members have a public password: they exist for looking around while DEBUG is on."""
    return user.is_demo and not settings.DEBUG


class MembersBackend(AuthenticationBackend):
    """Active members; also asked on every request, so that switching off ends a session."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> AbstractBaseUser | None:
        """A known address is tried as name and as address, so an unknown one must cost two hashes as well."""
        user = super().authenticate(request, **credentials)
        if user is None and credentials.get("email") and not self._did_check_password:
            self._mitigate_timing_attack(credentials["password"])
        return user

    def user_can_authenticate(self, user: User) -> bool:
        return super().user_can_authenticate(user) and not is_switched_off(user)
