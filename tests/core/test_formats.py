"""Days and hours as each language writes them."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.formats import date_format

from community.core.formats.es import formats as spanish
from community.core.when import DayField

MOMENT = datetime(2026, 11, 29, 9, 5, tzinfo=UTC)
FOLDERS = {"templates": "*.*", "community": "*.py"}
ASKED = re.compile(r"""\|date:["']([^"']+)["']|\bdate_format\((?:[^()]|\([^()]*\))*?, ["']([^"']+)["']\)""")
LONG = re.compile(r"[FMNb]|Y(?!-)")  # the name of a month, or a year that is not for machines


def asked_in(text):
    return {first or second for first, second in ASKED.findall(text)}


def asked():
    root = Path(settings.BASE_DIR)
    files = [path for folder, names in FOLDERS.items() for path in (root / folder).rglob(names)]
    return {shape for path in files for shape in asked_in(path.read_text()) if not shape.isupper()}


def is_ordered(shape):
    """Some order of day, month and year in words. Names of Django's own ("DATE_FORMAT") have theirs."""
    return bool(LONG.search(shape)) and "_" not in shape


@pytest.mark.once
def test_every_order_of_a_day_that_pages_ask_for_has_its_spanish():
    orders = {shape for shape in asked() if is_ordered(shape)}

    assert len(orders) > 10
    assert {shape for shape in orders if not hasattr(spanish, shape)} == set()


@pytest.mark.once
def test_nothing_passes_by_the_order_of_the_language():
    sources = (Path(settings.BASE_DIR) / "community").rglob("*.py")

    assert [path.name for path in sources if "django.utils.dateformat" in path.read_text()] == []


def test_orders_are_found_in_templates_and_in_code():
    assert asked_in(
        """{{ a.b|date:"F Y" }} {% x day=now|date:'l j F' %} date_format(localtime(at, zone), "H:i")"""
    ) == {
        "F Y",
        "l j F",
        "H:i",
    }
    assert [shape for shape in ("j F", "j M Y", "c", "H:i", "l", "Y-m-d", "DATE_FORMAT") if is_ordered(shape)] == [
        "j F",
        "j M Y",
    ]


@pytest.mark.parametrize(
    ("shape", "english", "written"),
    [
        ("j F Y, H:i", "29 November 2026, 09:05", "29 de noviembre de 2026, 09:05"),
        ("l j F, H:i", "Sunday 29 November, 09:05", "domingo 29 de noviembre, 09:05"),
        ("DATE_FORMAT", "29 November 2026", "29 de noviembre de 2026"),
        ("MONTH_DAY_FORMAT", "29 November", "29 de noviembre"),
        ("F Y", "November 2026", "noviembre de 2026"),
        ("j M Y", "29 Nov 2026", "29 nov 2026"),
        ("l", "Sunday", "domingo"),
    ],
)
def test_a_day_is_written_as_its_reader_writes_it(shape, english, written):
    for language, expected in {"en-gb": english, "es": written}.items():
        with translation.override(language):
            assert date_format(MOMENT, shape) == expected


def test_a_language_without_orders_of_its_own_keeps_the_english_one():
    with translation.override("fr"):
        assert date_format(MOMENT, "j F Y") == "29 novembre 2026"


@pytest.mark.parametrize(
    ("language", "typed"),
    [("en-gb", "27th March"), ("en-gb", "27 marzo 2027"), ("es", "marzo"), ("es", "de")],
)
def test_a_day_that_is_none_is_told(language, typed):
    with translation.override(language), pytest.raises(ValidationError, match=r"27\.3\.2027"):
        DayField().clean(typed)


@pytest.mark.parametrize(
    ("language", "typed"),
    [
        ("en-gb", "27 March 2027"),
        ("en-gb", "27  of march 2027"),
        ("en-gb", "27 Mar 2027"),
        ("es", "27 de marzo de 2027"),
        ("es", "27 Marzo 2027"),
        ("es", "27.3.2027"),
    ],
)
def test_a_day_may_be_typed_with_the_name_of_its_month(language, typed):
    with translation.override(language):
        assert DayField().clean(typed) == date(2027, 3, 27)


@pytest.mark.django_db
def test_a_day_that_begins_a_line_begins_with_a_capital(client, ada):
    ada.language = "es"
    ada.save()
    client.force_login(ada)

    page = client.get("/").content.decode()

    assert re.search(r">(Lunes|Martes|Miércoles|Jueves|Viernes|Sábado|Domingo), \d+ de [a-z]+ de \d{4}</time>", page)
