"""What a person does on the pages stands in the files; what changed meanwhile is not touched."""

from __future__ import annotations

import datetime as dt
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from tests import strategies
from tests.cli.conftest import article
from tests.edit.conftest import Client, serving, write

from casebook.cli import main
from casebook.edit.editor import Editor
from casebook.edit.words import BY_PERSON, CAUSES
from casebook.ingest.clean.causes import Cause
from casebook.library import read_article
from casebook.library.changes import HISTORY
from casebook.library.ids import load_ids
from casebook.library.life import take_back
from casebook.problems import Code
from casebook.project import Project
from casebook.records import Article, Paragraph, Section, Theme, walk
from casebook.worklist.collect import worklist


def _read(folder: Path, slug: str = "one") -> Article:
    item, problems = read_article(folder / f"{slug}.md")
    assert item, problems
    return load_ids(folder, (item,))[0][0]


def _texts(item: Article) -> dict[str, str]:
    """Return the text of each paragraph by its id."""
    return {p.id: p.content.text for p in walk(item) if isinstance(p.content, Paragraph)}


def _removals(folder: Path) -> list[dict[str, object]]:
    read = json.loads((folder / "ledger/one.json").read_text("utf-8"))
    return list(read["removals"])


def test_every_cause_of_cleaning_has_words() -> None:
    assert set(CAUSES) == {*Cause, BY_PERSON}


def test_the_page_shows_what_was_cut_and_why(client: Client) -> None:
    page = client.get("/article/one")
    assert "首頁 &gt; 改革" in page
    assert "報頭：頁面路徑" in page
    assert "廣告：廣告用語" in page
    assert re.search(r"五个</del> → <ins>五個</ins>\s*<span[^>]*>字形：繁簡混用", page)
    assert "網頁本身沒有存下" in page


def test_the_saved_page_is_shown_whole_where_it_was_kept(tmp_path: Path) -> None:
    from tests.cli.conftest import Base

    base = Base(tmp_path)
    path = base.page("深 (1).html")
    assert base.run("add", path).exit_code == 0
    (slug,) = Editor(Project.of(base.articles)).slugs()
    with serving(Editor(Project.of(base.articles))) as port:
        page = Client(port).get(f"/article/{slug}")
    assert "原頁的每一行" in page
    assert page.count('<li class="kept">') > 5
    for kept in (base.folder / "originals").iterdir():
        kept.write_text("another page by now", "utf-8")
    with serving(Editor(Project.of(base.articles))) as port:
        assert "網頁本身沒有存下" in Client(port).get(f"/article/{slug}")


def test_facts_are_written_and_what_was_suggested_is_confirmed(
    client: Client, folder: Path
) -> None:
    assert client.act("facts", title="新題名", region="龍港市")[0] == 303
    item = _read(folder)
    assert (item.title, item.region and item.region.code) == ("新題名", "330383")
    assert item.suggested == ("field",)
    assert client.act("confirm", key="field")[0] == 303
    assert _read(folder).suggested == ()


def test_a_wrong_value_is_said_and_what_was_typed_stays_in_the_form(
    client: Client, folder: Path
) -> None:
    before = (folder / "one.md").read_bytes()
    status, page = client.act("facts", years="很久以前", title="打好的題名")
    assert status == 409
    assert "「年份」的寫法不對" in page
    assert 'value="打好的題名"' in page
    assert (folder / "one.md").read_bytes() == before


def test_ids_survive_and_the_page_leads_to_what_changed(client: Client, folder: Path) -> None:
    before = _texts(_read(folder))
    status, to = client.act(
        "entry", at="measures-p1", text="新的一段。\n五個窗口合成一個。", do="save"
    )
    assert status == 303
    after = _texts(_read(folder))
    assert after.items() >= before.items()
    (new,) = after.keys() - before.keys()
    assert (after[new], to) == ("新的一段。", f"/article/one#{new}")
    client.act("entry", at="measures-p1", do="title")
    assert "measures-p1" not in _texts(_read(folder))
    assert "measures-p1" in {placed.id for placed in walk(_read(folder))}


