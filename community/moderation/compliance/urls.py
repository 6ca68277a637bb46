from django.urls import path

from community.moderation.compliance import views

urlpatterns = [
    path("", views.compliance, name="compliance"),
    path("<slug:slug>/", views.paper, name="paper"),
]
