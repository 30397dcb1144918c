"""Try every law of the design on records that are made by chance.

Usage: python -m bench.laws [LAW …] [--cases N] [--seconds S] [--seed N] [--keep FOLDER]

For each law, cases are drawn until there are N of them or S seconds of processor time have
gone.  They are drawn in batches, each from a seed that is printed where it fails; what fails
is made as small as possible, printed, and kept in FOLDER, from where it is tried first the
next time.  The strategies are those of the tests.
"""

from __future__ import annotations

import argparse
import functools
import io
import itertools
import json
import os
import pickle
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import typst
from docutils import nodes
from docutils.core import publish_doctree
from hypothesis import HealthCheck, Phase, assume, given, seed, settings
from hypothesis import strategies as st
from hypothesis.database import DirectoryBasedExampleDatabase
from myst_parser.docutils_ import Parser
from tests.ingest.clean.test_conservation import (
    check_article,
    check_ledger,
    lines_of_dirt,
    pages,
    replay,
)
from tests.library.stored import in_child, killing, points, prepared, put, state
from tests.made_pages import MadePage, made_pages
from tests.site import test_laws as whole
from tests.site.build import snapshot_of
from tests.strategies import articles, articles_of_people, lines
from tests.text.test_editions import simplified, traditional

from casebook import clean_bytes, files
from casebook.book.source import string
from casebook.exports.beside import beside_files
from casebook.exports.data import _cell
from casebook.ingest.read.html import read_html
from casebook.ingest.read.text import read_text
from casebook.library import dump, parse
from casebook.library.ids import parse_ids, renewed_ids
from casebook.pages import myst
from casebook.pages.site import site_files
from casebook.problems import Code, Severity
from casebook.project import Snapshot
from casebook.records import Article, Paragraph, Script, Section, Theme, block_texts, walk
from casebook.site.head import script as linked_data
from casebook.text import detect_script, to_edition
from casebook.text.editions import editions_of, known_tags
from casebook.text.fold import Level, fold
from casebook.text.overrides import Overrides, Ruling

ROOT = Path(__file__).resolve().parent.parent
EDITIONS = editions_of(known_tags())
corpora = st.lists(articles, min_size=1, max_size=3, unique_by=lambda article: article.slug)

Check = Callable[[Any], None]


@dataclass(frozen=True)
class Trial:
    """What of a law is tried.

    :param number: of the law in the design.
    :param strategy: draws one case.
    :param check: raises an exception where the law does not hold.
    :param batch: cases that are drawn from one seed.
    :param shrinks: whether a failure is made small; not where a case takes seconds.
    """

    number: int
    name: str
    strategy: st.SearchStrategy[Any]
    check: Check
    batch: int = 200
    shrinks: bool = True


TRIALS: dict[str, Trial] = {}


def trial(
    number: int, strategy: st.SearchStrategy[Any], batch: int = 200, *, shrinks: bool = True
) -> Callable[[Check], Check]:
    """Register a function as a trial of a law."""

    def register(check: Check) -> Check:
        name = check.__name__.replace("_", "-")
        TRIALS[name] = Trial(number, name, strategy, check, batch, shrinks)
        return check

    return register


# --- 1: conservation ----------------------------------------------------------------


@trial(1, lines_of_dirt | pages)
def lines_of_pages(page: str) -> None:
    """Every line is kept or in the ledger, and what is kept is the article."""
    is_markup = page.startswith("<html>")
    check_article(check_ledger(read_html(page) if is_markup else read_text(page)))


@trial(1, made_pages | st.binary(max_size=300).map(lambda content: MadePage(content, ())))
def bytes_to_article_file(page: MadePage) -> None:
    """From bytes to the article file and back, by the ledger alone."""
    done = clean_bytes(page.content)
    kept = {line.number: "".join(line.text.split()) for line in done.kept if line.text.strip()}
    ledger = replace(
        done.ledger,
        steps=tuple(step for step in done.ledger.steps if step != "read"),
    )
    if done.kept:
        assert kept == replay(done.lines, ledger)
    if done.article is not None:
        again, problems = parse(dump(done.article), done.article.slug, "x.md")
        assert [p for p in problems if p.code.severity is Severity.ERROR] == []
        assert again == done.article


