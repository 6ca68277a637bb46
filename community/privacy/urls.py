from django.urls import path

from community.privacy import views
from community.privacy.export import views as export

app_name = "privacy"
urlpatterns = [
    path("privacy/", views.notice, name="notice"),
    path("moderation/retention/", views.runs, name="runs"),
    path("my-data/", export.mine, name="mine"),
    path("my-data/download/", export.download, name="download"),
    path("my-data/delete/", export.delete, name="delete"),
]
