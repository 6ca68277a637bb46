"""Where a passkey is asked for, and one that does not fit: the same page once more, which still knows where to lead.

allauth leads to signing in, which leads whoever is signed in to the start page; what they were about to do is lost.
"""

from typing import TYPE_CHECKING, Any

from allauth.account.utils import passthrough_next_redirect_url
from allauth.mfa.webauthn import views
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpResponse
from django.shortcuts import redirect, resolve_url

if TYPE_CHECKING:
    from django.views.generic import FormView as Base
else:
    Base = object


class AskedAgain(Base):
    """Over one of allauth's views, which keeps what is to be said for the next page."""

    again: str

    def form_invalid(self, form: Any) -> HttpResponse:
        super().form_invalid(form)
        return redirect(passthrough_next_redirect_url(self.request, resolve_url(self.again), REDIRECT_FIELD_NAME))


class SignInByPasskey(AskedAgain, views.LoginWebAuthnView):
    again = "account_login"


class ConfirmByPasskey(AskedAgain, views.ReauthenticateWebAuthnView):
    again = "mfa_reauthenticate_webauthn"
