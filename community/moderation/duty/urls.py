from django.urls import path

from community.moderation.duty.views import care, rota

urlpatterns = [
    path("rota/", rota.rota, name="rota"),
    path("rota/limit/", rota.limit, name="care_limit"),
    path("rota/<int:pk>/give-back/", rota.give_back, name="give_back"),
    path("rota/<int:pk>/note/", rota.hand_over, name="hand_over"),
    path("<int:pk>/next/", care.alert_next, name="alert_next"),
    path("check-ins/<int:pk>/done/", care.checked_in, name="checked_in"),
    path("debrief/", care.debrief, name="debrief"),
    path("debrief/not-now/", care.need_no_debrief, name="need_no_debrief"),
    path("debrief/<int:pk>/remove/", care.remove_debrief, name="remove_debrief"),
    path("training/", care.training, name="training"),
    path("playbook/", care.playbook, name="playbook"),
]
