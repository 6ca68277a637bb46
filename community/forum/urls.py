from django.urls import path

from community.forum import views

app_name = "forum"
urlpatterns = [
    path("boards/<slug:slug>/", views.board, name="board"),
    path("boards/<slug:slug>/new/", views.new_thread, name="new_thread"),
    path("threads/<int:pk>/", views.reply, name="reply"),
    path("threads/<int:pk>/<slug:slug>/", views.thread, name="thread"),
    path("posts/<int:pk>/", views.post, name="post"),
]
