"""What reports, decisions and appeals consist of."""

from community.moderation.forms.appealing import AnswerForm, AppealForm
from community.moderation.forms.deciding import DecisionForm, NoteForm, SecondForm, UndoForm
from community.moderation.forms.filters import QueueFilter
from community.moderation.forms.reporting import ReportForm, VisitorReportForm
from community.moderation.forms.words import LONGEST_WORDS, NO_ADDRESS, WordsField

__all__ = [
    "LONGEST_WORDS",
    "NO_ADDRESS",
    "AnswerForm",
    "AppealForm",
    "DecisionForm",
    "NoteForm",
    "QueueFilter",
    "ReportForm",
    "SecondForm",
    "UndoForm",
    "VisitorReportForm",
    "WordsField",
]