def test_theme_and_outline_by_click(client: Client, folder: Path) -> None:
    client.act("entry", at="background", text="問題", theme="lessons", do="save")
    top = _read(folder).sections[0]
    assert (top.heading, top.theme) == ("問題", Theme.LESSONS)
    # A heading whose words say no theme is given one in the same step.
    client.act("entry", at="results-p1", do="title", theme="approach")
    assert [item.theme for item in _read(folder).sections][-2:] == [Theme.RESULTS, Theme.APPROACH]
    client.act("undo")
    client.act("entry", at="measures-p2", do="heading")
    client.act("entry", at="measures-1", do="up")
    assert [section.heading for section in _read(folder).sections[1].sections] == [
        "一、合併",
        "一是統一收件。",
    ]


def test_what_is_cut_goes_to_the_ledger_and_comes_back(client: Client, folder: Path) -> None:
    before = _read(folder)
    assert client.act("entry", at="measures-p2", do="cut")[0] == 303
    assert "measures-p2" not in _texts(_read(folder))
    cut = {"line": 0, "text": "一是統一收件。", "step": "edit", "reason": BY_PERSON}
    assert _removals(folder)[-1] == cut
    assert "在編輯頁上刪去" in client.get("/article/one")
    assert client.act("restore", removal="2", after="measures-p1")[0] == 303
    assert len(_removals(folder)) == 2
    # It has its id back too.
    assert _texts(_read(folder)) == _texts(before)


def test_a_line_that_was_cut_is_put_back(client: Client, folder: Path) -> None:
    status, to = client.act("restore", removal="1", after="results-p1")
    assert status == 303
    texts = _texts(_read(folder))
    assert texts[to.partition("#")[2]] == "群眾評價明顯好轉。"
    assert list(texts.values())[-1] == "群眾評價明顯好轉。"
    assert [removal["text"] for removal in _removals(folder)] == ["首頁 > 改革"]


def test_an_alarm_is_shown_until_a_person_has_decided(client: Client, folder: Path) -> None:
    shown = client.get("/article/one")
    assert shown.count("請看：可能誤刪") == 1
    assert "正文之間的句子" in shown
    before = (folder / "one.md").read_bytes()
    assert client.act("dismiss", removal="1")[0] == 303
    assert "請看：可能誤刪" not in client.get("/article/one")
    assert len(_removals(folder)) == 2
    assert (folder / "one.md").read_bytes() == before
    client.act("undo")
    assert "請看：可能誤刪" in client.get("/article/one")
    client.act("restore", removal="1", after="results-p1")
    ledger = json.loads((folder / "ledger/one.json").read_text("utf-8"))
    assert "alarms" not in ledger


def test_the_whole_file_can_be_written_and_a_broken_one_is_refused(
    client: Client, folder: Path
) -> None:
    text = (folder / "one.md").read_text("utf-8")
    own = text.replace("title:", "# 這是備註\ntitle:", 1)
    assert client.act("whole", text=own.replace("\n", "\r\n"))[0] == 303
    assert (folder / "one.md").read_text("utf-8") == own
    status, page = client.act("whole", text=own.replace("script: Hant", "script: Hang"))
    assert status == 409
    assert "F005" in page
    assert "Hang" in page
    assert (folder / "one.md").read_text("utf-8") == own
    # A comment is no part of the article: facts are not written over it, the body is.
    assert client.act("facts", title="別的")[0] == 409
    assert client.act("entry", at="results-p1", text="另一段。", do="save")[0] == 303
    assert (folder / "one.md").read_text("utf-8") == own.replace("平均用時降到三天。", "另一段。")


