"""The second step of signing in: who has one, and how its secrets are kept."""

import logging
from io import BytesIO
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.mfa import signals
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.conf import settings
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from qrcode import QRCode
from qrcode.image.svg import SvgPathFillImage

from community.accounts.devices import device_of, in_words
from community.accounts.models import User
from community.accounts.sealed_steps import close, opened
from community.core.sealing import CannotOpen

logger = logging.getLogger(__name__)
ASKS_FOR = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]  # recovery codes stand behind one of these
SET_UP = "second_step_set_up"  # in the session: whose step was set up in it


def has_second_factor(member: User) -> bool:
    return Authenticator.objects.filter(user=member, type__in=ASKS_FOR).exists()


def showed_second_factor(request: HttpRequest, member: User) -> bool:
    """In this sign-in. One that is older than the step, on another device, showed the password alone."""
    shown = any(step["method"] == "mfa" for step in get_authentication_records(request, member))
    return shown or request.session.get(SET_UP) == member.pk


@receiver(signals.authenticator_added)
def remember_set_up(request: HttpRequest, user: User, **_: Any) -> None:
    """A first code of the app or the passkey itself was needed for it."""
    request.session[SET_UP] = user.pk


class OnPaper(SvgPathFillImage):
    """Cameras want dark on light, whatever the theme is. Not white: that would be a lamp on a dark page."""

    background = "#f1ebdf"


class FactorAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _(
            "That is not the code. A code of the app is good for half a minute: wait for the next one, "
            "or use a recovery code."
        ),
        "unverified_email": _("Confirm your e-mail address first: without it there is no way back in."),
    }

    def _get_user_identifier(self, user: User) -> str:
        """In an app and in a list of passkeys. Others may see these, and the address is for nobody."""
        return user.username

    def _get_site_name(self) -> str:
        return str(settings.SITE_NAME)

    def generate_authenticator_name(self, user: User, *_kind: Any) -> str:
        """The device it is made on; its owner may call it otherwise."""
        return in_words(device_of(context.request.META.get("HTTP_USER_AGENT", "")))

    def build_totp_svg(self, url: str) -> str:
        code, picture = QRCode(border=3), BytesIO()
        code.add_data(url)
        code.make_image(image_factory=OnPaper).save(picture)
        return picture.getvalue().decode()

    def encrypt(self, text: str) -> str:
        """A copy of the database alone lets nobody in."""
        return close(text)

    def decrypt(self, encrypted_text: str) -> str:
        """With a key that is lost nothing fits any more, and no page breaks: the operator can remove the step."""
        try:
            return opened(encrypted_text)
        except CannotOpen as problem:
            logger.warning("A secret of a second step cannot be opened: no key %s, or it was changed", problem)
            return generate_totp_secret()
