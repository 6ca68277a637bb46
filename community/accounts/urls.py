from django.urls import path

from community.accounts import views

app_name = "accounts"
urlpatterns = [
    path("members/<str:username>/", views.member, name="member"),
    path("members/<str:username>/block/", views.block, name="block"),
    path("settings/", views.settings, name="settings"),
    path("settings/content-notes/", views.content_notes, name="content_notes"),
    path("kept/", views.kept, name="kept"),
    path("kept/discard/", views.discard_kept, name="discard_kept"),
    path("paused/", views.paused, name="paused"),
    path("paused/leave/", views.leave_paused, name="leave_paused"),
]
