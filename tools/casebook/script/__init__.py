"""Editions: conversion between scripts, repair, fold for search."""
