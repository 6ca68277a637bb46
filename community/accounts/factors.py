"""The second step of signing in: who has one, and how its secrets are kept."""

import base64
import logging
from io import BytesIO
from typing import Any

from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from qrcode import QRCode
from qrcode.image.svg import SvgPathFillImage

from community.accounts.devices import device_of, in_words
from community.accounts.models import User

logger = logging.getLogger(__name__)
ASKS_FOR = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]  # recovery codes stand behind one of these


def has_second_factor(member: User) -> bool:
    return Authenticator.objects.filter(user=member, type__in=ASKS_FOR).exists()


class OnPaper(SvgPathFillImage):
    """Cameras want dark on light, whatever the theme is. Not white: that would be a lamp on a dark page."""

    background = "#f1ebdf"


class FactorAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("That is not the code. Wait for the next one, or use a recovery code."),
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
        return box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """With a key that is lost nothing fits any more, and no page breaks: the operator can remove the step."""
        try:
            return box().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            logger.warning("A secret of a second step was closed with a key that SECRET_KEY_FALLBACKS does not name")
            return generate_totp_secret()


def box() -> MultiFernet:
    """A copy of the database alone lets nobody in. What an older key of the site closed still opens."""
    return MultiFernet([Fernet(_key_of(secret)) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _key_of(secret: str) -> bytes:
    return base64.urlsafe_b64encode(salted_hmac("second factor", "", secret=secret, algorithm="sha256").digest())
