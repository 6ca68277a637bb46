"""Entering a code from a mail. It is good for ten minutes; the page that asks for it waits longer and sends another."""

import time
from typing import TYPE_CHECKING, Any

from allauth.account import views
from allauth.account.internal.flows.email_verification_by_code import EMAIL_VERIFICATION_CODE_SESSION_KEY
from allauth.account.internal.stagekit import LOGIN_SESSION_KEY
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _

WAITING = {LOGIN_SESSION_KEY, EMAIL_VERIFICATION_CODE_SESSION_KEY}
if TYPE_CHECKING:
    from django.views.generic import FormView as Base
else:
    Base = object


class CodeWithAnEnd(Base):
    """Over one of allauth's views: there code and page end together and without a word, and a code that is sent anew
    ends with the first."""

    _process: Any = None
    waited_too_long: Any

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        was_waiting = WAITING & set(request.session.keys())
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        if was_waiting and self._process is None and not request.user.is_authenticated:
            messages.info(request, self.waited_too_long)
        return response

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs: dict[str, Any] = super().get_form_kwargs()
        if "code" in kwargs:
            kwargs["is_over"] = time.time() - self._process.state["at"] > settings.SIGN_IN_CODE_LASTS
        return kwargs

    def _resend_form_valid(self, form: Any) -> HttpResponse:
        before = self._process.code
        response: HttpResponse = super()._resend_form_valid(form)  # type: ignore[misc]
        if self._process.code != before:
            self._process.state["at"] = time.time()
            self._process.persist()
        return response


class EnterLoginCode(CodeWithAnEnd, views.ConfirmLoginCodeView):
    waited_too_long = _("This page waited for half an hour, and no longer. Ask for a new code.")


class EnterAddressCode(CodeWithAnEnd, views.ConfirmEmailVerificationCodeView):
    waited_too_long = _("This page waited for half an hour, and no longer. Sign in, and a new code comes.")
