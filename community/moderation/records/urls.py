from django.urls import path

from community.moderation.records import views

urlpatterns = [
    path("record/", views.own, name="record"),
    path("members/<str:username>/", views.member, name="member"),
]
