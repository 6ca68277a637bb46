"""Every address of the site. Each app brings its own paths."""

from allauth.account.decorators import secure_admin_login
from allauth.mfa.recovery_codes import views as codes
from django.conf import settings
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path, re_path

from community.accounts.code_views import EnterAddressCode, EnterLoginCode
from community.accounts.passkey_views import ConfirmByPasskey, SignInByPasskey
from community.accounts.recovery_codes import hashed_once_shown
from community.core.views import not_found

handler400 = "community.core.views.bad_request"
handler403 = "community.core.views.forbidden"
handler404 = "community.core.views.not_found"
handler500 = "community.core.views.server_error"

admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]  # with allauth's limits
for page in ("view_recovery_codes", "download_recovery_codes"):  # before allauth.urls takes them up
    setattr(codes, page, hashed_once_shown(getattr(codes, page)))

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("community.pages.urls")),
    path("", include("community.accounts.urls")),
    path("accounts/confirm-email/", EnterAddressCode.as_view(), name="account_email_verification_sent"),
    path("accounts/login/code/confirm/", EnterLoginCode.as_view(), name="account_confirm_login_code"),
    path("accounts/2fa/webauthn/login/", SignInByPasskey.as_view(), name="mfa_login_webauthn"),
    path("accounts/2fa/webauthn/reauthenticate/", ConfirmByPasskey.as_view(), name="mfa_reauthenticate_webauthn"),
    path("accounts/", include("allauth.urls")),  # four of its pages are ours, above
    path("", include("community.groups.urls")),
    path("", include("community.profiles.urls")),
    path("", include("community.forum.urls")),
    path("", include("community.chat.urls")),
    path("", include("community.conversations.urls")),
    path("", include("community.reminders.urls")),
    path("", include("community.notifications.urls")),
    path("", include("community.calendars.urls")),
    path("", include("community.digests.urls")),
    path("", include("community.drafts.urls")),
    path("", include("community.resources.urls")),
    path("", include("community.search.urls")),
    path("", include("community.carers.urls")),
    path("", include("community.privacy.urls")),
    path("", include("community.moderation.urls")),
    path(settings.ADMIN_PATH, admin.site.urls),
]
if settings.DEBUG:
    urlpatterns += [path("dev/", include("community.pages.dev_urls")), re_path(r"^(.*/)?$", not_found)]
