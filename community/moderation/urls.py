from django.urls import path

from community.moderation import views

app_name = "moderation"
urlpatterns = [
    path("report/<slug:kind>/<int:pk>/", views.report, name="report"),
    path("reports/<int:pk>/", views.receipt, name="receipt"),
    path("moderation/", views.queue, name="queue"),
    path("moderation/<int:pk>/", views.case, name="case"),
    path("moderation/statements/<int:pk>/", views.statement, name="statement"),
]
