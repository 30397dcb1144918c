"""Editions: conversion between scripts, repair, fold for search."""

from casebook.script.articles import (
    Place,
    check_script,
    map_text,
    proofread_article,
    repair_article,
)
from casebook.script.choices import Choice
from casebook.script.detect import detect_script
from casebook.script.editions import to_edition, to_script
from casebook.script.exceptions import Exceptions, Ruling, parse_exceptions, render_exceptions
from casebook.script.proofread import is_open, proofread, settle
from casebook.script.repair import repair

__all__ = [
    "Choice",
    "Exceptions",
    "Place",
    "Ruling",
    "check_script",
    "detect_script",
    "is_open",
    "map_text",
    "parse_exceptions",
    "proofread",
    "proofread_article",
    "render_exceptions",
    "repair",
    "repair_article",
    "settle",
    "to_edition",
    "to_script",
]
