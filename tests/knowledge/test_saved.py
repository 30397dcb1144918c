"""Annotation that is saved: never another result, never more work than what changed asks for."""

from __future__ import annotations

import ast
import sys
import tempfile
from collections import Counter
from dataclasses import replace
from functools import partial
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests import strategies
from tests.conftest import ROOT
from tests.knowledge.test_casebook import BUS, ROAD
from tests.source_code import nodes

from casebook import resources
from casebook.knowledge import annotate, build, links, read_corrections, read_glossary, saved
from casebook.knowledge.corrections import Corrections, Glossary
from casebook.records import Article, Paragraph, Script, Section, Term, Theme

# Sentences that make terms, documents, figures and bodies known, and such as only use them.
_SENTENCES = (
    "推行「田長制」模式，耕地減少12畝。",
    "田長制是指由村幹部負責耕地的制度。",
    "「田長制」推開以後，「兩山」銀行開業。",
    "所謂「兩山」「三變」，讓資源變資產。",
    "三變以後，收入增長8.5%。",
    "2019年，國務院印發《關於村務公開的意見》（國發〔2019〕15號）。",
    "依據《關於村務公開的意見》，龍港市民政局登記7件。",
    "《村民的話》收入文集。",
    "推行“田长制”模式，耕地减少12亩。",
)
_ARTICLES = st.builds(
    lambda slug, measures, results: replace(
        BUS,
        slug=slug,
        sections=(
            Section(Theme.MEASURES, "創新舉措", tuple(map(Paragraph, measures))),
            Section(Theme.RESULTS, "實踐成效", tuple(map(Paragraph, results))),
        ),
    ),
    st.sampled_from(("a", "b", "c", "d")),
    st.lists(st.sampled_from(_SENTENCES), min_size=1, max_size=3),
    st.lists(st.sampled_from(_SENTENCES), min_size=1, max_size=2),
)
_INDICATOR = '[[indicator]]\ncase = "{}"\nparagraph = "{}"\ntext = "{}"\n'
_CORRECTIONS = st.sampled_from(
    (
        Corrections(),
        *(
            read_corrections(text.encode(), "corrections.toml")[0]
            for text in (
                '[terms]\nadd = ["資產"]\ndrop = ["田長制"]\n',
                '[policies]\nadd = ["村民的話"]\n',
                '[policies]\ndrop = ["關於村務公開的意見"]\n',
                '[[answer]]\ncase = "a"\nresult = "results-p1"\nmeasures = ["measures-p1"]\n',
                _INDICATOR.format("b", "measures-p1", "12畝") + "drop = true\n",
                _INDICATOR.format("a", "results-p1", "8.5%") + "value = 9\n",
            )
        ),
    )
)
_GLOSSARIES = st.sampled_from(
    (
        Glossary(),
        read_glossary(
            '[[term]]\nterm = "三變"\ndefinition = "三件事。"\n'.encode(), "glossary.toml"
        )[0],
    )
)


def _unique(articles: list[Article]) -> list[Article]:
    return list({article.slug: article for article in articles}.values())


_KNOWLEDGE_BASES = st.tuples(
    st.lists(_ARTICLES | strategies.articles, max_size=4).map(_unique), _CORRECTIONS, _GLOSSARIES
)


