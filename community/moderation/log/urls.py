from django.urls import path

from community.moderation.log import views

urlpatterns = [
    path("", views.cases, name="log"),
    path("threads/", views.threads, name="log_threads"),
    path("names/", views.names, name="log_names"),
]
