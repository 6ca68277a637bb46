from django.urls import path

from community.calendars import views

app_name = "calendars"
urlpatterns = [
    path("settings/calendar/", views.settings, name="settings"),
    path("settings/calendar/words/", views.words, name="words"),
    path("settings/calendar/stop/", views.revoke, name="revoke"),
    path("calendar/<str:token>.ics", views.feed, name="feed"),
]