@trial(1, articles_of_people)
def article_files(article: Article) -> None:
    """The article file gives back the record."""
    text = dump(article)
    back, problems = parse(text, article.slug, "x.md")
    assert (back, dump(article)) == (article, text)
    assert {problem.code for problem in problems} <= {Code.KEY_UNKNOWN}


_EDITS = st.lists(
    st.tuples(
        st.sampled_from(("cut", "twice", "swap", "put", "join", "indent")),
        st.integers(0, 80),
        lines | st.sampled_from(("", "#", "## 改革背景", "### 一", "- ", "---", "| 一 |", "  x")),
    ),
    min_size=1,
    max_size=6,
)


@trial(1, st.tuples(articles_of_people, _EDITS))
def article_files_by_hand(case: tuple[Article, list[tuple[str, int, str]]]) -> None:
    """Whatever a person makes of a file: read as an article, it is written and read the same."""
    article, edits = case
    text = dump(article).split("\n")
    for what, where, line in edits:
        at = where % len(text)
        before = text[at]
        other = text[at - 1]
        text[at : at + 1] = {
            "cut": [],
            "twice": [before, before],
            "swap": [other, before],
            "put": [before, line],
            "join": [before + line],
            "indent": [f"  {before}"],
        }[what] or [""]
    read, _ = parse("\n".join(text), article.slug, "x.md")
    if read is not None:
        again, problems = parse(dump(read), article.slug, "x.md")
        assert [p for p in problems if p.code.severity is Severity.ERROR] == []
        assert again == read


# --- 2: fidelity --------------------------------------------------------------------


@trial(2, corpora, 4, shrinks=False)
def case_pages_of_a_built_site(corpus: list[Article]) -> None:
    """Every paragraph on its page, whole, in order, once; nothing became markup."""
    whole.test_case_pages_hold_every_paragraph_as_it_is.hypothesis.inner_test(corpus)


@trial(2, corpora)
def sources_of_pages(corpus: list[Article]) -> None:
    """Every text of an article stands in the source of its case page, in order."""
    made = site_files(snapshot_of(corpus, Path("none/articles")))
    for article in corpus:
        # What a term or a document is called is linked in the text: the name is the text.
        page = _LINK.sub(r"\1", made[f"cases/{article.slug}.md"].decode("utf-8"))
        at = 0
        for placed in walk(article):
            content = placed.content
            if isinstance(content, Section) and not content.heading:
                continue
            marks = (f"{{#{placed.id}}}\n", f"{{#{placed.id} ", f"\n:name: {placed.id}\n")
            at = _first(page, marks, at)
            if page.startswith(marks[-1], at):  # what a directive begins with stands before it
                at = page.rindex("\n:::::{", 0, at)
            texts = (content.heading,) if isinstance(content, Section) else block_texts(content)
            for text in filter(None, texts):
                at = _first(page, (myst.line(text), myst.inline(text)), at)


_LINK = re.compile(r"(?<!\\)\[((?:\\.|[^\]\\])+)\]\(#[^)\s]+\)")


def _first(page: str, forms: tuple[str, ...], start: int) -> int:
    """Return where the first of some forms stands.

    :raises ValueError: none of them is there.
    """
    return min(at for form in forms if (at := page.find(form, start)) >= 0)


# --- 3: text is data ----------------------------------------------------------------

_EXTENSIONS = ["attrs_block", "attrs_inline", "colon_fence", "fieldlist", "substitution"]


