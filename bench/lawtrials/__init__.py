"""Trials of the laws of the design on records that are made by chance; run by ``bench.laws``."""
