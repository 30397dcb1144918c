"""A list of similar cases is put into a page that was written."""

from __future__ import annotations

import pytest

from casebook.site.similar import with_list

LIST = '<ul class="simple">\n<li><p>{}</p></li>\n</ul>\n'
PAGE = """<section id="measures">
<ul class="simple">
<li><p>another list</p></li>
</ul>
</section>
<section id="similar">
<h2>相似案例</h2>
{}</section>
<section id="sources">
<ul>
<li>one</li>
</ul>
</section>
"""


def test_a_list_takes_the_place_of_the_other() -> None:
    new = LIST.format(r"\1 &lt;ul&gt;")
    assert with_list(PAGE.format(LIST.format("before")), new) == PAGE.format(new)


@pytest.mark.parametrize(
    "page",
    [
        "<p>no section</p>\n",
        PAGE.format("<p>none</p>\n"),
        PAGE.format(LIST.format("one") * 2),
        PAGE.format(LIST.format("one")) * 2,
    ],
    ids=["no section", "no list", "two lists", "two sections"],
)
def test_where_it_is_not_clear_which_list_it_is_the_page_is_written(page: str) -> None:
    assert with_list(page, LIST.format("new")) is None
