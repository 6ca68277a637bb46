"""What a case page shows of unmasking: a request to make, to answer, or a name to look at."""

from community.accounts.models import User
from community.moderation.models import Case
from community.moderation.unmasking.forms import UnmaskingForm
from community.moderation.unmasking.permissions import can_answer, can_ask, can_look, moderates_alias


def unmasking_context(case: Case, user: User) -> dict[str, object]:
    """Empty for everything that was written under an own name."""
    if not moderates_alias(user, case):
        return {}
    latest = case.unmaskings.select_related("asked_by", "agreed_by", "refused_by").last()
    return {
        "unmasking": latest,
        "unmasking_form": UnmaskingForm() if can_ask(user, case) else None,
        "may_answer_unmasking": latest is not None and can_answer(user, latest),
        "may_look": latest is not None and can_look(user, latest),
    }
