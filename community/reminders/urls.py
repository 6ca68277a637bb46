"""Addresses of reminders. They carry numbers only: a title would tell what somebody lives with."""

from django.urls import path

from community.reminders import views

app_name = "reminders"
urlpatterns = [
    path("reminders/", views.reminder_list, name="list"),
    path("reminders/new/", views.new, name="new"),
    path("reminders/<int:pk>/", views.reminder, name="reminder"),
    path("reminders/<int:pk>/change/", views.change, name="change"),
    path("reminders/<int:pk>/pause/", views.pause, name="pause"),
    path("reminders/<int:pk>/resume/", views.resume, name="resume"),
    path("reminders/<int:pk>/end/", views.end, name="end"),
    path("reminders/due/<int:pk>/done/", views.done, name="done"),
    path("reminders/due/<int:pk>/skip/", views.skip, name="skip"),
]
