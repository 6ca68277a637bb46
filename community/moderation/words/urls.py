from django.urls import path

from community.moderation.words import views

urlpatterns = [
    path("", views.rules, name="words"),
    path("add/", views.add, name="add_rule"),
    path("<int:pk>/", views.change, name="rule"),
    path("<int:pk>/switch/", views.switch, name="switch_rule"),
]
