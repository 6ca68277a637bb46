from community.resources.actions.loading import BadContent, Loaded, load_library
from community.resources.actions.opinions import TooManyOpen, answer_suggestion, say_if_useful, suggest
from community.resources.actions.questions import (
    ListIsFull,
    drop_question,
    erase_questions,
    keep_question,
    move_question,
)
from community.resources.actions.translating import Translated, load_translations
from community.resources.actions.versions import (
    AddressIsTaken,
    ChangedMeanwhile,
    GateIsShut,
    HasMistakes,
    TooManySaves,
    as_if_live,
    begin_article,
    keep_edit,
    publish,
    restore,
    save_draft,
    take_release,
)

__all__ = [
    "AddressIsTaken",
    "BadContent",
    "ChangedMeanwhile",
    "GateIsShut",
    "HasMistakes",
    "ListIsFull",
    "Loaded",
    "TooManyOpen",
    "TooManySaves",
    "Translated",
    "answer_suggestion",
    "as_if_live",
    "begin_article",
    "drop_question",
    "erase_questions",
    "keep_edit",
    "keep_question",
    "load_library",
    "load_translations",
    "move_question",
    "publish",
    "restore",
    "save_draft",
    "say_if_useful",
    "suggest",
    "take_release",
]
