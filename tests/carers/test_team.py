"""What the team sees of help: both people, unless that would tell whose another name is."""

import pytest

from community.carers.models import Scope
from tests.carers.factories import help_of, reply_for
from tests.moderation.factories import report_post


@pytest.mark.parametrize(("scope", "is_told"), [(Scope.POST, True), (Scope.ALIAS, False)])
def test_case_names_the_helper_but_not_beside_another_name(client, wren, dee, bo, mo, thread, scope, is_told):
    found = help_of(dee, wren, scopes=[Scope.POST, Scope.ALIAS], shows_name=True, named=True)
    case = report_post(reply_for(found, thread, scope=scope), bo).case
    client.force_login(mo)

    page = client.get(case.get_absolute_url()).content.decode()

    assert ("Written for Wren by Dee, a helper." in page) is is_told
    assert ("Dee" in page) is is_told
    assert ("Wren" in page) is is_told
