from django.urls import path

from community.moderation import views
from community.moderation.unmasking import views as unmasking

app_name = "moderation"
urlpatterns = [
    path("report/<slug:kind>/<int:pk>/", views.report, name="report"),
    path("reports/<int:pk>/", views.receipt, name="receipt"),
    path("moderation/", views.queue, name="queue"),
    path("moderation/<int:pk>/", views.case, name="case"),
    path("moderation/statements/<int:pk>/", views.statement, name="statement"),
    path("moderation/<int:pk>/unmask/", unmasking.ask, name="ask_to_unmask"),
    path("moderation/unmaskings/<int:pk>/", unmasking.unmasking, name="unmasking"),
    path("moderation/unmaskings/<int:pk>/answer/", unmasking.answer, name="answer_unmasking"),
    path("moderation/unmaskings/<int:pk>/look/", unmasking.look, name="look_at_name"),
]
