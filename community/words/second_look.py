"""What an author reads before a text is posted, and after. Nothing of it is stored.

A composer's view asks `look_at`; while there are `notes`, it shows the composer again with them. The hidden field
`read_notes` says which of them the author has read, so the next submit posts, with or without a change.
"""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.words.articles import Reading, readings_about
from community.words.known import judge
from community.words.matching import DOSE, MEDICINE, Verdict

READ = "read_notes"
CALM = "calm"  # the tag of a message that is shown as the card with help
LONGEST_READ = 1_000
MEDICINE_NOTE_READ = "medicine_note_read"
DOSE_NOTE = gettext_lazy(
    "Your text names an amount. What suits one person can harm another: leave the number out, or say plainly that it "
    "is only what happened to you."
)
MEDICINE_NOTE = gettext_lazy(
    "Your text names a medicine. What you went through helps others. What to take, change or stop is for each "
    "person's own clinic to say."
)


@dataclass(frozen=True)
class Note:
    key: str
    text: str | Promise
    is_medical: bool = False  # our resources say more


@dataclass(frozen=True)
class SecondLook:
    verdict: Verdict
    notes: tuple[Note, ...] = ()  # not read yet
    read: str = ""  # what the hidden field carries next

    @property
    def is_medical(self) -> bool:
        return any(note.is_medical for note in self.notes)

    @property
    def readings(self) -> list[Reading]:
        """Our articles on the medicines that the text names."""
        return readings_about(self.verdict.rules) if self.is_medical else []

    @property
    def calm(self) -> bool:
        return self.verdict.crisis

    def happens(self, *, waits: bool = False) -> list[str]:
        """To a text that was stored, by rules that hold where a text can wait."""
        then = _("Your text waits until the team has looked at it.") if waits else _("The team will look at your text.")
        return [f"{then} {rule.reason}" for rule in self.verdict.held_by]

    def tell(self, request: HttpRequest, *, waits: bool = False) -> None:
        """After the text was stored: help, or what happens to it now. The next page shows it once."""
        self.comfort(request)
        for sentence in self.happens(waits=waits):
            messages.info(request, sentence)

    def comfort(self, request: HttpRequest) -> None:
        """Help alone, for a text that nobody of the team will read."""
        self.remember(request)
        if self.calm:
            messages.info(request, _("You are not alone."), extra_tags=CALM)

    def place(self, address: str) -> str:
        """Where the next page opens: at the card if there is one, for it stands above what was posted."""
        return f"{address.partition('#')[0]}#{CALM}" if self.calm else address

    def remember(self, request: HttpRequest) -> None:
        """The note on medicines is read once in a sign-in: here many texts name one."""
        if MEDICINE in self.read.split():
            request.session[MEDICINE_NOTE_READ] = True


def look_at(request: HttpRequest, *texts: str, before: str = "") -> SecondLook:
    """Of an edit only what it brings: `before` is what stood there."""
    verdict = judge(*texts)
    if before and verdict.rules:
        verdict = verdict.beyond(judge(before))
    if not verdict.rules:
        return SecondLook(verdict)
    read = request.POST.get(READ, "")[:LONGEST_READ].split()
    told = {*read, MEDICINE} if request.session.get(MEDICINE_NOTE_READ) else set(read)
    notes = tuple(note for note in notes_of(verdict) if note.key not in told)
    return SecondLook(verdict, notes, " ".join(dict.fromkeys([*read, *(note.key for note in notes)])))


def notes_of(verdict: Verdict) -> list[Note]:
    """A rule's own words, or ours for amounts and medicines: one of these two is enough."""
    rules = verdict.advices
    own = [Note(f"rule-{rule.pk}", rule.note, is_medical=rule.kind in (DOSE, MEDICINE)) for rule in rules if rule.note]
    kinds = {rule.kind for rule in rules if not rule.note}
    if DOSE in kinds:
        return [*own, Note(DOSE, DOSE_NOTE, is_medical=True)]
    return [*own, Note(MEDICINE, MEDICINE_NOTE, is_medical=True)] if MEDICINE in kinds else own
