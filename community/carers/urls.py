"""Addresses about helpers. They carry numbers only: none says who helps whom."""

from django.urls import path

from community.carers.views import arrangements, drafts, inviting

app_name = "carers"
urlpatterns = [
    path("settings/helpers/", arrangements.arrangement_list, name="list"),
    path("settings/helpers/safety/", arrangements.safety, name="safety"),
    path("settings/helpers/new/", inviting.invite, name="invite"),
    path("settings/helpers/link/<str:token>/", inviting.by_link, name="by_link"),
    path("settings/helpers/<int:pk>/", arrangements.arrangement, name="arrangement"),
    path("settings/helpers/<int:pk>/answer/", inviting.answer, name="answer"),
    path("settings/helpers/<int:pk>/end/", arrangements.end, name="end"),
    path("settings/helpers/<int:pk>/longer/", arrangements.renew, name="renew"),
    path("settings/helpers/<int:pk>/name/", arrangements.name, name="name"),
    path("settings/helpers/drafts/<int:pk>/take/", drafts.take, name="take"),
    path("settings/helpers/drafts/<int:pk>/throw-away/", drafts.throw_away, name="throw_away"),
]
