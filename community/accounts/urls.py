from django.urls import path

from community.accounts import age_views, picture_views, sign_in_views, views
from community.accounts.approving import views as approving

app_name = "accounts"
urlpatterns = [
    path("members/<str:username>/", views.member, name="member"),
    path("members/<str:username>/block/", views.block, name="block"),
    path("settings/", views.settings, name="settings"),
    path("settings/content-notes/", views.content_notes, name="content_notes"),
    path("settings/picture/", picture_views.picture, name="picture"),
    path("accounts/sessions/", sign_in_views.sign_ins, name="sign_ins"),  # instead of allauth's own
    path("accounts/sessions/<int:pk>/end/", sign_in_views.end, name="end_sign_in"),
    path("accounts/sessions/end-others/", sign_in_views.end_others, name="end_other_sign_ins"),
    path("accounts/signup/again/", sign_in_views.start_again, name="start_again"),
    path("accounts/signup/date/", age_views.ask, name="age"),
    path("accounts/signup/later/", age_views.joins_later, name="joins_later"),
    path("accounts/signup/names/", sign_in_views.name_ideas, name="name_ideas"),
    path("join/<str:token>/", sign_in_views.invited, name="invited"),
    path("accounts/waiting/", approving.waiting, name="waiting"),
    path("kept/", views.kept, name="kept"),
    path("kept/discard/", views.discard_kept, name="discard_kept"),
    path("paused/", views.paused, name="paused"),
    path("paused/leave/", views.leave_paused, name="leave_paused"),
]
