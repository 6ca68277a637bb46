from django.urls import path

from community.groups.views import groups, invitations, members, requests

app_name = "groups"
urlpatterns = [
    path("groups/", groups.group_list, name="list"),
    # By number, for notices and mails: their addresses name no group.
    path("groups/requests/<int:pk>/", requests.asked, name="request"),
    path("groups/invitations/<int:pk>/", invitations.invitation, name="invitation"),
    path("groups/<slug:slug>/", groups.group, name="group"),
    path("groups/<slug:slug>/settings/", groups.settings, name="settings"),
    path("groups/<slug:slug>/join/", members.join, name="join"),
    path("groups/<slug:slug>/leave/", members.leave, name="leave"),
    path("groups/<slug:slug>/left/", members.left, name="left"),
    path("groups/<slug:slug>/return/", members.come_back, name="return"),
    path("groups/<slug:slug>/members/", members.member_list, name="members"),
    path("groups/<slug:slug>/members/<int:pk>/role/", members.role, name="role"),
    path("groups/<slug:slug>/members/<int:pk>/remove/", members.remove, name="remove"),
    path("groups/<slug:slug>/ask/", requests.ask, name="ask"),
    path("groups/<slug:slug>/requests/", requests.request_list, name="requests"),
    path("groups/<slug:slug>/requests/<int:pk>/", requests.answer, name="answer"),
    path("groups/<slug:slug>/invitations/", invitations.invitation_list, name="invitations"),
    path("groups/<slug:slug>/invitations/<int:pk>/withdraw/", invitations.withdraw, name="withdraw"),
]
