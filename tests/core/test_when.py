from datetime import date

import pytest
from django.core.exceptions import ValidationError

from community.core.when import CalendarDayField, DayField


@pytest.mark.parametrize("field", [CalendarDayField(), DayField()])
@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "2200-01-01", "9999-12-31"])
def test_day_outside_of_our_time_is_refused_in_words(field, day):
    with pytest.raises(ValidationError, match="Write a year between 1900 and 2199"):
        field.clean(day)


@pytest.mark.parametrize("field", [CalendarDayField(), DayField()])
@pytest.mark.parametrize("day", [date(1900, 1, 1), date(2199, 12, 31)])
def test_days_of_our_time_are_days(field, day):
    assert field.clean(day.isoformat()) == day
