from dataclasses import replace
from datetime import date, timedelta

import pytest

from community.resources.helplines import ELSEWHERE, Country, Helpline, countries, faults_of_helplines, read_helplines

TODAY = date(2026, 11, 22)
LINE = Helpline(name="A", kind="phone", value="116 123", checked_on=None, recheck_days=90)


def checked(name, days_ago):
    return replace(LINE, name=name, checked_on=TODAY - timedelta(days=days_ago))


def test_every_country_of_the_list_is_there():
    assert len(countries()) == 23
    assert {"GB", "IE", "US", "CA", "AU", "NZ", "IN", "DE", "AT", "CH", "FR", "BE", "NL"} < countries().keys()
    assert {"ES", "IT", "SE", "JP", "KR", "BR", "ZA", "MX", "SG", ELSEWHERE} < countries().keys()


def test_country_shows_an_emergency_number_and_one_to_three_lines():
    assert all(country.emergency and 1 <= len(country.lines) <= 3 for country in countries().values())


def test_conflicting_numbers_are_in_doubt_and_say_why_to_editors():
    doubtful = {country.code for country in countries().values() if any(line.doubt for line in country.lines)}

    assert doubtful == {"BR", "IN", "IT", "KR", "NL", "SG"}
    assert all(line.note for country in countries().values() for line in country.lines)


def test_line_is_stale_the_day_after_it_should_have_been_checked_again():
    assert not checked("A", 90).is_stale(TODAY)
    assert checked("A", 91).is_stale(TODAY)
    assert not LINE.is_stale(TODAY)


def test_checked_lines_come_first_and_stale_ones_last():
    lines = (checked("stale", 200), replace(LINE, name="never"), checked("fresh", 3))
    country = Country("XX", "Nowhere", ("112",), False, lines)

    shown = country.lines_on(TODAY)

    assert [each.line.name for each in shown] == ["fresh", "never", "stale"]
    assert [each.is_stale for each in shown] == [False, False, True]


def test_digits_are_what_a_telephone_dials():
    assert LINE.digits == "116123"
    assert replace(LINE, value="1800-599-0019").digits == "18005990019"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("recheck_days: 90", "recheck_days: often", '"recheck_days" must be a whole number.'),
        ('emergency: ["000"]', "emergency: [112]", 'Put quotes around emergency numbers: ["112"].'),
        ("kind: phone", "kind: pigeon", '"pigeon" is not a kind of line'),
        ("value: 13 11 14", "value: 131114", '"value" must be a text.'),
        ("        checked_on:\n", "", '"checked_on" is missing.'),
        ("checked_on:\n", "checked_on: yesterday\n", '"checked_on" must be a date such as 2026-11-22 or empty.'),
        ("name: Australia", "nome: Australia", '"name" is missing.'),
    ],
)
def test_mistake_in_the_file_is_named_with_its_line(folder, old, new, said):
    path = folder / "helplines.yaml"
    text = path.read_text()
    assert old in text

    path.write_text(text.replace(old, new, 1))

    found = [str(mistake) for mistake in faults_of_helplines(folder)]
    assert any(mistake.startswith("helplines.yaml, line ") and said in mistake for mistake in found), found
    with pytest.raises(ValueError, match=r"helplines\.yaml, line "):
        read_helplines(folder)