def test_a_broken_article_is_listed_and_opened_as_text(client: Client, folder: Path) -> None:
    (folder / "bad.md").write_text("---\ntitle: {甲\nscript: Hant\n---\n\n一段。\n", "utf-8")
    home = client.get("/")
    assert "檔案有錯" in home
    assert "/article/bad/text" in home
    assert "F003" in client.get("/article/bad/text")
    status, page, _ = client.send("GET", "/article/bad/links")
    assert status == 409
    assert "先在「全文」裡改正" in page
    fixed = "---\ntitle: '甲: 乙'\nscript: Hant\n---\n\n一段。\n"
    stamp = re.search(r'name="stamp" value="(\w+)"', client.get("/article/bad/text"))
    assert stamp
    form = {"stamp": stamp[1], "text": fixed}
    assert client.send("POST", "/article/bad/do/whole", form)[0] == 303
    assert _read(folder, "bad").title == "甲: 乙"


def test_nothing_is_written_where_the_file_was_changed_meanwhile(
    client: Client, folder: Path
) -> None:
    page = client.get("/article/one")
    stamp = re.search(r'name="stamp" value="(\w+)"', page)
    assert stamp
    path = folder / "one.md"
    path.write_text(path.read_text("utf-8").replace("三天", "兩天"), "utf-8")
    changed = path.read_bytes()
    form = {"stamp": stamp[1], "at": "results-p1", "text": "我打的字", "do": "save"}
    status, text, _ = client.send("POST", "/article/one/do/entry", form)
    assert status == 409
    assert "檔案已在別處改過" in text
    assert "我打的字" in text
    assert "平均用時降到兩天。" in text
    assert path.read_bytes() == changed
    facts = {"stamp": stamp[1], "title": "我的題名", "years": "2014-2016"}
    status, text, _ = client.send("POST", "/article/one/do/facts", facts)
    assert status == 409
    # Shown, but not in the form: sent again it would undo what the other did.
    assert "<dd>我的題名</dd>" in text
    assert 'value="我的題名"' not in text


def test_the_last_step_is_taken_back_unless_it_was_changed_since(
    client: Client, folder: Path
) -> None:
    before = {path: path.read_bytes() for path in folder.glob("*/one.json")}
    text = (folder / "one.md").read_bytes()
    assert "復原上一步" not in client.get("/article/one")
    client.act("entry", at="measures-p2", do="cut")
    client.act("entry", at="results-p1", text="另一段。", do="save")
    assert client.act("undo")[0] == 303
    assert client.act("undo")[0] == 303
    assert (folder / "one.md").read_bytes() == text
    assert {path: path.read_bytes() for path in folder.glob("*/one.json")} == before
    assert client.act("undo")[0] == 409
    client.act("entry", at="results-p1", text="另一段。", do="save")
    (folder / "one.md").write_bytes(text + "\n又一段。\n".encode())
    assert client.act("undo")[0] == 409
    assert (folder / "one.md").read_bytes() == text + "\n又一段。\n".encode()


def test_what_readers_can_see_is_listed_with_its_day(folder: Path) -> None:
    """Marks of what is suggested are nothing to readers; a day of work is one line."""
    days = iter([dt.date(2026, 1, day) for day in (1, 1, 2, 2, 3)])
    editor = Editor(Project.of(folder), today=lambda: next(days))
    line = '{{"date":"2026-01-0{}","kind":"changed","case":"one"}}\n'
    with serving(editor) as port:
        client = Client(port)
        client.act("confirm", key="field")
        assert not (folder / HISTORY).exists()
        client.act("facts", title="新題名")
        assert (folder / HISTORY).read_text("utf-8") == line.format(1)
        client.act("entry", at="measures-p1", text="新的一段。", do="save")
        client.act("entry", at="measures-p2", text="又改的一段。", do="save")
        assert (folder / HISTORY).read_text("utf-8") == line.format(1) + line.format(2)
    editor.undo()
    assert (folder / HISTORY).read_text("utf-8") == line.format(1) + line.format(2)
    editor.undo()
    assert (folder / HISTORY).read_text("utf-8") == line.format(1)
    take_back(folder)  # `casebook undo` goes on where the page stopped
    assert not (folder / HISTORY).exists()


