"""Addresses of drafts. A key says where a text belongs, never what it says."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from community.drafts import views
from community.drafts.models import KEY, LONGEST_KEY


class KeyConverter(StringConverter):
    regex = rf"(?=[^/]{{1,{LONGEST_KEY}}}/){KEY}"


register_converter(KeyConverter, "draft_key")

app_name = "drafts"
urlpatterns = [
    path("drafts/", views.draft_list, name="list"),
    path("drafts/<int:pk>/delete/", views.delete, name="delete"),
    path("drafts/<int:pk>/put-back/", views.put_back, name="put_back"),
    path("drafts/<draft_key:key>/", views.save, name="save"),
]
