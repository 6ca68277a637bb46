from community.resources.actions.loading import BadContent, Loaded, load_library
from community.resources.actions.opinions import TooManyOpen, answer_suggestion, say_if_useful, suggest
from community.resources.actions.questions import ListIsFull, drop_question, keep_question, move_question
from community.resources.actions.translating import Translated, load_translations

__all__ = [
    "BadContent",
    "ListIsFull",
    "Loaded",
    "TooManyOpen",
    "Translated",
    "answer_suggestion",
    "drop_question",
    "keep_question",
    "load_library",
    "load_translations",
    "move_question",
    "say_if_useful",
    "suggest",
]
