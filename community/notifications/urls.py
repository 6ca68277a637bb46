from django.urls import path

from community.notifications.views import addresses, choices, mail_pages, notices, provider

app_name = "notifications"
urlpatterns = [
    path("notifications/", notices.notification_list, name="list"),
    path("notifications/<int:pk>/open/", notices.open_notification, name="open"),
    path("notifications/<int:pk>/alike/", notices.alike, name="alike"),
    path("notifications/count/", notices.count, name="count"),
    path("notifications/read/", notices.read_all, name="read_all"),
    path("notifications/mails/", choices.limits, name="limits"),
    path("settings/notifications/", choices.settings, name="settings"),
    path("settings/notifications/quiet/", choices.quiet_hours, name="quiet_hours"),
    path("settings/notifications/test/", choices.test_mail, name="test_mail"),
    path("settings/notifications/address/", addresses.address, name="address"),
    path("mail/again/<str:token>/", addresses.again, name="again"),
    path("mail/events/", provider.events, name="events"),
    path("mail/stop/<str:token>/", mail_pages.stop, name="stop"),
]
