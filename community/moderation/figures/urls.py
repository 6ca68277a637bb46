from django.urls import path

from community.moderation.figures import views

urlpatterns = [path("", views.figures, name="figures")]
