from django.urls import path

from community.privacy import consent, views
from community.privacy.export import views as export
from community.privacy.leaving import views as leaving
from community.privacy.leaving import waiting

app_name = "privacy"
urlpatterns = [
    path("privacy/", views.notice, name="notice"),
    path("moderation/retention/", views.runs, name="runs"),
    path("my-data/", export.mine, name="mine"),
    path("my-data/download/", export.download, name="download"),
    path("my-data/consent/", consent.consent, name="consent"),
    path("my-data/consent/<str:subject>/withdraw/", consent.withdraw, name="withdraw"),
    path("my-data/delete/", export.delete, name="delete"),
    path("leave/", leaving.choose, name="leave"),
    path("leave/<slug:way>/", leaving.leave, name="leave_by"),
    path("accounts/waiting/end/", waiting.give_up, name="give_up"),
    path("leaving/", leaving.leaving, name="leaving"),
    path("leaving/<str:token>/", leaving.undo, name="undo_leaving"),
]
