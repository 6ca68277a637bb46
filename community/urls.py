"""Every address of the site. Each app brings its own paths."""

from allauth.account.decorators import secure_admin_login
from django.conf import settings
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path, re_path

from community.core.views import not_found

handler400 = "community.core.views.bad_request"
handler403 = "community.core.views.forbidden"
handler404 = "community.core.views.not_found"
handler500 = "community.core.views.server_error"

admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]  # with allauth's limits

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("community.pages.urls")),
    path("", include("community.accounts.urls")),
    path("accounts/", include("allauth.urls")),
    path("", include("community.groups.urls")),
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
    path("", include("community.privacy.urls")),
    path("", include("community.moderation.urls")),
    path(settings.ADMIN_PATH, admin.site.urls),
]
if settings.DEBUG:
    urlpatterns += [path("dev/", include("community.pages.dev_urls")), re_path(r"^(.*/)?$", not_found)]
