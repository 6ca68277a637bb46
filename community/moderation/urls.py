from django.urls import include, path

from community.moderation.approving import views as approving
from community.moderation.brake import views as brake
from community.moderation.inviting import views as inviting
from community.moderation.reading import views as reading
from community.moderation.removals import views as removals
from community.moderation.sign_ins import views as sign_ins
from community.moderation.unmasking import views as unmasking
from community.moderation.views import cases, pictures, queue, receipts, reporting, statement

app_name = "moderation"
urlpatterns = [
    path("report/<slug:kind>/<int:pk>/", reporting.report, name="report"),
    path("report/<slug:kind>/<uuid:pk>/", reporting.report, name="report"),
    path("reports/<int:pk>/", receipts.receipt, name="receipt"),
    path("reports/<slug:token>/", receipts.visitor_receipt, name="visitor_receipt"),
    path("moderation/", queue.queue, name="queue"),
    path("moderation/<int:pk>/", cases.case, name="case"),
    path("moderation/<int:pk>/picture/", pictures.case_picture, name="case_picture"),
    path("moderation/<int:pk>/claim/", cases.claim, name="claim"),
    path("moderation/<int:pk>/release/", cases.release, name="release"),
    path("moderation/<int:pk>/note/", cases.note, name="note"),
    path("moderation/<int:pk>/answer/", cases.answer, name="answer"),
    path("moderation/<int:pk>/undo/", cases.undo, name="undo"),
    path("moderation/<int:pk>/second/", cases.second, name="second"),
    path("moderation/words/", include("community.moderation.words.urls")),
    path("moderation/log/", include("community.moderation.log.urls")),
    path("moderation/figures/", include("community.moderation.figures.urls")),
    path("moderation/", include("community.moderation.records.urls")),
    path("moderation/", include("community.moderation.team.urls")),
    path("moderation/", include("community.moderation.duty.urls")),
    path("moderation/compliance/", include("community.moderation.compliance.urls")),
    path("", include("community.moderation.complaints.urls")),
    path("moderation/brake/", brake.brake, name="brake"),
    path("moderation/sign-ins/", sign_ins.events, name="sign_ins"),
    path("moderation/reading/", reading.incidents, name="reading"),
    path("moderation/reading/<int:pk>/clear/", reading.clear, name="clear_reading"),
    path("moderation/invitations/", inviting.invitations, name="invitations"),
    path("moderation/invitations/<int:pk>/end/", inviting.end, name="end_invitation"),
    path("moderation/requests/", approving.requests, name="requests"),
    path("moderation/requests/<int:pk>/let-in/", approving.let_in, name="let_in"),
    path("moderation/requests/<int:pk>/turn-down/", approving.turn_down, name="turn_down"),
    path("rooms/<slug:slug>/host/members/<str:username>/remove/", removals.remove_recent, name="remove_recent"),
    path("moderation/removals/<int:pk>/undo/", removals.undo_removal, name="undo_removal"),
    path("moderation/statements/<int:pk>/", statement.statement, name="statement"),
    path("moderation/<int:pk>/unmask/", unmasking.ask, name="ask_to_unmask"),
    path("moderation/unmaskings/<int:pk>/", unmasking.unmasking, name="unmasking"),
    path("moderation/unmaskings/<int:pk>/answer/", unmasking.answer, name="answer_unmasking"),
    path("moderation/unmaskings/<int:pk>/look/", unmasking.look, name="look_at_name"),
]
