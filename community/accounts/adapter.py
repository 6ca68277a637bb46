"""Where allauth's ways differ from its defaults."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from community.accounts.backends import is_switched_off
from community.accounts.models import User


class AccountAdapter(DefaultAccountAdapter):
    """Subjects that tell a passer-by nothing; new members are welcomed before anything else."""

    def format_email_subject(self, subject: str) -> str:
        return f"{subject} · {settings.SITE_NAME}"

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        if request.session.get("kept"):
            return reverse("accounts:kept")
        if isinstance(request.user, User) and request.user.guidelines_accepted_at is None:
            return reverse("pages:welcome")
        return super().get_login_redirect_url(request)

    def pre_login(self, request: HttpRequest, user: User, **stage: Any) -> HttpResponse | None:
        """allauth lets the password of someone its backend refused pass to here: refuse again."""
        if is_switched_off(user):
            return self.respond_user_inactive(request, user)
        return super().pre_login(request, user, **stage)

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        return reverse("pages:welcome")

    def clean_username(self, username: str, shallow: bool = False) -> str:
        if "@" in username:
            raise ValidationError(_("Choose a name that is not an e-mail address."))
        return super().clean_username(username, shallow)