@trial(3, st.lists(lines, min_size=20, max_size=20), 50)
def lines_of_myst(texts: list[str]) -> None:
    """Lines at the beginning and inside print as themselves (20 lines a case)."""
    source = "\n\n".join(f"{myst.line(text)}\n\n甲{myst.inline(text)}" for text in texts)
    tree = publish_doctree(
        source,
        parser=Parser(),
        settings_overrides={"myst_enable_extensions": _EXTENSIONS, "report_level": 5},
    )
    shown = [item.astext() for item in tree.children if isinstance(item, nodes.paragraph)]
    assert len(shown) == len(tree.children)
    assert shown == [line for text in texts for line in (text, f"甲{text}")]


@trial(3, st.lists(lines, min_size=100, max_size=100), 5, shrinks=False)
def typst_literals(texts: list[str]) -> None:
    """Typst reads every literal as the text (100 texts a case)."""
    source = "".join(f"#metadata({string(text)}) <x>\n" for text in texts)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "x.typ")
        path.write_text(source, "utf-8")
        read = json.loads(typst.query(str(path), "<x>", field="value"))
    assert read == [text.replace("\t", " ") for text in texts]


@trial(3, lines | st.text())
def cells_and_linked_data(text: str) -> None:
    """No cell begins a formula, no JSON-LD ends its element."""
    assert str(_cell(text))[:1] not in {*"=+-@＝＋－＠", "\t", "\r"}
    written = linked_data({"headline": text})
    assert not set("<>&\u2028\u2029") & set(written)
    assert json.loads(written)["headline"] == text


# --- 4: own script ------------------------------------------------------------------


@trial(4, st.tuples(traditional | simplified | lines, st.sampled_from(EDITIONS)))
def own_script(case: tuple[str, Any]) -> None:
    """An edition prints text of its own script as it is; twice is once."""
    text, edition = case
    if detect_script(text) is edition.script:
        assert to_edition(text, edition) == text
    once = to_edition(text, edition)
    assert len(once) == len(text)
    if detect_script(text):
        assert to_edition(once, edition, script=edition.script) == once


# --- 5: determinism -----------------------------------------------------------------

_DIGESTS = """
import hashlib, pickle, sys
from pathlib import Path
from tests.site.build import snapshot_of
from casebook.exports.beside import beside_files
from casebook.pages.site import site_files
while True:
    snapshot = snapshot_of(pickle.load(sys.stdin.buffer), Path("none/articles"))
    made = sorted({**site_files(snapshot), **dict(beside_files(snapshot))}.items())
    print(hashlib.sha256(repr(made).encode()).hexdigest(), flush=True)
"""


_PROCESSES: list[subprocess.Popen[bytes]] = []


@functools.cache
def _process(folder: str, **environment: str) -> subprocess.Popen[bytes]:
    """Return a process that prints a checksum of all that is made of each corpus it is sent."""
    paths = os.pathsep.join([str(ROOT), str(ROOT / "tools")])
    process = subprocess.Popen(
        [sys.executable, "-c", _DIGESTS],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": paths, **environment},
    )
    _PROCESSES.append(process)
    return process


def _end_processes() -> None:
    """End the processes of a trial; their time counts from then on."""
    for process in _PROCESSES:
        process.kill()
        process.wait()
    _PROCESSES.clear()
    _process.cache_clear()


@trial(5, corpora, 20)
def two_processes(corpus: list[Article]) -> None:
    """Pages, data, search and citations in another folder, zone, locale and hash seed."""
    processes = (
        _process("/", PYTHONHASHSEED="1", TZ="Asia/Taipei", LANG="C.UTF-8"),
        _process(tempfile.gettempdir(), PYTHONHASHSEED="2", TZ="America/Lima", LC_ALL="C"),
    )
    results = set()
    for process in processes:
        assert process.stdin
        process.stdin.write(pickle.dumps(corpus))
        process.stdin.flush()
    for process in processes:
        assert process.stdout
        results.add(process.stdout.readline())
    assert len(results) == 1
    assert results != {b""}


# --- 6: stable addresses ------------------------------------------------------------

_STABLE = ("cases/", "terms/", "policies/", "organisations/", "places/")


