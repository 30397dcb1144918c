"""Editions: conversion between scripts, repair, fold for search."""

from casebook.text.article_scripts import (
    PlacedChoice,
    check_script,
    map_text,
    proofread_article,
    repair_article,
)
from casebook.text.choices import Choice
from casebook.text.conversion import to_edition
from casebook.text.detect import detect_script
from casebook.text.overrides import Overrides, Ruling, parse_overrides, render_overrides
from casebook.text.proofread import is_open, proofread, settle
from casebook.text.repair import repair

__all__ = [
    "Choice",
    "Overrides",
    "PlacedChoice",
    "Ruling",
    "check_script",
    "detect_script",
    "is_open",
    "map_text",
    "parse_overrides",
    "proofread",
    "proofread_article",
    "render_overrides",
    "repair",
    "repair_article",
    "settle",
    "to_edition",
]
