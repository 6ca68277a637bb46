"""The word lists, for moderators of the site. For everybody else these pages do not exist."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.accounts.decorators import MemberRequest, ask_to_confirm, member_required
from community.core.pagination import page_of
from community.moderation.words.forms import RuleForm
from community.moderation.words.trial import Trial, trial_of
from community.words.actions import save_rule, switch_rule
from community.words.models import Rule
from community.words.permissions import can_keep_rules

RULES_PER_PAGE = 100


@require_safe
@member_required
def rules(request: MemberRequest) -> HttpResponse:
    must_keep_rules(request)
    page = page_of(Rule.objects.visible_to(request.user).gravest_first(), request, RULES_PER_PAGE)
    return render(request, "moderation/words/list.html", {"page": page})


def must_keep_rules(request: MemberRequest) -> None:
    if not can_keep_rules(request.user):
        raise Http404


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def add(request: MemberRequest) -> HttpResponse:
    must_keep_rules(request)
    ask_to_confirm(request)
    return keep(request, Rule())


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def change(request: MemberRequest, pk: int) -> HttpResponse:
    return keep(request, rule_for(request, pk))


def rule_for(request: MemberRequest, pk: int) -> Rule:
    """To change it: what it holds back concerns everybody."""
    rule = get_object_or_404(Rule.objects.visible_to(request.user), pk=pk)
    ask_to_confirm(request)
    return rule


def keep(request: MemberRequest, rule: Rule) -> HttpResponse:
    """Save it, or see first what it would have caught."""
    form = RuleForm(request.POST or None, instance=rule)
    if not form.is_valid():
        return rule_page(request, rule, form)
    if "try" in request.POST:
        return rule_page(request, rule, form, trial_of(form.instance.listed, request.user, now=timezone.now()))
    save_rule(form.instance, moderator=request.user, now=timezone.now())
    messages.success(request, _("Saved. It counts for what is written from now on."))
    return redirect("moderation:words")


def rule_page(request: MemberRequest, rule: Rule, form: RuleForm, trial: Trial | None = None) -> HttpResponse:
    context = {"rule": rule, "form": form, "trial": trial, "is_urgent": rule.effect == Rule.Effect.URGENT}
    return render(request, "moderation/words/rule.html", context, status=422 if form.errors else 200)


@require_POST
@member_required
def switch(request: MemberRequest, pk: int) -> HttpResponse:
    switch_rule(rule_for(request, pk), moderator=request.user, on="on" in request.POST)
    messages.success(request, _("Switched on.") if "on" in request.POST else _("Switched off."))
    return redirect("moderation:rule", pk)
