from django.urls import path

from community.chat.views import choosing, export, messages, names, news, places, rooms, second_thoughts, sending

app_name = "chat"
urlpatterns = [
    path("rooms/", rooms.room_list, name="list"),
    path("rooms/mine/", export.mine, name="mine"),
    path("rooms/mine/messages.json", export.as_json, name="export_json"),
    path("rooms/mine/messages.html", export.as_page, name="export_page"),
    path("rooms/messages/<int:pk>/", messages.found, name="found"),
    path("rooms/number/<int:pk>/", rooms.by_number, name="by_number"),
    path("rooms/<slug:slug>/", rooms.room, name="room"),
    path("rooms/<slug:slug>/me/", choosing.told, name="told"),
    path("rooms/<slug:slug>/messages/", sending.send, name="send"),
    path("rooms/<slug:slug>/messages/<int:pk>/", messages.message, name="message"),
    path("rooms/<slug:slug>/messages/<int:pk>/back/", second_thoughts.back, name="think_again"),
    path("rooms/<slug:slug>/messages/<int:pk>/now/", second_thoughts.now, name="send_now"),
    path("rooms/<slug:slug>/messages/<int:pk>/edit/", messages.edit, name="edit"),
    path("rooms/<slug:slug>/messages/<int:pk>/remove/", messages.remove, name="remove"),
    path("rooms/<slug:slug>/messages/<int:pk>/remove/undo/", messages.undo_remove, name="undo_remove"),
    path("rooms/<slug:slug>/messages/<int:pk>/signs/", messages.sign, name="sign"),
    path("rooms/<slug:slug>/events/", news.events, name="events"),
    path("rooms/<slug:slug>/names/", names.names, name="names"),
    path("rooms/<slug:slug>/read/", places.read, name="read"),
    path("rooms/<slug:slug>/place/", places.hold, name="hold"),
    path("rooms/<slug:slug>/place/let-go/", places.let_go, name="let_go"),
    path("settings/rooms/", choosing.reading, name="reading"),
]
