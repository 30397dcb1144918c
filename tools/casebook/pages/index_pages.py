"""Index pages: all cases, by field and by year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from casebook.exports.citations import COLLECTED
from casebook.pages import labels, myst
from casebook.pages.catalogue import Catalogue
from casebook.records import Article, Kind, Theme, walk


def toctree(entries: Iterable[str], caption: str = "") -> str:
    """Return a hidden toctree; it sets the reading order and shows nothing."""
    options = {"hidden": ""} | ({"caption": caption} if caption else {})
    return "\n".join(myst.fence("toctree", list(entries), **options))


def facts(article: Article, *, field: bool = True) -> Iterator[str]:
    """Yield the few facts that tell a case apart in a list, as MyST."""
    if article.region and article.region.name:
        yield myst.span(article.region.name, article.script)
    if article.years:
        yield labels.years(article)
    if field:
        yield Catalogue.field_of(article).name
    if article.kind is Kind.DIGEST:
        yield labels.KINDS[Kind.DIGEST]


def case_lines(articles: Iterable[Article], theme: Theme | None = None) -> str:
    """Return a list of cases, each with its facts and the way to its parts.

    :param theme: link to the cases' parts on this theme's pages instead of to
        their own pages.
    """
    return "\n".join(["{.cases}", *(_case_line(article, theme) for article in articles)])


def _case_line(article: Article, theme: Theme | None) -> str:
    target = f"#{theme.value}:{article.slug}" if theme else f"#case:{article.slug}"
    title = myst.link(article.title, target, article.script)
    about = " · ".join(facts(article))
    parts = ""
    if not theme:
        told = {labels.theme_page_of(place.theme) for place in walk(article)}
        links = [
            myst.link(labels.THEME_SHORT[page], f"#{page.value}:{article.slug}")
            for page in labels.THEME_PAGES
            if page in told
        ]
        parts = f" [{' · '.join(links)}]{{.parts}}" if links else ""
    return f"- {title} [{about}]{{.facts}}{parts}"


def case_index(catalogue: Catalogue) -> tuple[str, str]:
    """Return address and MyST of the list of all cases, in reading order."""
    files = "、".join(
        myst.link(name, f"#data:{file}")
        for name, file in zip(("BibTeX", "RIS", "CSL-JSON"), COLLECTED, strict=True)
    )
    blocks = [
        "# 全部案例",
        f"共 {len(catalogue.articles)} 個案例，按領域排列。",
        f"{{.screen-only}}\n書目資料可以一次下載：{files}。",
    ]
    for field, articles in catalogue.by_field:
        blocks += [
            myst.heading(2, myst.link(field.name, f"/fields/{field.key}.md"), field.key),
            case_lines(articles),
        ]
    blocks.append(toctree(article.slug for article in catalogue.articles))
    return "cases/index.md", myst.page(labels.PAGE, blocks)


def field_pages(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Yield the page of each field and their index."""
    index: list[str] = []
    for field, articles in catalogue.by_field:
        link = myst.link(field.name, f"{field.key}.md")
        index.append(f"- {link} [{len(articles)} 個案例]{{.facts}}")
        told = {labels.theme_page_of(place.theme) for one in articles for place in walk(one)}
        links = [
            myst.link(labels.THEME_TITLES[page], f"/{page.value}/{field.key}.md")
            for page in labels.THEME_PAGES
            if page in told
        ]
        blocks = [f"# 領域：{field.name}"]
        if links:
            blocks.append(f"按主題連讀本領域的案例：{' · '.join(links)}")
        yield f"fields/{field.key}.md", myst.page(labels.PAGE, [*blocks, case_lines(articles)])
    blocks = [
        "# 按領域瀏覽",
        "每個領域一頁，列出該領域的案例，並可按主題連讀。",
        "\n".join(index),
        toctree(field.key for field, _ in catalogue.by_field),
    ]
    yield "fields/index.md", myst.page(labels.PAGE, blocks)


def year_pages(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Yield the page of each year in which a case went on, and their index."""
    index = ["# 按年份瀏覽", "案例列在它所講述的每一年之下。"]
    decade = 0
    for year, articles in catalogue.by_year:
        if year // 10 != decade:
            decade = year // 10
            index.append(myst.heading(2, f"{decade}0 年代", f"y{decade}0"))
            index.append("")
        index[-1] += f"- {myst.link(f'{year} 年', f'{year}.md')} {len(articles)} 個案例\n"
        blocks = [f"# 年份：{year} 年", case_lines(articles)]
        yield f"years/{year}.md", myst.page(labels.PAGE, blocks)
    index = [block.rstrip("\n") for block in index]
    undated = [one for one in catalogue.articles if not one.year_range]
    if undated:
        index += [myst.heading(2, "年份不詳", "undated"), case_lines(undated)]
    index.append(toctree(str(year) for year, _ in catalogue.by_year))
    yield "years/index.md", myst.page(labels.PAGE, index)
