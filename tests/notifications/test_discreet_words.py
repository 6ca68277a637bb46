"""No mail says in any language that it is about health: whoever looks over a shoulder learns nothing."""

import re

import pytest
from django.utils import translation

from community.accounts.readers import as_reader
from community.languages import SHIPPED
from community.notifications.letters import SUBJECTS, write_address_check, write_catch_up, write_letter
from tests.factories import NOON, make_user

EVERYTHING = dict.fromkeys("reply mention message reaction room group thread more".split(), 2)
# How words about health begin, in the languages that the site speaks. "Urgent help" is in every mail.
STEMS = {
    "en-gb": "spasm twitch cramp botul inject ill(?:ness)?\\b disease health medic drug tablet dose treat therap doctor"
    " nurse clinic hospital surg patient symptom diagnos eye pain pill",
    "es": "espasm contrac calambr botul inyec enferm salud\\b sanitari médic medic fármac farmac droga pastilla dosis"
    " trat(?:a|o)mient terapi doctor clínic hospital cirug operaci pacient síntom diagn[oó]s ojos? dolor párpado",
}
ABOUT_HEALTH = re.compile("|".join(rf"\b(?:{stem})" for stems in STEMS.values() for stem in stems.split()), re.I)


def letters_to(member):
    for kind in SUBJECTS:
        for due_at in (None, NOON):
            about = {"path": "/x/", "due_at": due_at, "now": NOON, "numbers": EVERYTHING}
            yield write_letter(kind=kind, recipient=member, **about)
    yield write_catch_up(member)
    yield write_address_check(member, "/x/")


@pytest.mark.django_db
@pytest.mark.parametrize("language", SHIPPED)
def test_no_mail_has_a_word_about_health(language):
    member = make_user("Rea", language=language)

    found = {letter.subject: ABOUT_HEALTH.findall(f"{letter.subject} {letter.text}") for letter in letters_to(member)}

    assert len(found) >= len(SUBJECTS)
    assert {subject: words for subject, words in found.items() if words} == {}


@pytest.mark.parametrize("language", SHIPPED)
def test_no_subject_has_one_or_is_left_in_english(language):
    with translation.override(language):
        subjects = [str(subject) for subject in SUBJECTS.values()]

    assert [subject for subject in subjects if ABOUT_HEALTH.search(subject)] == []
    with as_reader(None):
        english = [str(subject) for subject in SUBJECTS.values()]
    assert (subjects == english) is (language == "en-gb")
    assert language == "en-gb" or set(subjects).isdisjoint(english)


@pytest.mark.parametrize("language", SHIPPED)
def test_every_language_has_words_to_look_for(language):
    assert language in STEMS


@pytest.mark.parametrize(
    "words",
    ["Your injection", "Eye-drops", "Tu inyección de mañana", "Una cita con tu médica", "un espasmo", "tu salud"],
)
def test_a_word_about_health_is_found(words):
    assert ABOUT_HEALTH.search(words)


@pytest.mark.parametrize("words", ["Ayuda urgente", "Un saludo", "A kind sign for you", "todavía", "You will be told"])
def test_other_words_are_not(words):
    assert not ABOUT_HEALTH.search(words)
