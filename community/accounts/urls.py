from django.urls import path

from community.accounts import sign_in_views, views

app_name = "accounts"
urlpatterns = [
    path("members/<str:username>/", views.member, name="member"),
    path("members/<str:username>/block/", views.block, name="block"),
    path("settings/", views.settings, name="settings"),
    path("settings/content-notes/", views.content_notes, name="content_notes"),
    path("accounts/sessions/", sign_in_views.sign_ins, name="sign_ins"),  # instead of allauth's own
    path("accounts/sessions/<int:pk>/end/", sign_in_views.end, name="end_sign_in"),
    path("accounts/sessions/end-others/", sign_in_views.end_others, name="end_other_sign_ins"),
    path("accounts/signup/again/", sign_in_views.start_again, name="start_again"),
    path("kept/", views.kept, name="kept"),
    path("kept/discard/", views.discard_kept, name="discard_kept"),
    path("paused/", views.paused, name="paused"),
    path("paused/leave/", views.leave_paused, name="leave_paused"),
]
