"""The page for proofreaders: every place where no word decided a conversion."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.model import Edition, Script
from casebook.script.articles import proofread_article
from casebook.script.exceptions import Exceptions
from casebook.script.proofread import is_open
from casebook.write import myst
from casebook.write.catalogue import Catalogue
from casebook.write.findings import filterable_table

_NAMES = {Edition.TRADITIONAL: "繁體版", Edition.SIMPLIFIED: "簡體版"}
_HEAD = ("位置", "上文", "印作", "原作", "也可能是", "下文")


def proof_pages(catalogue: Catalogue, exceptions: Exceptions) -> Iterator[tuple[str, str]]:
    """Yield address and MyST of the page, where there is anything to look at."""
    blocks = [
        myst.heading(1, "待校對的字", "top"),
        "轉換時有多個可能、又沒有詞語可以判斷的字，供校對者逐條確認或改正。",
    ]
    for edition in Edition:
        rows = []
        for article in catalogue.articles:
            for place in proofread_article(article, edition, exceptions):
                if is_open(place.choice):
                    one = place.choice
                    anchor = "" if place.id in _HEADS else f"/{place.id}"
                    rows.append(
                        [
                            f"[{article.slug}](#case:{article.slug}{anchor})",
                            *(
                                # The characters are the subject: they are shown as they are.
                                f"[{myst.inline(text)}]{{.as-is}}" if text else "—"
                                for text in (
                                    one.left,
                                    one.after,
                                    one.before,
                                    " ".join(one.alternatives),
                                    one.right,
                                )
                            ),
                        ]
                    )
        if rows:
            blocks.append(myst.heading(2, _NAMES[edition], edition.folder.lower()))
            blocks.append(filterable_table(_HEAD, rows))
    yield "proofreading/index.md", myst.page({"casebook_script": Script.HANT.value}, blocks)


_HEADS = {"title", "kicker", "subtitle"}
