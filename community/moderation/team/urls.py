from django.urls import path

from community.moderation.team.views import messages, replies, room, writing

urlpatterns = [
    path("replies/", replies.replies, name="replies"),
    path("replies/add/", replies.add, name="add_reply"),
    path("replies/<int:pk>/", replies.change, name="reply"),
    path("team/", room.room, name="team_room"),
    path("messages/", messages.threads, name="team_threads"),
    path("messages/<str:username>/", messages.thread, name="team_messages"),
    path("write/", writing.write, name="write_to_team"),
]
