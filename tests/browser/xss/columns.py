"""The text columns of every table in retention.yaml, less those of not_given.csv."""

import csv
from pathlib import Path

from django.apps import apps
from django.db import models

from community.privacy.retention import retention

FILE = Path(__file__).with_name("not_given.csv")
TEXTS = (models.CharField, models.TextField, models.JSONField)
OF_OURS = (models.SlugField, models.FilePathField)  # their letters are checked one by one


def not_given():
    with FILE.open(encoding="utf-8") as file:
        lines = [line for line in file if not line.startswith("#")]
    return {row["column"]: row[" why"].strip() for row in csv.DictReader(lines)}


def text_columns():
    """By name: table and column."""
    tables = {line.table for line in retention() if "." in line.table}  # indexes of the search are made of the others
    for model in sorted((apps.get_model(table) for table in tables), key=lambda model: model._meta.label):
        for field in model._meta.local_concrete_fields:
            is_text = isinstance(field, (*TEXTS, models.FileField, models.GenericIPAddressField))
            if is_text and not field.choices and not isinstance(field, OF_OURS) and not field.is_relation:
                yield f"{model._meta.label}.{field.name}", field


def given_columns():
    """Number of each, which its attacks bear."""
    left_out = not_given()
    given = [(name, field) for name, field in text_columns() if name not in left_out]
    return {name: (number, field) for number, (name, field) in enumerate(given, start=1)}
