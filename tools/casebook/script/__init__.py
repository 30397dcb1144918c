"""Editions: conversion between scripts, repair, fold for search."""

from .detect import detect_script
from .editions import to_edition
from .repair import Choice, repair

__all__ = ["Choice", "detect_script", "repair", "to_edition"]
