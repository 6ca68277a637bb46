"""What rows and columns are called on the page in a member's file. A test fails for one that has no words."""

from django.db.models import Model
from django.utils.functional import Promise

from community.privacy.export.labels import account, groups, reminders, team, writing
from community.privacy.export.labels.common import COLUMNS

TABLES = account.TABLES | groups.TABLES | writing.TABLES | reminders.TABLES | team.TABLES


def title_of(model: type[Model]) -> Promise:
    return TABLES[model._meta.label][""]


def label_of(model: type[Model], column: str) -> Promise:
    """The table's own word for it, or what it is called everywhere."""
    own = TABLES[model._meta.label]
    return own[column] if column in own else COLUMNS[column]
