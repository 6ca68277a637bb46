"""Where allauth's ways differ from its defaults."""

import time
from contextlib import nullcontext
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.models import EmailAddress
from allauth.account.utils import get_next_redirect_url
from allauth.core.exceptions import ImmediateHttpResponse
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from community.accounts.backends import is_switched_off
from community.accounts.devices import device_of, in_words
from community.accounts.known_devices import is_known, make_known
from community.accounts.models import SignupBrake, User
from community.accounts.readers import as_reader
from community.accounts.suspended import forget_mark, is_for_suspended, let_in
from community.core.realtime import group_of_member, poke

WAYS = {
    "reauthenticate": _("Use your password"),
    "mfa_reauthenticate": _("Use the app or a recovery code"),
    "mfa_reauthenticate:webauthn": _("Use a passkey"),
}


class AccountAdapter(DefaultAccountAdapter):
    """Subjects that tell a passer-by nothing; new members are welcomed before anything else."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_taken": _("This pseudonym is taken. Choose another, for example with a number."),
        "username_blacklisted": _("This name would look like the team's. Choose another."),
        "incorrect_code": _("That is not the code. Look at the newest message we sent you."),
        "too_many_login_attempts": _(
            "That was one try too many. Wait a few minutes, then sign in with your pseudonym and password. "
            "If you were entering a code, signing in sends you a new one."
        ),
        **dict.fromkeys(
            (
                "username_password_mismatch",
                "email_password_mismatch",
                "username_email_password_mismatch",
                "invalid_login",
            ),
            _("Pseudonym, e-mail address or password is wrong. Check them, or choose a new password."),
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Not while a wave of made-up accounts is held off; signup_closed.html says until when."""
        brake = SignupBrake.objects.in_force(timezone.now()).first()
        vars(request)["signup_brake"] = brake
        return brake is None and bool(super().is_open_for_signup(request))

    def can_delete_email(self, email_address: EmailAddress) -> bool:
        """The last confirmed address is the way back in and where reminders go."""
        others = email_address.user.emailaddress_set.filter(verified=True).exclude(pk=email_address.pk)
        return bool(super().can_delete_email(email_address)) and others.exists()

    def new_user(self, request: HttpRequest) -> User:
        """Whoever joins on pages in another language than the site's goes on in it."""
        spoken = get_language() or ""
        return User(language="" if spoken == settings.LANGUAGE_CODE else spoken)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """In the language of the account; where there is none, in that of the page which asked for the mail."""
        user = context.get("user")
        with as_reader(user) if isinstance(user, User) else nullcontext():
            super().send_mail(template_prefix, email, context)

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        return [{**way, "description": WAYS[way["id"]]} for way in super().get_reauthentication_methods(user)]

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not of whoever signed in a few minutes ago: to type a password is work for some hands."""
        if not settings.CONFIRM_AGAIN:
            return False
        steps = get_authentication_records(self.request, self.request.user)
        lately = bool(steps) and time.time() - steps[-1]["at"] < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
        return not lately and bool(super().is_reauthentication_required(app=app, **kwargs))

    def send_notification_mail(
        self, template_prefix: str, user: User, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """As allauth does, in the member's language, with the device in plain words and without the IP address."""
        device = in_words(device_of(self.request.META.get("HTTP_USER_AGENT", "")))
        password_url = settings.BASE_URL + reverse("account_reset_password")
        facts = {"user": user, "device": device, "timestamp": timezone.now(), "password_url": password_url}
        self.send_mail(template_prefix, email or user.email, {**facts, **(context or {})})

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

    def set_password(self, user: User, password: str) -> None:
        """Also by whoever forgot theirs and is signed in nowhere: every open sign-in ends."""
        super().set_password(user, password)
        poke(group_of_member(user.pk), {})

    def login(self, request: HttpRequest, user: User) -> None:
        """Every way in ends here, after the right password or code, and also one begun before a suspension."""
        if user.is_suspended:
            request.session.cycle_key()
            let_in(request.session, user, now=timezone.now())
            wanted = get_next_redirect_url(request)
            raise ImmediateHttpResponse(redirect(wanted if is_for_suspended(wanted) else "accounts:paused"))
        super().login(request, user)
        forget_mark(request.session)

    def send_account_already_exists_mail(self, email: str) -> None:
        """A new account costs a password hash; a known address must not answer sooner."""
        make_password(email)
        super().send_account_already_exists_mail(email)

    def post_login(self, request: HttpRequest, user: User, **stage: Any) -> HttpResponse:
        """A device on which the member was signed in before is no news; nor is that on which somebody joins."""
        response: HttpResponse = super().post_login(request, user, **stage)
        if not stage["signup"] and not is_known(request, user):
            self.send_notification_mail("account/email/new_device", user)
        make_known(request, response, user)
        return response

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        return reverse("pages:welcome")