@trial(6, st.tuples(corpora, corpora), 50)
def addresses_when_articles_come(case: tuple[list[Article], list[Article]]) -> None:
    """Case pages and pages of names are there still, and ids of cases are those of before."""
    few, more = case
    known = {article.slug for article in few}
    more = [article for article in more if article.slug not in known]
    assume(more)
    before = site_files(snapshot_of(few, Path("none/articles")))
    after = site_files(snapshot_of([*few, *more], Path("none/articles")))
    stable = {name for name in before if name.startswith(_STABLE)}
    assert stable <= after.keys()
    for article in few:
        name = f"cases/{article.slug}.md"
        for placed in walk(article):
            mark = f"{{#{placed.id}"
            assert (mark in before[name].decode()) == (mark in after[name].decode())


@trial(6, st.tuples(articles, lines, st.integers(0, 20)))
def ids_when_a_paragraph_comes(case: tuple[Article, str, int]) -> None:
    """Ids of paragraphs that stay, stay with their text when another is put among them."""
    article, text, at = case
    texts = [p.content.text for p in walk(article) if isinstance(p.content, Paragraph)]
    assume(len(set(texts)) == len(texts) and text not in texts)
    first = renewed_ids(None, article)
    section = article.sections[0]
    place = at % (len(section.blocks) + 1)
    blocks = (*section.blocks[:place], Paragraph(text), *section.blocks[place:])
    edited = replace(article, sections=(replace(section, blocks=blocks), *article.sections[1:]))
    second = renewed_ids(first, edited)
    if first is None or second is None:
        return
    assert _named(first, texts).items() <= _named(second, texts).items()


def _named(content: bytes, texts: list[str]) -> dict[str, str]:
    """The ids of the paragraphs of these texts, in a file of ids."""
    return {item.id: item.text for item in parse_ids(content).known if item.text in texts}


# --- 7: whole or not at all ---------------------------------------------------------

_pictures = st.lists(st.sampled_from(("a.png", "b.png", "圖 c.jpg")), unique=True)
_puts = st.tuples(st.sampled_from(("舊", "新", "又")), _pictures, st.booleans())


@trial(7, st.tuples(st.lists(_puts, max_size=3), _puts, st.integers(0, 60)), 50)
def kill_at_any_write(case: tuple[list[Any], Any, int]) -> None:
    """A killed process leaves before or after, and the next run heals."""
    history, last, at = case
    with tempfile.TemporaryDirectory() as folder:
        start, tried = Path(folder, "start"), Path(folder, "tried")

        def do(where: Path, step: Any) -> object:
            text, names, force = step
            return put(where, prepared(text, *names), force=force)

        for step in history:
            do(start, step)
        start.mkdir(exist_ok=True)
        before = state(start)
        shutil.copytree(start, tried)
        at %= max(1, len(points(lambda: do(tried, last))))
        after = state(tried)
        shutil.rmtree(tried)
        shutil.copytree(start, tried)
        (tried / ".casebook" / "holder.json").unlink(missing_ok=True)

        def act() -> None:
            files.before_change = killing(at)
            do(tried, last)

        in_child(act)
        assert state(tried) in (before, after)
        do(tried, last)
        assert state(tried) == after


# --- 8: the word of a person --------------------------------------------------------


@trial(8, st.tuples(st.sampled_from(Script), st.lists(lines, max_size=3)))
def rulings_reach_every_file(case: tuple[Script, list[str]]) -> None:
    """A ruling and a kept word are obeyed by data, search, comparison and citations."""
    script, around = case
    word, ruled = "甲乙丙丁", "子丑寅卯"
    assume(not any(char in "".join(around) for char in word + ruled))
    paragraphs = tuple(Paragraph(f"{text}{word}{text}") for text in (*around, ""))
    section = Section(Theme.MEASURES, f"做法{word}", paragraphs)
    article = Article("case", f"題目{word}", script, (section,))
    base = snapshot_of([article], Path("none/articles"))
    target = next(edition for edition in base.editions if edition.script is not script)
    overrides = Overrides(frozenset({Ruling(target.tag, "*", word, ruled)}))
    snapshot = Snapshot(base.project, base.rules, base.articles, overrides=overrides)
    seen = 0
    for name, content in beside_files(snapshot):
        if name.startswith(f"{target.folder}/") and name.endswith(
            (".csv", ".json", ".bib", ".ris")
        ):
            text = content.decode("utf-8-sig")
            if "/compare/" in name or "/differences/" in name:
                continue  # they show both
            assert word not in text, name
            seen += ruled in text
    assert seen > 3


