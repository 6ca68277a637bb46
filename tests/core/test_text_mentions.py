import pytest

from community.core.text import mentioned_in, render_markdown

pytestmark = pytest.mark.once

NAMES = {"ada": "/members/Ada/", "grey.heron": "/members/grey.heron/", "_wren_": "/members/_wren_/"}


def called(source):
    return render_markdown(source, names=NAMES).count('class="mention"')


def test_a_known_name_becomes_a_link_to_the_member():
    html = render_markdown("Thank you @Ada.", names=NAMES)

    link = '<a class="mention" href="/members/Ada/" rel="nofollow ugc noopener noreferrer">@Ada</a>'
    assert html == f"<p>Thank you {link}.</p>\n"


def test_the_case_of_the_name_does_not_matter():
    assert called("@ADA") == 1
    assert 'href="/members/Ada/"' in render_markdown("@aDa", names={"ADA": "/members/Ada/"})


@pytest.mark.parametrize(
    "source", ["(@ada)", "**@ada**", "@ada's", "@ada, you", "@ada!", "@grey.heron.", "@_wren_", "- @ada"]
)
def test_what_stands_around_a_name_is_not_part_of_it(source):
    assert called(source) == 1
    assert len(mentioned_in(source)) == 1


@pytest.mark.parametrize(
    "source",
    [
        "`@ada`",
        "```\n@ada\n```",
        "    @ada",
        "[hello @ada](/x/)",
        "https://social.example/@ada",
        "<https://social.example/@ada>",
        "joe@ada",
        "joe.x@ada.example",
        "@ada@social.example",
        "\\@ada",
        "@ adam",
        "x/@ada",
    ],
)
def test_code_links_and_addresses_call_nobody(source):
    assert called(source) == 0
    assert mentioned_in(source) == []


def test_who_is_not_known_stays_plain_words():
    assert render_markdown("@bo and @ada") == "<p>@bo and @ada</p>\n"
    assert called("@bo @adam @ad") == 0


def test_the_names_called_come_once_and_in_order():
    assert mentioned_in("@Bo, @ada and @bo.\n\n- @grey.heron-\n\n>! @eve\n\n|@mo|\n|-|") == [
        "Bo",
        "ada",
        "grey.heron",
        "eve",
        "mo",
    ]


def test_a_quote_calls_nobody_again():
    assert mentioned_in("> @ada\n> > @bo\n\n- > @mo\n\n@eve") == ["eve"]


def test_at_most_ten_people_are_called():
    assert mentioned_in(" ".join(f"@member{number}" for number in range(30))) == [f"member{n}" for n in range(10)]


def test_an_address_cannot_break_out_of_its_link():
    html = render_markdown("@ada", names={"ada": '/x/"><script>'})

    assert "<script" not in html


def test_an_invisible_sign_does_not_make_two_names_of_one():
    assert mentioned_in("@A\u202eda") == ["Ada"]
