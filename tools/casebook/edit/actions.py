"""What a person can do on a page: each action reads a form, and writes through the editor."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from casebook.edit import decisions, outline
from casebook.edit.editor import Changes, Editor, Opened
from casebook.edit.facts import confirmed, with_facts
from casebook.edit.outline import Changed, Entries, Heading
from casebook.edit.page_lines import place_of
from casebook.edit.refused import RefusedError
from casebook.edit.saved_page import saved_lines
from casebook.edit.words import BY_PERSON, STEP
from casebook.files import read_file
from casebook.library.front_matter import ISO_DATE
from casebook.project import load_overrides
from casebook.records import Article, Ledger, Removal, Theme, walk
from casebook.text.article_scripts import proofread_article
from casebook.text.catalogue import N_
from casebook.text.editions import edition_of, known_tags
from casebook.text.overrides import render_overrides
from casebook.text.proofread import is_open, settle


@dataclass(frozen=True, slots=True)
class Form:
    """What a page sent."""

    values: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def get(self, name: str, default: str = "") -> str:
        """Return the first value of a name."""
        return next(iter(self.values.get(name, ())), default)

    def all(self, name: str) -> tuple[str, ...]:
        """Return all values of a name."""
        return tuple(self.values.get(name, ()))

    def first(self) -> dict[str, str]:
        """Return the first value of every name."""
        return {name: values[0] for name, values in self.values.items() if values}


@dataclass(slots=True)
class Done:
    """Where the page is to be looked at after an action, and the message for the person."""

    fragment: str = ""
    message: str = field(default_factory=lambda: N_("已存檔。"))


_DATE = re.compile(rf"(?:{ISO_DATE.pattern})?|\.\.")

Action = Callable[[Editor, str, Form], Done]


# --- the article ------------------------------------------------------------


def _facts(editor: Editor, slug: str, form: Form) -> Done:
    def make(opened: Opened) -> Changes:
        return editor.article_changes(opened, with_facts(opened.readable(), form.first()))

    editor.change("article", slug, form.get("stamp"), make)
    return Done("facts")


def _confirm(editor: Editor, slug: str, form: Form) -> Done:
    def make(opened: Opened) -> Changes:
        return editor.article_changes(opened, confirmed(opened.readable(), form.get("key")))

    editor.change("article", slug, form.get("stamp"), make)
    return Done("facts", N_("已確認。"))


def _whole(editor: Editor, slug: str, form: Form) -> Done:
    text = form.get("text").replace("\r\n", "\n").strip("\n") + "\n"
    editor.change("article", slug, form.get("stamp"), lambda item: editor.text_changes(item, text))
    return Done()


_CHANGES: Mapping[str, Callable[[Entries, int], Changed]] = {
    "save": lambda listed, at: (listed, at),
    "title": lambda listed, at: outline.to_heading(listed, at, 1),
    "heading": lambda listed, at: outline.to_heading(listed, at, _level(listed, at)),
    "paragraph": outline.to_paragraph,
    "deeper": lambda listed, at: outline.shifted(listed, at, 1),
    "higher": lambda listed, at: outline.shifted(listed, at, -1),
    "up": lambda listed, at: outline.moved(listed, at, -1),
    "down": lambda listed, at: outline.moved(listed, at, 1),
    "join": outline.joined,
}


def _level(listed: Entries, at: int) -> int:
    """Return the level of a heading made in a section: of its siblings, below the top."""
    above = [item.level for item in listed[:at] if isinstance(item, Heading)]
    return max(2, above[-1]) if above else 1


def _theme(key: str) -> Theme:
    try:
        return Theme(key)
    except ValueError as error:
        raise RefusedError(N_("沒有這個主題。")) from error


def _entry(editor: Editor, slug: str, form: Form) -> Done:
    """Change an entry of the outline; where its text was changed too, both are written."""
    name, done = form.get("do", "save"), Done()
    if name not in {*_CHANGES, "cut"}:
        raise RefusedError(N_("沒有這個動作。"))

    def make(opened: Opened) -> Changes:
        article = opened.readable()
        listed, at = outline.entries(article), _place(article, form.get("at"))
        typed = form.get("text", outline.text_of(listed[at]))
        if name != "cut" and typed.split() != outline.text_of(listed[at]).split():
            listed, at = outline.with_text(listed, at, typed)
        ledger = None
        if name == "cut":
            listed, at, lines = outline.cut(listed, at)
            ledger = _with_cut(opened, lines)
        else:
            listed, at = _CHANGES[name](listed, at)
        shown, theme = listed[at], form.get("theme")
        if name in {"save", "title"} and theme and isinstance(shown, Heading):
            listed, at = outline.with_theme(listed, at, _theme(theme))
        return _changes(editor, opened, listed, at, done, ledger)

    editor.change("article", slug, form.get("stamp"), make)
    return done


def _restore(editor: Editor, slug: str, form: Form) -> Done:
    """Put a line that was cut back into the article, and take it out of the ledger."""
    done = Done()

    def make(opened: Opened) -> Changes:
        article = opened.readable()
        ledger, removal = _removal(opened, form)
        listed, after = outline.entries(article), form.get("after")
        if after:
            at = _place(article, after)
        else:
            at = place_of(removal, ledger, listed, saved_lines(editor.originals(), article))
        listed, at = outline.put_back(listed, at, removal.text)
        rest = tuple(item for item in ledger.removals if item is not removal)
        ledger = replace(_seen(ledger, removal), removals=rest)
        return _changes(editor, opened, listed, at, done, ledger)

    editor.change("article", slug, form.get("stamp"), make)
    done.message = N_("已放回文章。")
    return done


def _dismiss(editor: Editor, slug: str, form: Form) -> Done:
    """Confirm that a line was rightly cut: cleaning warns of it no longer."""

    def make(opened: Opened) -> Changes:
        ledger, removal = _removal(opened, form)
        return editor.ledger_changes(opened, _seen(ledger, removal))

    editor.change("article", slug, form.get("stamp"), make)
    return Done("page", N_("已確認。"))


def _removal(opened: Opened, form: Form) -> tuple[Ledger, Removal]:
    """Return the ledger, and the removal in it that a form names."""
    ledger = opened.ledger.ledger if opened.ledger else Ledger()
    number = form.get("removal")
    if not re.fullmatch("[0-9]{1,6}", number) or int(number) >= len(ledger.removals):
        raise RefusedError(N_("記錄裡沒有這一行。"))
    return ledger, ledger.removals[int(number)]


def _seen(ledger: Ledger, removal: Removal) -> Ledger:
    """Return the ledger without the alarm of a removal on which a person has decided."""
    line = (removal.line, removal.text)
    alarms = tuple(alarm for alarm in ledger.alarms if (alarm.line, alarm.text) != line)
    return replace(ledger, alarms=alarms)


def _changes(
    editor: Editor, opened: Opened, listed: Entries, at: int, done: Done, ledger: Ledger | None
) -> Changes:
    """Return the files of an article with another outline, and note where to look at it."""
    before = opened.readable()
    after = replace(before, sections=outline.sections(listed), ids=(), gone=())
    changes = editor.article_changes(opened, after, ledger)
    now = editor.with_new_ids(after, changes)
    placed = [item.id for item in walk(now)]
    at += len(placed) - len(listed)
    done.fragment = placed[max(0, min(at, len(placed) - 1))]
    return changes


def _with_cut(opened: Opened, lines: Sequence[str]) -> Ledger:
    """Return the ledger with lines that a person cut: what is not kept is on the record."""
    ledger = opened.ledger.ledger if opened.ledger else Ledger()
    made = tuple(Removal(0, line, STEP, BY_PERSON) for line in lines)
    return replace(ledger, removals=ledger.removals + made)


def _place(article: Article, own: str) -> int:
    for at, placed in enumerate(walk(article)):
        if placed.id == own:
            return at
    raise RefusedError(N_("這一段已經不在了。"))


# --- proofreading -----------------------------------------------------------


def _rule(editor: Editor, slug: str, form: Form) -> Done:
    """Rule on one place: keep what is printed, or print another character."""
    tag = form.get("edition")
    if tag not in known_tags():
        raise RefusedError(N_("沒有這個版本。"))
    edition = edition_of(tag)

    def make(opened: Opened) -> Changes:
        article = opened.readable()
        overrides, problems = load_overrides(editor.project)
        if problems:
            raise RefusedError(N_("裁定檔有錯，請先改正。"), problems)
        wanted = (form.get("at"), form.get("start"), form.get("before"))
        for place in proofread_article(article, edition, overrides):
            item = place.choice
            if (place.id, str(item.start), item.before) == wanted and is_open(item):
                after = form.get("after")
                if after not in {item.after, *item.alternatives}:
                    raise RefusedError(N_("這裡不能用這個字。"))
                try:
                    ruled = settle(overrides, edition, slug, article.script, item, after=after)
                except ValueError as error:
                    raise RefusedError(
                        N_("這個字前後沒有別的字，無法裁定；請在「全文」的 keep 裡寫明整個詞。")
                    ) from error
                content = render_overrides(ruled).encode("utf-8")
                return {editor.project.overrides_file.name: content}
        raise RefusedError(N_("這一處已經不在了。"))

    editor.change("rulings", slug, form.get("stamp"), make)
    return Done("places", N_("已裁定。"))


# --- figures, links, names --------------------------------------------------


def _correct(
    editor: Editor, slug: str, form: Form, make: Callable[[bytes], bytes], fragment: str
) -> Done:
    def changes(_: Opened) -> Changes:
        content, problems = read_file(editor.folder / decisions.FILE)
        if problems:
            raise RefusedError(N_("更正檔有錯，請先改正。"), problems)
        return {decisions.FILE: make(content or b"")}

    editor.change("corrections", slug, form.get("stamp"), changes)
    return Done(fragment)


def _answer(editor: Editor, slug: str, form: Form) -> Done:
    result, take_back = form.get("result"), form.get("do") == "forget"
    measures = None if take_back else form.all("measure")

    def make(content: bytes) -> bytes:
        opened = editor.open(slug)
        known = {item.id for item in walk(opened.readable())} if opened else set()
        if not known >= {result, *(measures or ())}:
            raise RefusedError(N_("這一段已經不在了。"))
        return decisions.with_answer(content, slug, result, measures)

    return _correct(editor, slug, form, make, f"answer-{result}")


def _figure(editor: Editor, slug: str, form: Form) -> Done:
    paragraph, text, do = form.get("paragraph"), form.get("text"), form.get("do")
    values: dict[str, str | bool] | None = None
    if do == "drop":
        values = {"drop": True}
    elif do != "forget":
        names = ("measured", "date", "unit")
        typed = {name: outline.one_line(form.get(name)) for name in names}
        values = {k: v for k, v in typed.items() if v != form.get(f"was-{k}")}
        if not all(map(_DATE.fullmatch, typed["date"].split("/"))):
            raise RefusedError(N_("時間要寫成 2014、2014-07、2014-07-30 或 2014/2022。"))
        if not values:
            return Done("figures", N_("沒有改動。"))
    if not text or not paragraph:
        raise RefusedError(N_("這一段已經不在了。"))
    return _correct(
        editor,
        slug,
        form,
        lambda content: decisions.with_figure(content, slug, paragraph, text, values),
        "figures",
    )


def _name(editor: Editor, slug: str, form: Form) -> Done:
    kind, name = form.get("kind"), outline.one_line(form.get("name"))
    if kind not in decisions.NAMES or not name:
        raise RefusedError(N_("沒有這個動作。"))
    do = form.get("do")
    verdict = do if do in decisions.VERDICTS else None
    return _correct(
        editor,
        slug,
        form,
        lambda content: decisions.with_name(content, kind, name, verdict),
        kind,
    )


def _undo(editor: Editor, _slug: str, _form: Form) -> Done:
    editor.undo()
    return Done("", N_("已復原上一步。"))


ACTIONS: Mapping[str, tuple[str, Action]] = {
    "facts": ("", _facts),
    "confirm": ("", _confirm),
    "entry": ("", _entry),
    "restore": ("", _restore),
    "dismiss": ("", _dismiss),
    "whole": ("text", _whole),
    "rule": ("proofread", _rule),
    "answer": ("links", _answer),
    "figure": ("links", _figure),
    "name": ("links", _name),
    "undo": ("", _undo),
}
"""Every action by its name, with the page that it is done on."""
