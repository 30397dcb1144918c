"""The record of a case: where its text comes from and what was done to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from casebook.library.redirects import Redirects
from casebook.pages import myst
from casebook.records import Article, Gone, Kind, Ledger, Publish, Repair, Source
from casebook.text import labels

# Repairs of single characters are shown one by one; those of form are counted.
_SHOWN = "script"
_KEYS = {"field": "領域", "region": "地區", "level": "層級", "years": "年份", "slug": "網址名稱"}

LEDGERS = "ledgers"
"""The folder of the ledgers under ``docs/``."""


def has_record(article: Article) -> bool:
    """Whether the record of an article is printed: repairs quote more than an excerpt prints."""
    return article.publish is not Publish.EXCERPT


def ledger_address(slug: str) -> str:
    """Return where the ledger of a case lies under ``docs/``."""
    return f"{LEDGERS}/{slug}.json"


def record(
    article: Article, ledger: Ledger | None, redirects: Redirects | None = None
) -> Iterator[str]:
    """Yield the MyST of the record; removed text itself is only in the download."""
    lines = []
    if article.kind is Kind.DIGEST:
        lines.append(":編寫: 依上列來源的事實重新編寫；數字與來源一致，來源不一致處在文中說明。")
    source = article.sources[0] if article.sources else Source()
    if source.sha256:
        lines.append(f":存檔校驗碼: [SHA-256 {myst.inline(source.sha256)}]{{.checksum}}")
    if source.saved:
        lines.append(f":存檔日期: {labels.date(source.saved)}")
    if ledger:
        lines += _cleaning(article.slug, ledger)
    if article.suggested:
        keys = "、".join(_KEYS[key] for key in article.suggested if key in _KEYS)
        lines.append(f":待確認: {keys}由電腦依文字推定，尚未經人確認")
    if not lines:
        lines.append(":清理: 無記錄")
    yield "\n".join(myst.fence("container", lines, "case-record hant"))
    moved = redirects.paragraphs_of(article.slug) if redirects else {}
    if article.gone:
        yield "{.note .screen-only}\n以下網址曾經指向本頁的段落，現在的去處："
        yield "\n".join(["{.screen-only}", *(_gone(item, article, moved) for item in article.gone)])
    if ledger:
        shown = [_repair(repair) for repair in ledger.repairs if repair.step == _SHOWN]
        if shown:
            yield "[逐字修正：]{.hant}" + "；".join(shown)


def _gone(gone: Gone, article: Article, moved: Mapping[str, str]) -> str:
    """Return what became of an address: who follows an old link arrives here."""
    where = "已刪去"
    if there := moved.get(gone.id):
        where = f"已移到{myst.link('另一案例', f'#case:{there}')}"
    elif gone.into:
        where = f"已併入{myst.link('這一段', f'#case:{article.slug}/{gone.into}')}"
    return f"- {{#{gone.id}}}\n  [{gone.id}]{{.as-is}}：{where}"


def _cleaning(slug: str, ledger: Ledger) -> Iterator[str]:
    removed: Counter[str] = Counter(item.step for item in ledger.removals)
    length: Counter[str] = Counter()
    for removal in ledger.removals:
        length[removal.step] += len(removal.text)
    repaired: Counter[str] = Counter(repair.step for repair in ledger.repairs)
    if removed:
        parts = (f"{_step(name)} {removed[name]} 處（{length[name]} 字）" for name in removed)
        yield f":移除: {'，'.join(parts)}"
    if repaired:
        parts = (f"{_step(name)} {repaired[name]} 處" for name in repaired)
        yield f":修正: {'，'.join(parts)}"
    if ledger.alarms:
        doubts = Counter(alarm.loss for alarm in ledger.alarms)
        parts = (f"{labels.LOSSES[loss]} {count} 處" for loss, count in doubts.items())
        yield f":待核對: 清理時可能誤刪了正文：{'，'.join(parts)}；原文各行見完整記錄"
    if ledger.steps:
        yield f":步驟: {'、'.join(map(_step, ledger.steps))}"
    yield f":完整記錄: {{download}}`{slug}.json </{ledger_address(slug)}>`"


def _step(name: str) -> str:
    return labels.STEPS.get(name) or myst.inline(name)


def _repair(repair: Repair) -> str:
    """Show both forms as they are: they are the subject."""
    return f"[{myst.inline(repair.before)}→{myst.inline(repair.after)}]{{.as-is}}"
