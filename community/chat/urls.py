from django.urls import path

from community.chat.views import choosing, news, rooms, second_thoughts, sending

app_name = "chat"
urlpatterns = [
    path("rooms/", rooms.room_list, name="list"),
    path("rooms/number/<int:pk>/", rooms.by_number, name="by_number"),
    path("rooms/<slug:slug>/", rooms.room, name="room"),
    path("rooms/<slug:slug>/me/", choosing.told, name="told"),
    path("rooms/<slug:slug>/messages/", sending.send, name="send"),
    path("rooms/<slug:slug>/messages/<int:pk>/back/", second_thoughts.back, name="think_again"),
    path("rooms/<slug:slug>/messages/<int:pk>/now/", second_thoughts.now, name="send_now"),
    path("rooms/<slug:slug>/events/", news.events, name="events"),
    path("settings/rooms/", choosing.reading, name="reading"),
]
