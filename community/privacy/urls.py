from django.urls import path

from community.privacy import views

app_name = "privacy"
urlpatterns = [
    path("privacy/", views.notice, name="notice"),
    path("moderation/retention/", views.runs, name="runs"),
]
