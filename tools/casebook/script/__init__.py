"""Editions: conversion between scripts, repair, fold for search."""

from .choices import Choice
from .detect import detect_script
from .editions import to_edition
from .repair import repair

__all__ = ["Choice", "detect_script", "repair", "to_edition"]