@settings(max_examples=60, deadline=None)
@given(st.lists(_KNOWLEDGE_BASES, min_size=1, max_size=4))
def test_what_is_saved_never_changes_the_result(
    runs: list[tuple[list[Article], Corrections, Glossary]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for articles, corrections, glossary in runs:
            with_cache = annotate(articles, corrections, glossary, Path(folder))
            assert with_cache == annotate(articles, corrections, glossary)
            assert msgspec.msgpack.encode(with_cache) == msgspec.msgpack.encode(
                annotate(articles, corrections, glossary, Path(folder))
            )


@pytest.fixture
def count(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Count what is computed, by function and slug."""
    calls: Counter[str] = Counter()
    scan, answers, joined = build.scan, links.find_answers, build._joined

    def counted_scan(article: Article, *others: object) -> object:
        calls[f"scan {article.slug}"] += 1
        return scan(article, *others)  # type: ignore[arg-type]

    def counted_answers(case: str, *others: object) -> object:
        calls[f"answers {case}"] += 1
        return answers(case, *others)  # type: ignore[arg-type]

    def counted_join(*arguments: object) -> object:
        calls["join"] += 1
        return joined(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(build, "scan", counted_scan)
    monkeypatch.setattr(links, "find_answers", counted_answers)
    monkeypatch.setattr(build, "_joined", counted_join)
    return calls


OTHER = replace(ROAD, slug="other-road", title="另一條路")
ALL = [ROAD, BUS, OTHER]


def _edited(article: Article, text: str) -> Article:
    extra = Section(Theme.LESSONS, "经验启示", (Paragraph(text),))
    return replace(article, sections=(*article.sections, extra))


def _run(cache: Path, articles: list[Article], count: Counter[str], **words: object) -> set[str]:
    count.clear()
    made = annotate(articles, cache=cache, **words)  # type: ignore[arg-type]
    done = set(count)
    assert made == annotate(articles, **words)  # type: ignore[arg-type]
    return done


def test_nothing_is_computed_twice(tmp_path: Path, count: Counter[str]) -> None:
    first = _run(tmp_path, ALL, count)
    assert first == {"join"} | {f"{job} {item.slug}" for item in ALL for job in ("scan", "answers")}
    assert _run(tmp_path, ALL, count) == set()
    assert _run(tmp_path, ALL[::-1], count) == set()


def test_an_edited_article_is_annotated_alone(tmp_path: Path, count: Counter[str]) -> None:
    _run(tmp_path, ALL, count)
    edited = [_edited(ROAD, "此后没有再改。"), BUS, OTHER]
    assert _run(tmp_path, edited, count) == {"join", "scan mountain-road", "answers mountain-road"}


def test_texts_of_articles_whose_links_are_known_are_not_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    annotate(ALL, cache=tmp_path)
    asked: list[str] = []
    whole = links.passages

    def noted(article: Article) -> object:
        asked.append(article.slug)
        return whole(article)

    monkeypatch.setattr(links, "passages", noted)
    annotate([_edited(ROAD, "此后没有再改。"), BUS, OTHER], cache=tmp_path)
    assert asked == ["mountain-road"]


def test_a_new_term_is_sought_where_its_word_stands(tmp_path: Path, count: Counter[str]) -> None:
    user = _edited(replace(BUS, slug="user"), "當地也推行路長制，也有鎮長巡路行動。")
    _run(tmp_path, [ROAD, BUS, user], count)
    edited = [_edited(ROAD, "推行“路长责任制”模式。所谓“路长制”，就是村长管路。"), BUS, user]
    done = _run(tmp_path, edited, count)
    assert done == {"join", "scan mountain-road", "answers mountain-road"}
    edited = [_edited(ROAD, "推行“镇长巡路行动”模式。"), BUS, user]
    done = _run(tmp_path, edited, count)
    # The new term stands in the other article, which is searched but not scanned again.
    assert done == {
        *("join", "scan mountain-road", "answers mountain-road"),
        "answers user",
    }


def test_a_correction_costs_the_article_that_it_touches(
    tmp_path: Path, count: Counter[str]
) -> None:
    def run(text: str) -> set[str]:
        corrections, problems = read_corrections(text.encode(), "corrections.toml")
        assert not problems
        annotate(ALL, cache=tmp_path)
        return _run(tmp_path, ALL, count, corrections=corrections)

    indicator = '[[indicator]]\ncase = "village-bus"\nparagraph = "body-p1"\ntext = "7條"\n'
    assert run(indicator + "drop = true\n") == {"join", "answers village-bus"}
    answer = '[[answer]]\ncase = "other-road"\nresult = "results-1"\nmeasures = ["measures-2"]\n'
    assert run(answer) == {"join", "answers other-road"}
    assert run('[policies]\ndrop = ["没有哪篇提到的办法"]\n') == {"join"}
    assert run('[[policy]]\ntitle = "农村公路养护办法"\nissuer = "某县"\n') == {"join"}
    everywhere = {f"{job} {item.slug}" for item in ALL for job in ("scan", "answers")}
    assert run('[policies]\ndrop = ["农村公路养护办法"]\n') == {"join"} | everywhere


def test_other_rules_or_data_make_everything_anew(
    tmp_path: Path, count: Counter[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    everything = _run(tmp_path, ALL, count)
    with resources.use(resources.Overlay((("terms.toml", 'known = ["修桥"]\n'),))):
        assert _run(tmp_path, ALL, count) == everything
    assert _run(tmp_path, ALL, count) == everything
    monkeypatch.setattr(saved, "_program", lambda: "another program")
    assert _run(tmp_path, ALL, count) == everything


def test_entries_of_articles_that_are_gone_go(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("not ours", "utf-8")
    annotate(ALL, cache=tmp_path)
    annotate([ROAD], cache=tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {
        *("_casebook.msgpack", "_links.msgpack", "_slugs.msgpack"),
        *("mountain-road.msgpack", "notes.txt"),
    }


def _flip(content: bytes) -> bytes:
    return content[:-20] + bytes([content[-20] ^ 1]) + content[-19:]


_DAMAGE = {
    "empty": lambda content: b"",
    "half": lambda content: content[: len(content) // 2],
    "one bit": _flip,
    "text": lambda content: b"hello",
    "pickle": lambda content: b"\x80\x04cos\nsystem\n(S'false'\ntR.",
    "nested": lambda content: b"\x91" * 100_000,
    "other format": lambda content: content.replace(b"casebook-kept-", b"casebook-left-"),
}


@pytest.mark.parametrize("damage", _DAMAGE)
@pytest.mark.parametrize("name", ["_casebook", "_links", "_slugs", "mountain-road"])
def test_a_damaged_entry_is_made_anew(tmp_path: Path, name: str, damage: str) -> None:
    expected = annotate(ALL, cache=tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    if name != "_casebook":
        (tmp_path / "_casebook.msgpack").unlink()
    path = tmp_path / f"{name}.msgpack"
    path.write_bytes(_DAMAGE[damage](path.read_bytes()))
    assert path.read_bytes() != before[path.name]
    assert annotate(ALL, cache=tmp_path) == expected
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_folder_that_cannot_be_written_costs_time_alone(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder", "utf-8")
    assert annotate(ALL, cache=blocked) == annotate(ALL)


def test_all_that_annotation_imports_is_part_of_the_key() -> None:
    package = ROOT / "tools" / "casebook"
    covered = {*saved._RULES, *(name.removesuffix(".py") for name in saved._RULE_FILES)}
    # How a file is written has no bearing on what is written.
    allowed = covered | {"files"}
    for room in covered - {"data"}:
        folder = package / room
        for path in folder.rglob("*.py") if folder.is_dir() else [package / f"{room}.py"]:
            for node in nodes(path):
                names: list[str] = []
                if isinstance(node, ast.Import):
                    names = [item.name for item in node.names]
                if isinstance(node, ast.ImportFrom) and node.module:
                    names = (
                        [node.module]
                        if node.module != "casebook"
                        else [f"casebook.{entry.name}" for entry in node.names]
                    )
                for name in names:
                    if name.split(".")[0] not in {*sys.stdlib_module_names, "casebook"}:
                        # Lists of names are collated with icu, after annotation.
                        assert name.split(".")[0] in {*saved._LIBRARIES, "icu"}, f"{path}: {name}"
                    if name.startswith("casebook."):
                        assert name.split(".")[1] in allowed, f"{path}: {name}"


def test_script_matters(tmp_path: Path) -> None:
    annotate([ROAD], cache=tmp_path)
    other = replace(ROAD, script=Script.HANT)
    assert annotate([other], cache=tmp_path) == annotate([other])


@pytest.mark.parametrize("is_read", [False, True], ids=["made", "read"])
def test_words_of_several_cases_are_one_string(tmp_path: Path, is_read: bool) -> None:
    articles = [BUS, _edited(replace(BUS, slug="other"), "2019年耕地減少12畝。")]
    if is_read:
        annotate(articles, cache=tmp_path)
    known = saved.Saved(tmp_path, articles, Corrections(), Glossary())
    scans = [known.scan(one, partial(build._scan, one, Corrections())) for one in articles]
    words = [
        word for one in scans for each in (one.words.count, one.words.printed) for word in each
    ]
    words += [text for one in scans for text in one.words.printed.values()]
    words += [str(figure.text) for one in scans for figure in one.indicators]
    assert len({*map(id, words)}) == len({*words}) < len(words) / 2
    assert scans == [build._scan(one, Corrections()) for one in articles]


def test_records_are_read_one_by_one() -> None:
    """Read all at once, their strings would lie among the records until all are one string."""
    terms = annotate([BUS, ROAD]).terms
    pieces = [msgspec.Raw(msgspec.msgpack.encode(term)) for term in terms]
    read = saved._read([*pieces, msgspec.Raw(b"\xc1")], Term)
    assert [next(read) for _ in terms] == list(terms) != []
    with pytest.raises(msgspec.DecodeError):
        next(read)


def test_a_whole_that_cannot_be_read_is_made_anew(tmp_path: Path) -> None:
    made = annotate([BUS], cache=tmp_path)
    known = saved.Saved(tmp_path, [BUS], Corrections(), Glossary())
    assert known.casebook() == made
    saved.write_entry(tmp_path / "_casebook.msgpack", known._whole, [[["not a case"]]] + [[]] * 5)
    assert known.casebook() is None


@pytest.mark.parametrize("is_joined", [False, True], ids=["whole", "case by case"])
def test_equal_words_that_are_read_are_one_string(tmp_path: Path, is_joined: bool) -> None:
    """Thousands of figures have few words between them; each would have its own."""
    texts = ("2019年耕地減少12畝。", "2019年耕地減少12畝，登記7件。", "2019年登記7件。")
    cases = (BUS, ROAD, BUS, ROAD)
    articles = [
        _edited(replace(case, slug=slug), text)
        for slug, case, text in zip("abcd", cases, (*texts, texts[0]), strict=True)
    ]
    made = annotate(articles, cache=tmp_path)
    read = annotate(articles, cache=tmp_path)
    assert read == made
    if is_joined:
        (tmp_path / "_casebook.msgpack").unlink()
        read = annotate(articles, cache=tmp_path)
    mentions = [one for kind in (read.terms, read.organisations) for one in kind]
    slugs = [mention.case for one in mentions for mention in one.mentions]
    assert len({*map(id, slugs)}) == len({*slugs}) < len(slugs)
    figures = [figure for case in read.cases for figure in case.indicators]
    names = ("id", "text", "measured", "unit", "unit_key", "date", "direction")
    words = [str(getattr(figure, name)) for figure in figures for name in names]
    alike = [one for case in read.cases for one in (*case.answers, *case.similar)]
    reasons = [reason for one in alike for reason in one.reasons]
    words += [word for reason in reasons for word in reason.shared]
    assert len({*words}) < len(words) / 2
    assert len({*map(id, words)}) == len({*words})
    for name in names:
        assert len({getattr(figure, name) for figure in figures}) < len(figures)
    assert any(reason.shared for reason in reasons)