def test_a_ruling_is_written_as_proofread_writes_it(tmp_path: Path) -> None:
    from click.testing import CliRunner

    from casebook.cli import main
    from casebook.records import Script, Section

    folder = tmp_path / "articles"
    body = (Section(Theme.RESULTS, "改革成效", (Paragraph("老范的谷堆在后面，胡里干了。"),)),)
    write(folder, article("one", script=Script.HANS, sections=body))
    with serving(Editor(Project.of(folder))) as port:
        client = Client(port)
        page = client.get("/article/one/proofread")
        forms = re.findall(r'<form.*?do/rule".*?</form>', page, re.DOTALL)
        assert forms
        values = dict(re.findall(r'name="(edition|at|start|before)" value="([^"]*)"', forms[0]))
        (_, *others) = re.findall(r'name="after" value="(.)"', forms[0])
        assert client.act("rule", **values, after="龘")[0] == 409
        assert not (folder / "exceptions.tsv").exists()
        assert client.act("rule", **values, after=others[0])[0] == 303
        ruled = (folder / "exceptions.tsv").read_text("utf-8")
        assert forms[0] not in client.get("/article/one/proofread")
    (folder / "exceptions.tsv").unlink()
    by_verb = ["proofread", "--articles", str(folder), "--edition", values["edition"]]
    place = f"one#{values['at']}:1"
    done = CliRunner().invoke(main, [*by_verb, "--reject", place, others[0]])
    assert done.exit_code == 0, done.output
    assert (folder / "exceptions.tsv").read_text("utf-8") == ruled


def test_figures_links_and_names_are_decided(client: Client, folder: Path) -> None:
    snapshot = Editor(Project.of(folder)).snapshot
    client.act("answer", result="results-p1", measure=["measures-p1", "measures-1"])
    case = snapshot().casebook.case("one")
    assert [answer.measure for answer in case.answers if answer.confirmed] == [
        "measures-p1",
        "measures-1",
    ]
    assert "已由人確認" in client.get("/article/one/links")
    assert client.act("answer", result="gone", measure=[])[0] == 409
    client.act("answer", result="results-p1", do="forget")
    assert not any(entry.confirmed for entry in snapshot().casebook.case("one").answers)
    figure = {"paragraph": "results-p1", "text": "三天"}
    (results,) = [indicator for indicator in case.indicators if indicator.text == "三天"]
    was = {"was-measured": results.measured, "was-date": results.date, "was-unit": results.unit}
    now = {"measured": "辦理時間", "date": "2016-05", "unit": results.unit}
    assert client.act("figure", **figure, **was, **{**now, "date": "去年"})[0] == 409
    assert client.act("figure", **figure, **was, **now)[0] == 303
    (item,) = [x for x in snapshot().casebook.case("one").indicators if x.text == "三天"]
    assert (item.measured, item.date) == ("辦理時間", "2016-05")
    assert client.act("figure", **figure, do="drop")[0] == 303
    assert not [x for x in snapshot().casebook.case("one").indicators if x.text == "三天"]
    assert client.act("figure", **figure, do="forget")[0] == 303
    assert [x for x in snapshot().casebook.case("one").indicators if x.text == "三天"]
    assert client.act("name", kind="terms", name="放管服", do="drop")[0] == 303
    assert snapshot().corrections.terms.drop == ("放管服",)
    assert client.act("name", kind="add", name="放管服", do="drop")[0] == 409


