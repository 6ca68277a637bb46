from django.urls import path

from community.profiles import views

app_name = "profiles"
urlpatterns = [
    path("settings/profile/", views.edit, name="edit"),
    path("settings/profile/seen/", views.preview, name="preview"),
]
