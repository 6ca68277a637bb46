"""Who may sign in, and that each sign-in is on its member's list."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from community.accounts.models import User
from community.accounts.sign_in_list import begin
from community.accounts.sign_in_log import note_way_in
from community.core.prepared import Prepared, Slot


def is_switched_off(user: User) -> bool:
    """Made-up members have a public password: they exist for looking around while DEBUG is on."""
    return user.is_demo and not settings.DEBUG


MEMBERS = Prepared(lambda: User.objects.filter(pk=Slot("pk")))


class MembersBackend(AuthenticationBackend):
    """Active members who are not suspended; also asked on every request and for every socket, so that switching off
    and suspending end a session: from then on it is a visitor's."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> AbstractBaseUser | None:
        """A known address is tried as name and as address, so an unknown one must cost two hashes as well."""
        user = super().authenticate(request, **credentials)
        if user is None and credentials.get("email") and not self._did_check_password:
            self._mitigate_timing_attack(credentials["password"])
        return user

    def get_user(self, user_id: int) -> User | None:
        """Asked on every request."""
        user = next(iter(MEMBERS(pk=user_id)), None)
        return user if user is not None and self.user_can_authenticate(user) else None

    def user_can_authenticate(self, user: User) -> bool:
        return super().user_can_authenticate(user) and not is_switched_off(user) and not user.is_suspended


@receiver(user_logged_in)
def remember(request: HttpRequest, user: User, **_: Any) -> None:
    """Every way in ends here. No way in is without this module: Django asks it who may."""
    begin(request, user)
    note_way_in(request, user)
