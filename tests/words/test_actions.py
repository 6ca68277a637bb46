import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction

from community.words.actions import load_starters, record, save_rule, switch_rule, take
from community.words.known import KNOWN, judge
from community.words.matching import Lists
from community.words.models import Hit, Rule
from community.words.starters import CRISIS, STARTERS
from tests.factories import NOON
from tests.words.factories import make_rule

HARMLESS = [
    "These spasms are killing me today.",
    "My phone died, and I could die of embarrassment.",
    "The doctor said nobody dies of this.",
    "Ich sterbe vor Langeweile.",
    "Je suis tuée de fatigue, mais ça va.",
    "I took all my things to the clinic.",
    "The injection hurt. Myself, I would go again.",
]


def test_first_lists_are_stored_once(db):
    assert load_starters() == len(STARTERS)
    assert load_starters() == 0
    call_command("load_words", verbosity=0)
    assert Rule.objects.count() == len(STARTERS) == len({one.key for one in STARTERS})


def test_first_lists_never_undo_what_moderators_changed(mo):
    load_starters()
    rule = Rule.objects.get(phrase="mcg")
    switch_rule(rule, moderator=mo, on=False)
    other = Rule.objects.get(phrase="Botox")
    other.phrase = "botulin"
    save_rule(other, moderator=mo, now=NOON)

    assert load_starters() == 0
    assert not Rule.objects.get(phrase="mcg").is_active
    assert not Rule.objects.filter(phrase="Botox").exists()


@pytest.mark.parametrize("language", CRISIS)
def test_r16_crisis_phrases_are_met_as_people_type_them(language):
    rules = [one for one in STARTERS if one.language == language]
    lists = Lists(
        tuple(Rule(pk=pk, kind=one.kind, phrase=one.phrase, effect=one.effect).listed for pk, one in enumerate(rules))
    )

    for one in rules:
        assert lists.verdict(f"Tonight: {one.phrase.upper().replace(chr(39), '')}!").crisis, one.phrase


@pytest.mark.parametrize("text", HARMLESS)
def test_bad_day_is_no_crisis(text):
    rules = (Rule(pk=pk, kind=one.kind, phrase=one.phrase, effect=one.effect) for pk, one in enumerate(STARTERS))

    assert not Lists(tuple(rule.listed for rule in rules)).verdict(text).crisis


def test_only_moderators_of_the_site_keep_rules(ada):
    rule = Rule(phrase="tulip", effect="mask")
    with pytest.raises(PermissionDenied):
        save_rule(rule, moderator=ada, now=NOON)
    kept = make_rule("rose")
    with pytest.raises(PermissionDenied):
        switch_rule(kept, moderator=ada, on=False)


def test_saved_rule_counts_at_once_here(mo, django_capture_on_commit_callbacks):
    assert not judge("a tulip").rules

    with django_capture_on_commit_callbacks(execute=True):
        rule = save_rule(Rule(phrase="tulip", effect="mask"), moderator=mo, now=NOON)
    assert judge("a tulip").spans
    with django_capture_on_commit_callbacks(execute=True):
        assert switch_rule(rule, moderator=mo, on=False)
    assert not judge("a tulip").rules
    assert not switch_rule(rule, moderator=mo, on=False)


def test_lists_are_read_once_for_many_texts(db, django_assert_num_queries):
    make_rule("tulip")
    KNOWN.forget()

    with django_assert_num_queries(1):
        for count in range(3):
            judge(f"{count} tulips")


@pytest.mark.parametrize(
    "fields",
    [
        {"phrase": ""},
        {"effect": "vanish"},
        {"kind": "smell"},
        {"kind": "dose", "effect": "urgent"},
        {"kind": "host", "effect": "mask"},
        {"effect": "advise", "note": ""},
        {"effect": "hold", "reason": ""},
    ],
)
def test_database_refuses_a_rule_that_says_nothing(db, fields):
    with transaction.atomic(), pytest.raises(IntegrityError):
        make_rule(**{"phrase": "tulip", "effect": "mask", **fields})


def test_same_words_in_the_same_language_are_one_rule(mo):
    make_rule("tulip")

    with pytest.raises(ValidationError):
        save_rule(Rule(phrase="tulip", effect="mask"), moderator=mo, now=NOON)


def test_hit_holds_no_words_and_waits_until_it_is_taken(db):
    make_rule("tulip")
    urgent = make_rule("rose", "urgent")
    make_rule("daisy", "mask")
    verdict = judge("tulip, rose and daisy")

    record(verdict, kind=Hit.Kind.POST, object_pk=7, now=NOON)
    record(verdict, kind=Hit.Kind.POST, object_pk=7, now=NOON)

    assert {field.name for field in Hit._meta.fields} == {"id", "kind", "object_pk", "rule", "created_at", "taken_at"}
    assert [hit.rule.phrase for hit in Hit.objects.waiting()] == ["rose", "tulip"]
    first = Hit.objects.waiting()[0]
    assert first.rule == urgent
    assert take(first, now=NOON)
    assert not take(first, now=NOON)
    assert Hit.objects.waiting().count() == 1
    record(verdict, kind=Hit.Kind.POST, object_pk=7, now=NOON)
    assert Hit.objects.waiting().count() == 2


def test_text_that_meets_no_rule_costs_no_query(db, django_assert_num_queries):
    make_rule("tulip")

    with django_assert_num_queries(0):
        record(judge("A calm morning."), kind=Hit.Kind.POST, object_pk=7, now=NOON)
