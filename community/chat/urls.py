from django.urls import path

from community.chat import views

app_name = "chat"
urlpatterns = [
    path("rooms/", views.room_list, name="list"),
    path("rooms/<slug:slug>/", views.room, name="room"),
    path("rooms/<slug:slug>/messages/", views.send, name="send"),
    path("rooms/<slug:slug>/events/", views.events, name="events"),
]