# --- 9: no silent loss --------------------------------------------------------------


@trial(9, made_pages)
def sentences_lost(page: MadePage) -> None:
    """A sentence of the text is in the article, or an alarm or an error speaks of the page."""
    done = clean_bytes(page.content)
    if done.article is None:
        assert any(problem.code.severity is Severity.ERROR for problem in done.problems)
        return
    # Folded, because what is left in the other script is repaired.
    printed = fold(dump(done.article), Level.SEARCH)
    lost = [text for text in page.text if fold(text, Level.SEARCH) not in printed]
    if lost:
        assert any(problem.code is Code.TEXT_CUT for problem in done.problems), lost


# --- running ------------------------------------------------------------------------


def _cpu() -> float:
    """Return the processor time of this process and all that it started, in seconds."""
    own = resource.getrusage(resource.RUSAGE_SELF)
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    running = 0
    for process in _PROCESSES:  # those that have not ended are not counted by the system
        fields = Path(f"/proc/{process.pid}/stat").read_text("utf-8").rpartition(")")[2].split()
        running += int(fields[11]) + int(fields[12])
    ended = own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime
    return ended + running / os.sysconf("SC_CLK_TCK")


def _batch(item: Trial, number: int, cases: int, keep: Path | None) -> tuple[int, str]:
    """Run one batch; return how many cases it tried and what failed."""
    tried = 0

    def run(case: Any) -> None:
        nonlocal tried
        tried += 1
        item.check(case)

    phases = [Phase.reuse, Phase.generate, *([Phase.shrink] if item.shrinks else [])]
    test = settings(
        max_examples=cases,
        deadline=None,
        phases=phases,
        database=DirectoryBasedExampleDatabase(keep) if keep else None,
        suppress_health_check=list(HealthCheck),
        report_multiple_bugs=False,
    )(given(item.strategy)(run))
    test = seed(number)(test)
    try:
        test()
    except Exception:  # noqa: BLE001 - whatever it is, the law does not hold
        out = io.StringIO()
        traceback.print_exc(file=out)
        return tried, out.getvalue()
    return tried, ""


def _run(item: Trial, cases: int, seconds: float, first: int, keep: Path | None) -> bool:
    start, tried, failed = _cpu(), 0, ""
    for number in itertools.count(first):
        some, failed = _batch(item, number, min(item.batch, cases - tried), keep)
        tried += some
        if failed or tried >= cases or _cpu() - start >= seconds:
            break
    spent = _cpu() - start
    _end_processes()
    said = f"FAILED at seed {number}" if failed else "holds"
    print(f"| {item.number} | {item.name} | {tried} | {spent:.0f} | {first} | {said} |", flush=True)
    if failed:
        print(failed, file=sys.stderr, flush=True)
    return not failed


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "laws", nargs="*", metavar="LAW", help="number of a law, or name of a trial"
    )
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--seconds", type=float, default=30.0, help="of processor time, each trial")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="folder of failures")
    return parser.parse_args()


def main() -> int:
    """Run the trials; 1 where a law does not hold."""
    chosen = _arguments()
    print("| law | trial | cases | CPU s | first seed | |\n|---|---|---|---|---|---|")
    good = [
        _run(item, chosen.cases, chosen.seconds, chosen.seed, chosen.keep)
        for item in TRIALS.values()
        if not chosen.laws or {str(item.number), item.name} & set(chosen.laws)
    ]
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
