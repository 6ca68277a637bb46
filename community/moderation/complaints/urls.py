from django.urls import path

from community.moderation.complaints import views

urlpatterns = [
    path("contact/", views.contact, name="contact"),
    path("contact/complaint/", views.complain, name="complain"),
    path("contact/complaint/<slug:token>/", views.receipt, name="complaint_receipt"),
    path("moderation/complaints/", views.complaints, name="complaints"),
    path("moderation/complaints/<int:pk>/", views.complaint, name="complaint"),
]
