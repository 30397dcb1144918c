"""Who made an original: writers, editors and photographers each in a row of their own."""

from __future__ import annotations

from pathlib import Path

from tests.site.build import snapshot_of

from casebook.pages.contents import Contents
from casebook.pages.kinds.cases import case_page
from casebook.records import Article, Paragraph, Script, Section, Source, Theme


def test_people_stay_apart_in_the_head(tmp_path: Path) -> None:
    source = Source(
        publisher="山城日報",
        authors=("林一", "周二"),
        editors=("吳三",),
        photographers=("鄭四",),
    )
    article = Article(
        slug="one",
        title="山城改革",
        script=Script.HANT,
        sections=(Section(Theme.MEASURES, "創新舉措", (Paragraph("設立了大廳。"),)),),
        sources=(source,),
    )
    text = case_page(article, Contents(snapshot_of([article], tmp_path)))
    rows = [line for line in text.splitlines() if line.startswith(":")]
    assert ":作者: [林一、周二]{.hant}" in rows
    assert ":責任編輯: [吳三]{.hant}" in rows
    assert ":攝影: [鄭四]{.hant}" in rows
