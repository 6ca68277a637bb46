from django.urls import path

from community.chat.views import news, rooms, sending

app_name = "chat"
urlpatterns = [
    path("rooms/", rooms.room_list, name="list"),
    path("rooms/<slug:slug>/", rooms.room, name="room"),
    path("rooms/<slug:slug>/messages/", sending.send, name="send"),
    path("rooms/<slug:slug>/events/", news.events, name="events"),
]
