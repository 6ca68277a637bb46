"""My questions for the doctor: pick, write, put in order, print."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from community.accounts.decorators import MemberRequest, member_required
from community.core.navigation import next_address
from community.resources import actions
from community.resources.forms import QuestionForm
from community.resources.models import DoctorQuestion, KeptQuestion
from community.resources.models.questions import MOST_KEPT
from community.resources.overlay import translate_questions

ACTS = ("up", "down", "remove")


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def questions(request: MemberRequest) -> HttpResponse:
    form = QuestionForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return questions_page(request, form, status=422 if form.errors else 200)
    try:
        kept = actions.keep_question(owner=request.user, now=timezone.now(), **form.cleaned_data)
    except actions.ListIsFull:
        return questions_page(request, form, refusal=full(), status=409)
    return redirect(kept)


def questions_page(request: MemberRequest, form: QuestionForm, *, refusal: str = "", status: int = 200) -> HttpResponse:
    mine = list(KeptQuestion.objects.visible_to(request.user).for_page())
    offered = list(DoctorQuestion.objects.visible_to(request.user).to_pick_from())
    translate_questions(offered, [kept.picked.article for kept in mine if kept.picked])
    context = {
        "mine": mine,
        "kept": {mark for kept in mine for mark in (kept.text, kept.picked_id)},
        "questions": offered,
        "form": form,
        "refusal": refusal,
        "today": timezone.localdate(),
    }
    return render(request, "resources/questions.html", context, status=status)


def full() -> str:
    return _("Your list is full: %(number)d questions fit. Take one out first.") % {"number": MOST_KEPT}


@require_POST
@member_required
def pick(request: MemberRequest) -> HttpResponse:
    """From the page of an article or from the list of all; the member goes on reading where they were."""
    visible = DoctorQuestion.objects.visible_to(request.user).select_related("article__section")
    pk = request.POST.get("question", "")
    question = get_object_or_404(visible, pk=int(pk) if pk.isdecimal() and len(pk) < 19 else 0)
    translate_questions([question])
    try:
        actions.keep_question(owner=request.user, text=question.text, picked=question, now=timezone.now())
    except actions.ListIsFull:
        messages.warning(request, full())
        return redirect("resources:questions")
    is_reading = request.POST.get("from") == "article"
    page = question.article.get_absolute_url() if is_reading else reverse("resources:questions")
    return redirect(f"{page}#question-{question.pk}")


@require_POST
@member_required
def arrange(request: MemberRequest, pk: int) -> HttpResponse:
    """The question may be gone meanwhile, by a second press or on another screen: then the page says so. The list also
    stands on the page of the next appointment, and whoever pressed there comes back there."""
    act = request.POST.get("act")
    if act not in ACTS:
        return HttpResponse(_("Choose up, down or remove."), status=400)
    page = next_address(request) or reverse("resources:questions")
    kept = KeptQuestion.objects.visible_to(request.user).select_related("owner").filter(pk=pk).first()
    if kept is None:
        messages.info(request, _("That question is not in your list any more."))
        return redirect(page)
    if act != "remove":
        actions.move_question(kept=kept, up=act == "up")
        return redirect(f"{page}#mine-{kept.pk}")
    actions.drop_question(kept=kept)
    messages.success(request, _("Taken out of your list: “%(question)s”") % {"question": kept.text})
    return redirect(page)
