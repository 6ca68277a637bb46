from community.resources.actions.loading import BadContent, Loaded, load_library
from community.resources.actions.opinions import TooManyOpen, answer_suggestion, say_if_useful, suggest
from community.resources.actions.questions import ListIsFull, drop_question, keep_question, move_question

__all__ = [
    "BadContent",
    "ListIsFull",
    "Loaded",
    "TooManyOpen",
    "answer_suggestion",
    "drop_question",
    "keep_question",
    "load_library",
    "move_question",
    "say_if_useful",
    "suggest",
]
