"""Where allauth's ways differ from its defaults."""

import time
import unicodedata
from contextlib import nullcontext
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.models import EmailAddress
from allauth.account.utils import get_next_redirect_url
from allauth.core.exceptions import ImmediateHttpResponse
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from community.accounts import closed
from community.accounts.actions import choose_password
from community.accounts.age import joins_since, with_query, write_down
from community.accounts.approving.actions import wait_for_team
from community.accounts.approving.door import has_to_wait, show_waiting, waits, was_refused
from community.accounts.backends import is_switched_off
from community.accounts.devices import device_of, in_words
from community.accounts.factors import has_second_factor, showed_second_factor
from community.accounts.inviting.door import needs_invitation
from community.accounts.known_devices import is_known, make_known
from community.accounts.models import SignupBrake, User
from community.accounts.naming.actions import taking
from community.accounts.naming.free import is_free
from community.accounts.naming.reserved import is_reserved
from community.accounts.readers import as_reader
from community.accounts.sign_in_events import SignInEvent
from community.accounts.sign_in_log import member_named, note, note_locked, note_wrong_password
from community.accounts.suspended import forget_mark, is_for_suspended, let_in

WAYS = {
    "reauthenticate": _("Use your password"),
    "mfa_reauthenticate": _("Use the app or a recovery code"),
    "mfa_reauthenticate:webauthn": _("Use a passkey"),
}


def typed_in(credentials: dict[str, Any]) -> str:
    return str(credentials.get("email") or credentials.get("username") or "")


def without_case(typed: str) -> str:
    """As a database compares: a long s and an s are one letter only where both are large."""
    return typed.upper().lower()


