from community.resources.actions.loading import BadContent, Loaded, load_library
from community.resources.actions.opinions import TooManyOpen, answer_suggestion, say_if_useful, suggest

__all__ = ["BadContent", "Loaded", "TooManyOpen", "answer_suggestion", "load_library", "say_if_useful", "suggest"]
