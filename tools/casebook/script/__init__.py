"""Editions: conversion between scripts, repair, fold for search."""

from .articles import Place, check_script, map_text, proofread_article, repair_article
from .choices import Choice
from .detect import detect_script
from .editions import to_edition
from .exceptions import Exceptions, Ruling, parse_exceptions, render_exceptions
from .proofread import is_open, proofread, settle
from .repair import repair

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
]
