"""Addresses of reminders. They carry numbers only: a title would tell what somebody lives with."""

from django.urls import path

from community.reminders.views import answers, mail_pages, moving, reminders, statements, wishes

app_name = "reminders"
urlpatterns = [
    path("reminders/", reminders.reminder_list, name="list"),
    path("reminders/new/", reminders.new, name="new"),
    path("reminders/months/", statements.newest, name="statements"),
    path("reminders/months/<int:year>/<int:month>/", statements.statement, name="statement"),
    path("reminders/bad-day/", wishes.bad_day, name="bad_day"),
    path("reminders/bad-day/undo/", wishes.undo_bad_day, name="undo_bad_day"),
    path("reminders/zone/keep/", wishes.keep_home_time, name="keep_home_time"),
    path("reminders/zone/follow/", wishes.follow_me, name="follow_me"),
    path("reminders/<int:pk>/", reminders.reminder, name="reminder"),
    path("reminders/<int:pk>/change/", reminders.change, name="change"),
    path("reminders/<int:pk>/pause/", reminders.pause, name="pause"),
    path("reminders/<int:pk>/resume/", reminders.resume, name="resume"),
    path("reminders/<int:pk>/end/", reminders.end, name="end"),
    path("reminders/<int:pk>/move/", moving.move, name="move"),
    path("reminders/answer/<str:token>/", mail_pages.answer_by_mail, name="answer_by_mail"),
    path("reminders/due/<int:pk>/later/", answers.later, name="later"),
    path("reminders/due/<int:pk>/correct/", answers.correct, name="correct"),
    path("reminders/due/<int:pk>/done/", answers.done, name="done"),
    path("reminders/due/<int:pk>/skip/", answers.skip, name="skip"),
]
