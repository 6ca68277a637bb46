from django.urls import path

from community.conversations import beginning, views

app_name = "conversations"
urlpatterns = [
    path("messages/", views.conversation_list, name="list"),
    path("messages/new/", beginning.new, name="new"),
    path("messages/<int:pk>/", views.conversation, name="conversation"),
    path("messages/<int:pk>/answer/", views.answer, name="answer"),
    path("messages/<int:pk>/add/", views.add, name="add"),
    path("messages/<int:pk>/leave/", views.leave, name="leave"),
    path("messages/<int:pk>/return/", views.come_back, name="come_back"),
    path("messages/<int:pk>/mute/", views.mute, name="mute"),
    path("messages/<int:pk>/<int:number>/", views.message, name="message"),
    path("messages/<int:pk>/<int:number>/remove/", views.remove, name="remove"),
    path("messages/<int:pk>/<int:number>/put-back/", views.put_back, name="put_back"),
    path("settings/messages/", views.who_may_write, name="who_may_write"),
]