def test_a_name_with_one_sign_of_a_term_is_decided_by_a_person(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    text = "五家所組成「清風先鋒」觀察團，並舉辦「暖心公證」公開課。"
    body = (Section(Theme.MEASURES, "創新舉措", (Paragraph(text),)),)
    write(folder, article("one", sections=body))
    snapshot = Editor(Project.of(folder)).snapshot

    def asked() -> list[str]:
        return [p.detail for p in worklist(snapshot()) if p.code is Code.TERM_IN_DOUBT]

    with serving(Editor(Project.of(folder))) as port:
        client = Client(port)
        shown = client.get("/article/one/links")
        assert "<small>五家所組成「</small><b>清風先鋒</b><small>」觀察團" in shown
        assert not snapshot().casebook.terms
        assert asked() == ["`清風先鋒`", "`暖心公證`"]
        assert client.act("name", kind="terms", name="清風先鋒", do="add")[0] == 303
        assert [term.text for term in snapshot().casebook.terms] == ["清風先鋒"]
        assert client.act("name", kind="terms", name="暖心公證", do="drop")[0] == 303
        assert [term.text for term in snapshot().casebook.terms] == ["清風先鋒"]
        assert asked() == []
        assert client.act("name", kind="terms", name="清風先鋒", do="drop")[0] == 303
        assert not snapshot().casebook.terms
        assert snapshot().corrections.terms.add == ()


def test_what_is_suggested_says_the_words_that_it_comes_from(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    body = (Section(Theme.RESULTS, "實踐成效", (Paragraph("2014年6月動工，2016年修通。"),)),)
    made = article("one", sections=body, years="2014-2016", suggested=("years", "field"))
    write(folder, made)
    with serving(Editor(Project.of(folder))) as port:
        shown = Client(port).get("/article/one")
    assert '<q lang="zh-Hant">2014年6月</q><q lang="zh-Hant">2016年</q>' in shown
    assert shown.count("出自") == 1  # no word of the text speaks for its field
    (problem,) = [
        item
        for item in worklist(Editor(Project.of(folder)).snapshot())
        if item.code is Code.STILL_SUGGESTED and "years" in item.detail
    ]
    assert problem.detail == "`years` ← 2014年6月、2016年"


@pytest.mark.parametrize(
    ("asked", "tag", "word"),
    [
        ("zh-CN,zh;q=0.9", "zh-Hans-CN", "存下的网页"),
        ("zh-TW", "zh-Hant-TW", "存下的網頁"),
        ("zh-HK", "zh-Hant-HK", "存下的網頁"),
        ("de", "zh-Hant-TW", "存下的網頁"),
    ],
)
def test_the_interface_speaks_the_language_of_the_browser(
    client: Client, asked: str, tag: str, word: str
) -> None:
    page = client.get("/article/one", Accept_Language=asked)
    assert f'<html lang="{tag}">' in page
    assert word in page
    # The article is never converted.
    assert "辦事要跑五個窗口。" in page
    _, _, headers = client.send("GET", "/language/zh-Hans-CN")
    chosen = headers["Set-Cookie"].partition(";")[0]
    own = f"casebook-edit-{client.port}=the-token-of-the-tests; {chosen}"
    assert "存下的网页" in client.get("/article/one", Cookie=own, Accept_Language=asked)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(line=strategies.lines)
def test_hostile_text_in_any_field_is_shown_as_text(
    client: Client, folder: Path, line: str
) -> None:
    """Whatever is typed is in the file as it was typed, and on the pages as text alone."""
    write(folder, article("one"))
    fields = ("title", "kicker", "subtitle", "field", "source-0-publisher", "source-0-note")
    assert client.act("facts", **dict.fromkeys(fields, line))[0] == 303
    assert client.act("entry", at="measures-p1", text=line, do="save")[0] == 303
    assert client.act("entry", at="background", text=line, do="save")[0] == 303
    item = _read(folder)
    assert {item.title, item.kicker, item.subtitle, item.field, item.sources[0].note} == {line}
    assert line in _texts(item).values()
    for page in ("/", "/article/one", "/article/one/proofread", "/article/one/text"):
        shown = _Shown()
        shown.feed(client.get(page))
        assert shown.tags <= _TAGS
        assert not any(name.startswith("on") for name in shown.attributes)
        assert all(address.startswith(("/", "#", "data:,")) for address in shown.addresses)


# What the templates themselves are made of.
_TAGS = {
    *("html", "head", "meta", "title", "link", "body", "header", "main", "nav", "section", "div"),
    *("h1", "h2", "p", "a", "span", "small", "b", "mark", "del", "ins", "ol", "ul", "li"),
    *("form", "label", "input", "select", "option", "textarea", "button", "details", "summary"),
}


class _Shown(HTMLParser):
    """What a browser takes for markup on a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        linking = {"href", "src", "action", "formaction"}
        self.addresses += [value or "" for name, value in attrs if name in linking]


@pytest.mark.parametrize("system", ["en_GB.UTF-8", "zh_CN.UTF-8", "zh_TW.UTF-8"])
@pytest.mark.parametrize(
    ("tag", "words", "wrong"),
    [
        ("zh-Hans-CN", "文件头有本程序不认识的字段", "一个或两个年份"),
        ("zh-Hant-TW", "文件頭有本程式不認識的欄位", "一個或兩個年份"),
        ("zh-Hant-HK", "文件頭有本程式不認識的欄位", "一個或兩個年份"),
    ],
)
def test_problems_are_in_the_language_of_the_page(
    client: Client,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    system: str,
    tag: str,
    words: str,
    wrong: str,
) -> None:
    monkeypatch.setenv("LC_ALL", system)
    monkeypatch.delenv("LANGUAGE", raising=False)
    file = folder / "one.md"
    file.write_text(file.read_text("utf-8").replace("kind:", "主筆: 某\nkind:", 1), "utf-8")
    for address in ("/", "/article/one"):
        page = client.get(address, Accept_Language=tag)
        assert re.search(f"<code>[^<]*{words}", page), address
    stamp = re.search(r'name="stamp" value="(\w+)"', client.get("/article/one"))
    form = {"stamp": stamp[1] if stamp else "", "years": "二〇一五—2018"}
    _, page, _ = client.send("POST", "/article/one/do/facts", form, Accept_Language=tag)
    assert wrong in page
    assert "must be" not in page


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("years", "2018—二〇一五"),
        ("region_code", "12345"),
        ("level", "village"),
        ("source-0-published", "昨天"),
        ("title", "a\x1bb"),
    ],
)
def test_a_refused_value_is_explained_in_chinese(client: Client, name: str, value: str) -> None:
    status, page = client.act("facts", **{name: value})
    assert status == 409
    said = page.partition('role="alert"')[2].partition("</div>")[0]
    assert not re.search("must|one of|text|digits|date", said)


def test_the_list_counts_what_check_says_and_is_in_this_order(client: Client, folder: Path) -> None:
    write(folder, article("a-good"), article("b-warned", years="", field=""))
    (folder / "c-broken.md").write_text("---\ntitle: {甲\nscript: Hant\n---\n\n一段。\n", "utf-8")
    home = client.get("/")
    assert re.search(r"錯誤 1</span>", home)
    entries = re.findall(r'<a href="/article/([\w-]+)', home)
    assert entries[0] == "c-broken"
    checked = CliRunner().invoke(main, ["check", "--format", "json", "--articles", str(folder)])
    rows = json.loads(checked.stdout)
    for slug in entries:
        item = home.partition(f'href="/article/{slug}')[2].partition("</li>")[0]
        for word, severity in (("錯誤", "error"), ("警告", "warning")):
            of_it = [
                row
                for row in rows
                if row["file"].endswith(f"/{slug}.md") and row["severity"] == severity
            ]
            shown = re.search(rf"{word} (\d+)</span>", item)
            assert int(shown[1] if shown else 0) == len(of_it), (slug, word)
    numbers = [
        sum(row["file"].endswith(f"/{slug}.md") and row["severity"] == "warning" for row in rows)
        for slug in entries[1:]
    ]
    assert numbers == sorted(numbers, reverse=True)