class AccountAdapter(DefaultAccountAdapter):
    """Subjects that tell a passer-by nothing; new members are welcomed before anything else."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_taken": _(
            "This pseudonym is taken, or looks like one that is. Choose another, for example with a number."
        ),
        "username_blacklisted": _("This name would look like the team's. Choose another."),
        "email_taken": _(
            "Another account has this address. Use a different one here. If that account is yours, sign in to it and "
            "leave, or change its address. If nobody ever confirmed the address there, that account goes by itself 30 "
            "days after it was made, and then you can add the address."
        ),
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
        """Not while a wave of made-up accounts is held off, and not without an invitation where one is needed;
        signup_closed.html says until when, and how to ask. Every way to join asks here, so this is where the question
        for the day of birth comes first."""
        brake = SignupBrake.objects.in_force(timezone.now()).first()
        vars(request)["signup_brake"] = brake
        is_shut = vars(request)["needs_invitation"] = needs_invitation(request)
        is_open = brake is None and not is_shut and bool(super().is_open_for_signup(request))
        if is_open and settings.ASK_AGE and joins_since(request) is None:
            raise ImmediateHttpResponse(redirect(with_query(request, reverse("accounts:age"))))
        return is_open

    def can_delete_email(self, email_address: EmailAddress) -> bool:
        """The last confirmed address is the way back in and where reminders go."""
        others = email_address.user.emailaddress_set.filter(verified=True).exclude(pk=email_address.pk)
        return bool(super().can_delete_email(email_address)) and others.exists()

    def clean_username(self, username: str, shallow: bool = False) -> str:
        """As one would write it; neither like the team's nor like another member's."""
        name: str = super().clean_username(unicodedata.normalize("NFKC", username), shallow)
        if is_reserved(name):
            raise self.validation_error("username_blacklisted")
        if not shallow and not is_free(name):
            raise self.validation_error("username_taken")
        return name

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        with taking(form.cleaned_data["username"], now=timezone.now()):
            saved: User = super().save_user(request, user, form, commit)
            if has_to_wait(request):
                wait_for_team(saved, now=timezone.now())
        return saved

    def new_user(self, request: HttpRequest) -> User:
        """Whoever joins on pages in another language than the site's goes on in it."""
        spoken = get_language() or ""
        member = User(language="" if spoken == settings.LANGUAGE_CODE else spoken)
        write_down(member, answered_at=joins_since(request))
        return member

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """In the language of the account; where there is none, in that of the page which asked for the mail."""
        user = context.get("user")
        with as_reader(user) if isinstance(user, User) else nullcontext():
            super().send_mail(template_prefix, email, context)

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        """A sign-in that never showed the second step which there is by now shows it: the password it knows already."""
        ways = [{**way, "description": WAYS[way["id"]]} for way in super().get_reauthentication_methods(user)]
        steps = [way for way in ways if way["id"].startswith("mfa_")]
        return ways if not steps or showed_second_factor(self.request, user) else steps

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not of whoever signed in a few minutes ago, with all there is: to type a password is work for some hands."""
        if not settings.CONFIRM_AGAIN:
            return False
        user = self.request.user
        steps = get_authentication_records(self.request, user)
        lately = bool(steps) and time.time() - steps[-1]["at"] < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
        whole = lately and (showed_second_factor(self.request, user) or not has_second_factor(user))
        return not whole and bool(super().is_reauthentication_required(app=app, **kwargs))

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
        if isinstance(request.user, User) and request.user.is_to_be_asked:
            return reverse("pages:welcome")
        return super().get_login_redirect_url(request)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Wrong tries by strangers do not count on a device where the member was signed in before: it has tries of its
        own, as few. Otherwise anybody could keep a member out. A name and an address of one account are counted apart:
        if guesses at the address closed the name, that would tell whose it is."""
        typed = typed_in(credentials)
        key: str = super()._get_login_attempts_cache_key(request, username=without_case(typed))
        member = member_named(typed)
        return f"{key}:known" if member is not None and is_known(request, member) else key

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        note_wrong_password(request, typed_in(credentials))

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            note_locked(request, typed_in(credentials))
            raise

    def pre_login(self, request: HttpRequest, user: User, **stage: Any) -> HttpResponse | None:
        """allauth lets the password of someone its backend refused pass to here: refuse again. Whoever waits for the
        team goes on as far as `login`: first the address has to be confirmed."""
        if waits(user) and not is_switched_off(user):
            return None
        if is_switched_off(user) or not user.is_active:
            note(request, user, SignInEvent.Result.REFUSED)
            return self.respond_user_inactive(request, user)
        return super().pre_login(request, user, **stage)

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        """Whoever is leaving can undo it, and has just shown who they are; others read no more than before."""
        if is_switched_off(user) or was_refused(user):
            return super().respond_user_inactive(request, user)
        request.session.cycle_key()
        closed.let_in(request.session, user, now=timezone.now())
        return redirect("privacy:leaving")

    def set_password(self, user: User, password: str) -> None:
        """Also by whoever forgot theirs and is signed in nowhere. allauth would write the whole account as it was when
        the page began, and undo what the team decided meanwhile."""
        choose_password(user, password=password)

    def login(self, request: HttpRequest, user: User) -> None:
        """Every way in ends here, after the right password or code, and also one begun before a suspension."""
        if user.is_suspended:
            note(request, user, SignInEvent.Result.REFUSED)
            request.session.cycle_key()
            let_in(request.session, user, now=timezone.now())
            wanted = get_next_redirect_url(request)
            raise ImmediateHttpResponse(redirect(wanted if is_for_suspended(wanted) else "accounts:paused"))
        if not user.is_active:
            raise ImmediateHttpResponse(self.respond_waiting(request, user))
        super().login(request, user)
        forget_mark(request.session)

    def respond_waiting(self, request: HttpRequest, user: User) -> HttpResponse:
        """The device is known from then on: that somebody is let in is no sign-in from elsewhere."""
        if not waits(user):  # answered while they typed
            return self.respond_user_inactive(request, user)
        response = show_waiting(request, user)
        make_known(request, response, user)
        return response

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
