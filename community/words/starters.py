"""The first lists. `manage.py load_words` stores each of them once; after that moderators look after them.

Phrases are matched as whole words, without accents, apostrophes and large letters. They speak of dying by one's own
hand and of hurting oneself: "die" or "kill" alone would find half of what people say about a bad day.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from community.words.matching import ADVISE, DOSE, MEDICINE, PHRASE, URGENT


@dataclass(frozen=True)
class Starter:
    kind: str
    phrase: str
    effect: str
    language: str = ""

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.language}:{self.phrase}"


CRISIS = {
    "en": """
        kill myself / killing myself / end my life / ending my life / take my own life / taking my own life
        want to die / wish I was dead / wish I were dead / ready to die / rather be dead / better off dead
        better off without me / I am suicidal / I'm suicidal / feel suicidal / feeling suicidal / commit suicide
        committing suicide / suicide note / no reason to live / nothing to live for / don't want to live
        do not want to live / don't want to be alive / don't want to be here anymore / can't go on living
        hurt myself on purpose / hurting myself on purpose / harm myself / harming myself / self-harming
        cut myself on purpose / cutting myself / take all my pills / take all my tablets / took all my pills
        took all my tablets / unalive myself
    """,
    "de": """
        mich umbringen / bringe mich um / bring mich um / mir das Leben nehmen / nehme mir das Leben
        will sterben / möchte sterben / will nicht mehr leben / möchte nicht mehr leben / mag nicht mehr leben
        wäre lieber tot / wäre ich doch tot / ohne mich besser dran / Selbstmord begehen / Suizid begehen
        bin suizidal / Selbstmordgedanken / Suizidgedanken / mein Leben beenden / keinen Grund mehr zu leben
        mich selbst verletzen / verletze mich selbst / alle meine Tabletten nehmen
    """,
    "fr": """
        me suicider / suicider ce soir / me tuer / en finir avec la vie / mettre fin à mes jours / mettre fin à ma vie
        je veux mourir / envie de mourir / plus envie de vivre / veux plus vivre / aucune raison de vivre
        idées suicidaires / pensées suicidaires / serait mieux sans moi / seraient mieux sans moi
        me faire du mal / prendre tous mes comprimés
    """,
}
UNITS = "mg / mcg / µg / ug / ml / IU / unit / units / milligram / milligrams / microgram / micrograms / IE / Einheiten"
TOXIN = "botulinum toxin / botulinum / Botox / Dysport / Xeomin / Botulinumtoxin / toxine botulique"
TABLETS = """
    carbamazepine / Carbamazepin / carbamazépine / clonazepam / clonazépam
    baclofen / baclofène / gabapentin / gabapentine
"""


def phrases_in(lines: str) -> Iterator[str]:
    return (phrase.strip() for line in lines.strip().splitlines() for phrase in line.split(" / "))


STARTERS = [
    *(Starter(PHRASE, phrase, URGENT, language) for language, lines in CRISIS.items() for phrase in phrases_in(lines)),
    *(Starter(DOSE, unit, ADVISE) for unit in phrases_in(UNITS)),
    *(Starter(MEDICINE, name, ADVISE) for names in (TOXIN, TABLETS) for name in phrases_in(names)),
]
