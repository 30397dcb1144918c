"""Make ``assets/theme.css``: of the theme's style sheets, the rules that the pages use.

    python tools/reduce_styles.py build/html

Run it after an upgrade of sphinx-book-theme, or after a change of the page shell, on a
built site, and look at the difference.  A rule stays where one of its selectors, without
what depends on a state (hover, an open dialog), matches an element of one page of each
kind, or of ``reduce_styles_sample.html``, which has what a hand-written page may hold.
Variables stay where a rule that stays, or a style sheet of this program, reads them.
Chromium reads and writes the rules, so that what it does not know is left out too.
"""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

import pydata_sphinx_theme
import sphinx
import sphinx_book_theme
from playwright.sync_api import sync_playwright

_HERE = Path(__file__).parent
_SITE = _HERE / "casebook" / "site"
_SHEETS = (
    Path(sphinx.__file__).parent / "themes/basic/static/basic.css.jinja",
    Path(pydata_sphinx_theme.__file__).parent
    / "theme/pydata_sphinx_theme/static/styles/pydata-sphinx-theme.css",
    Path(sphinx_book_theme.__file__).parent
    / "theme/sphinx_book_theme/static/styles/sphinx-book-theme.css",
)
_OWN = (*(_SITE / "assets").glob("*.css"), *(_SITE / "static").glob("*.css"))
_SEARCH = _HERE / "casebook" / "search" / "search.css"
_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)")

# What scripts and readers change: taken to be true of any element.
_STATES = (
    r"\[data-(?:theme|mode)=\"?[a-z]+\"?\]",
    r"\[open\]",
    r"\[aria-current=\"?true\"?\]",
    r"\.(?:active|scrolled|pst-sidebar-hidden)(?![\w-])",
    r"::?(?:before|after|backdrop|marker|placeholder|selection|first-letter|-[\w-]+)",
    r":(?:hover|focus-visible|focus-within|focus|active|visited|target|disabled|checked|link)",
)
# Parts of the theme that the shell does without, though an element may match.
_WITHOUT = re.compile(
    r"\.fa-|\.bd-header(?![\w-])|\.nav-link\.|\.dropup|\.sd-|fontawesome", re.IGNORECASE
)

# A selector of a list: commas inside parentheses and brackets are its own.
_PART = r"(?:\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\]]*\]|[^,(\[])+"

_COLLECT = r"""
([texts, PART, states]) => {
  const strip = new RegExp(`(?:${states.join("|")})+`, "g");
  const used = (selector) => {
    // What is a state alone is any element; `:not(…)` of a state says nothing.
    const without = (text, what) => text.replace(what, (found, at) =>
      (at === 0 || /[\s>+~(,]/.test(text[at - 1]) ? "*" : ""));
    const bare = without(without(selector, strip), /:not\(\*\)/g);
    try {
      return document.querySelector(bare) !== null;
    } catch {
      return false;
    }
  };
  const found = [];
  const walk = (rules, way) => {
    [...rules].forEach((rule, at) => {
      if (rule.selectorText !== undefined) {
        const parts = rule.selectorText.match(new RegExp(PART, "g"));
        parts.forEach((one, part) => used(one.trim()) && found.push([...way, at, part].join(".")));
      } else if (rule.cssRules && !rule.name) walk(rule.cssRules, [...way, at]);
    });
  };
  texts.forEach((text, sheet) => {
    const style = new CSSStyleSheet();
    style.replaceSync(text);
    walk(style.cssRules, [sheet]);
  });
  return found;
}
"""

_WRITE = r"""
([texts, PART, kept, without]) => {
  const keep = new Set(kept);
  const out = new RegExp(without, "i");
  const rule_text = (rules, way) => [...rules].map((rule, at) => {
    if (rule.selectorText !== undefined) {
      const parts = rule.selectorText.match(new RegExp(PART, "g"));
      const left = parts.map((one) => one.trim())
        .filter((one, part) => keep.has([...way, at, part].join(".")) && !out.test(one));
      return left.length && rule.style.length ? `${left.join(", ")} { ${rule.style.cssText} }` : "";
    }
    if (rule.cssRules && !rule.name) {
      const inside = rule_text(rule.cssRules, [...way, at]).filter(Boolean).join(" ");
      return inside && `${rule.cssText.slice(0, rule.cssText.indexOf("{"))}{ ${inside} }`;
    }
    return "";
  });
  return texts.flatMap((text, sheet) => {
    const style = new CSSStyleSheet();
    style.replaceSync(text);
    return rule_text(style.cssRules, [sheet]);
  }).filter(Boolean).join("\n");
}
"""

_HEAD = """\
/*! Rules of Sphinx's theme "basic", of pydata-sphinx-theme {pydata} (with Bootstrap 5) and of
   sphinx-book-theme {book} that the pages of this site use, chosen by tools/reduce_styles.py.
   Copyright of their authors; the licences are in theme-licences.txt beside this file. */
"""


def pages(site: Path) -> list[str]:
    """Return addresses of pages: two of each folder of the first edition, and with questions."""
    edition = site / "zh-Hant"
    result = [*sorted(edition.glob("*.html"))]
    for folder in sorted(path for path in edition.iterdir() if path.is_dir()):
        result += sorted(folder.glob("*.html"), key=lambda item: -item.stat().st_size)[:3]
    slugs = [path.stem for path in sorted((edition / "cases").glob("*.html"))][1:4]
    return [
        *(path.as_uri() for path in result),
        f"{edition.as_uri()}/search.html?q=改革",
        f"{edition.as_uri()}/compare.html?cases={','.join(slugs)}",
        (_HERE / "reduce_styles_sample.html").as_uri(),
    ]


def reduce(site: Path) -> str:
    """Return the style sheet."""
    texts = [path.read_text(encoding="utf-8") for path in _SHEETS]
    texts[0] = re.sub(r"\{[{%].*?[%}]\}", "0", texts[0])
    kept: set[str] = set()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        page = browser.new_page()
        for address in pages(site):
            page.goto(address, wait_until="load")
            page.wait_for_timeout(200)
            kept.update(page.evaluate(_COLLECT, [texts, _PART, list(_STATES)]))
        text = str(page.evaluate(_WRITE, [texts, _PART, sorted(kept), _WITHOUT.pattern]))
        browser.close()
    return _HEAD.format(
        pydata=pydata_sphinx_theme.__version__, book=sphinx_book_theme.__version__
    ) + _without_unread_variables(text)


def _without_unread_variables(text: str) -> str:
    """Drop variables that nothing reads, until none is left, and rules that are empty then."""
    own = "".join(
        path.read_text(encoding="utf-8") for path in (*_OWN, _SEARCH) if path.name != "theme.css"
    )
    shorter = ""
    while shorter != text:
        text, shorter = shorter or text, _shortened(shorter or text, own)
    return re.sub(r"^[^{}\n]*\{\s*\}\n", "", text, flags=re.MULTILINE) + "\n"


def _shortened(text: str, own: str) -> str:
    read = set(_VARIABLE.findall(text + own))

    def kept(match: re.Match[str]) -> str:
        return match[0] if match[1] in read else ""

    return re.sub(r"(--[\w-]+):[^;{}]*;\s?", kept, text)


if __name__ == "__main__":
    target = _SITE / "assets" / "theme.css"
    target.write_text(reduce(Path(sys.argv[1]).resolve()), encoding="utf-8")
    sys.stdout.write(f"{target}: {target.stat().st_size} bytes\n")
