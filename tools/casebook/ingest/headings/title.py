"""Which line of a page is its title: candidates with a score, and the one that comes second."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from operator import add

from casebook import resources
from casebook.ingest.facts.breadcrumb import read_breadcrumb
from casebook.ingest.facts.masthead import is_masthead_line
from casebook.ingest.facts.names import has_surname, is_name
from casebook.ingest.facts.parted import part_from_day, part_from_masthead
from casebook.ingest.facts.people import VERBS, read_byline
from casebook.ingest.headings.not_titles import is_of_every_page
from casebook.ingest.headings.themes import is_of_subject, theme_of
from casebook.ingest.lexicon import ends_in_credit, furniture_in, is_furniture, is_listed, words
from casebook.text import jieba
from casebook.text.numbering import number_of
from casebook.text.simplified import to_simplified

MIN_TITLE, MAX_TITLE = 4, 90
_LONGEST_LINE = 300
"""Characters of the longest line that is compared with the ``<title>``."""
_SURE = 2.0
"""A title with a lower score is reported as doubtful."""
_ALONE = 0.5
"""The same where no other line could be the title."""
_MARGIN = 0.5
"""What the best candidate must be ahead of the next one, or both are reported."""
_NO_WORD = re.compile(r"\W+")
_CLAUSES = 30
"""Characters from which a line of four clauses is a sentence."""
_SALUTATION = re.compile(
    r"(?:各位|尊敬的|亲爱的|同志们|朋友们|女士们).*[:：，]$|各[\u3400-\u9fff、，,（(].*[:：]$"
)
"""Whom a text speaks to: 同志们：, 各市、县人民政府，省政府各部门：."""
_GENERIC = re.compile(
    r"(?:重要|最新|本站|本期|本刊|本[報报])?(?:公告|通告|通知|提示|声明|聲明|目录|目錄|导读|導讀|要目|须知|須知)|[编編]者[的之]?[话話]|卷首[语語]|[标標][题題]|正文|附[件录錄表]\s*[一二三四五六七八九十\d]{0,3}"
)
"""What stands above many texts and is the title of none."""
_LEAD = re.compile(
    r"(?:核心提示|内容提要|编者按|編者按|导读|導讀|摘\s*要|关键词|關鍵詞|作者简介|引\s*言|前\s*言|[编編]者[的之][话話])"
)
_HEADING = 12
"""Characters up to which a line that names a theme is a heading; a longer one is of a subject."""
_TWO_PARTS = re.compile("[\u3400-\u9fff]{4,}[ 　][\u3400-\u9fff]{4,}")
"""A title in two parts; a heading of a theme is one: 梯度用房 打破困局."""
_OWN = 6
"""Characters from which a line that names a theme may be what the page calls itself."""
_TRAILING = re.compile("[^，,。：:；;]{4,30}……")
"""A title that trails off, and no sentence that was cut: 一份报告出炉的幕后……."""
SAID = 0.6
"""Share of the pairs of characters of a title that a text has that says the same."""
_HIGH = 4
"""Rank from which a heading (h1 to h3) is high enough to be a title by its tag."""
_AGREED = 0.8
"""How far the ``<title>`` must agree with such a heading."""
_SITE = re.compile(
    r"([\u3400-\u9fff]{2,8})\s*(?=[A-Za-z .]{5})[A-Za-z][\w.-]*(?:\s[A-Za-z][\w.-]*){0,3}"
)
"""A line that names a site twice: 知行库 zhixingku, 青河新聞 Qinghe News."""
_SLOGAN = re.compile(r"([\u3400-\u9fff]{3,16})[\s,，!！—-]+[\u3400-\u9fff，,、\s]{2,24}[!！]")
_BARS = re.compile(r"[|｜·•]")
_NUMBERED = re.compile(
    r"[一二三四五六七八九十]{1,2}[ 　]+[\u3400-\u9fff]|0[1-9][ 　.]|[上中下]\s?篇[\s　:：]"
)
_CASE = re.compile(
    r"[【\[]?(?:典型|改革|创新|創新)?案例(?:[一二三四五六七八九十]{1,3}|\d{1,2})[】\]]?[:：、.．\s]"
)
"""One of several cases on a page: 案例一：….  The title of the page is another."""
_OFFICE = re.compile(
    r"[\u3400-\u9fff]{2,14}(?:人民政府|县政府|縣政府|市政府|區公所|鄉公所|鎮公所|委员会|委員會|办公室|辦公室|管理局|教育局)"
)
"""The name of an office and nothing else."""
_PLACED_OFFICE = re.compile(
    r"(?:中共)?[\u3400-\u9fff]{1,8}[省市县縣区區州盟旗镇鎮乡鄉](?:(?:[\u3400-\u9fff]{0,16}(?:[局厅廳委部办辦]|工会|工會|法院|检察院|檢察院|中心|[党黨]校|研究室|政研室|妇联|婦聯|联合会|聯合會|课题组|課題組|政府|政府[\u3400-\u9fff]{2,8}[处處]))"
    r"(?:（[^（）]{2,12}）)?(?:[、\s　]|$))+"
)
"""Offices of places, which stand below a title and are hardly ever one."""
_RED_HEAD = re.compile(
    r"[\u3400-\u9fff]{3,40}(?:府|会|會|局|厅|廳|室|院|委|部|中心)(?:行政)?(?:规范性|規範性)?文件"
)
"""What stands at the head of an official document, above its title: 某市人民政府文件."""
_DOCUMENT = re.compile(r"[\u3400-\u9fff]{1,10}[〔\[(（]\d{4}[〕\])）]\s*第?\d{1,4}号")
"""The number of a document: 京政办发〔2016〕26号."""
_PERIOD = re.compile(
    r"[（(]?(?:(?:19|20)\d\d|二[〇零○]{1,2}[一二三四五六七八九〇零○]{1,2})\s?年?(?:度|\s?\d{1,2}\s?月|[一二三四五六七八九十]{1,2}月)?[）)]?"
)
"""A year, or a month of one, and nothing else: 2020年度, （2021年）."""
_LABELLED = re.compile(
    r"(?:.{0,14}\s)?(?:(?:[讲講]述|口述|受[访訪]|主[讲講])[人者]|作者|记者|記者|来源|來源|编辑|編輯|时间|時間|日期|发布|發布|关键词|關鍵詞|主办|版权|地[点點区區]|分[类類]|[类類][别別]|族群)[\w\s]{0,4}[:：]"
)
_DISPATCH = re.compile(r"[【（(][^】）)]{2,20}(?:报道|報導|讯|訊|电|電|消息)[】）)]")
_AFFILIATION = re.compile(r"[（(]?(?:\d[.．]\s?)?[\u3400-\u9fff].{4,160}(?<!\d)\d{6}[）)]?")
_POST = re.compile(
    r"[\u3400-\u9fff]{2,12}(?:大学|大學|学院|學院|研究院|研究所|党校|黨校)[\u3400-\u9fff]{0,10}"
    r"(?:教授|讲师|講師|研究员|研究員|院长|院長|主任|所长|所長|博士|[硕碩]士|研究生)(?:[（(].{2,8}[）)])?"
)
"""A post at an institution, as it stands below the name of a writer."""
_HOLDER = re.compile(
    r"[\u3400-\u9fff]*(?:(?:[省市县縣区區州盟旗镇鎮乡鄉局厅廳处處院校部司署村所科股队隊站段社台臺馆館园園组組]|秘书|秘書|会|會)[长長]|主席|主任(?:秘[书書])?|[书書]记|書記|专员|專員|总理|總理|司令员)"
    r"[\s　]+([\u3400-\u9fff·•・ ]+)"
)
"""Who holds a post, as it stands below the title of a report: 青河省省长 周海."""
_PRESENTED = re.compile(
    r"([\u3400-\u9fff]+)\s*[|｜]\s*[^。|｜]+"
    r"(?:主[笔筆任席]|教授|学者|學者|[院会會所部社局][长長]|研究[员員]|媒体人|媒體人|[委议議代][员員表]|理事|博士后?|[书書][记記])"
)
"""A name with the post of who bears it: 周海 | 青河大学教授."""
_INTERVIEW = re.compile("[—－-]{0,2}(?:专访|專訪|访|訪|对话|對話)(?![问問谈談])[\u3400-\u9fff]{4}")
"""How the line begins that says whom an interview is with: 访大桥镇党委书记 周海."""
_HELD = 40
"""Characters of such a line, at most."""
_SECOND_LEVEL = 0xD8
"""First byte of the characters of GB 2312 that are not of everyday use."""
_WORDS = re.compile(r"[\u3400-\u9fff]")
_RUNS = re.compile(r"[\u3400-\u9fff]{2,}")
_MENU = re.compile(
    "(?:首页|首頁)|(?:主页|主頁)\\s|(?:[当當]前|目前|所在|[您你现現]在?的?)位置|[\u3400-\u9fff]{2,16}(?:官网|官網|移动版|移動版|手机版|手機版|网站|網站)$"
    "|[\u3400-\u9fff]{2,6}(?:中心|組|组)\\s*[／/∕]"
)
"""What stands above the title: a menu, the name of a site, the desk of a paper."""
_NO_BEGINNING = tuple("-－_|｜,，、。；;：:）)】」』！？▏▎▍▌▋▊")
"""No title begins with one of these: half a sentence does, or a heading behind its bar."""
_COLUMN = re.compile(r"[·•▪■◆◇]\s?[\u3400-\u9fff]{2,14}\s?[·•▪■◆◇]")
"""The column of a journal: ·工作瞭望·."""
_ABOUT = re.compile("[关關][于於]|印[发發]")
"""What the name of a document has: 关于合并办事窗口的意见."""
_HALF = 6
"""Characters of a line that is half a title by itself, at least."""
_OPEN = re.compile(r"[的和与與及、，：；,:;—\-“‘《（(]$")
"""How a line ends that goes on below."""
_ACROSS = 3
"""Characters of a word that begins on one line and ends on the next; one of four may be two."""
_SPEECH = re.compile("[“「][^”」]*[，,？?！!][^”」]*")
"""The beginning of what somebody says, which does not end on the line."""
_DASHES = ("——", "—", "──", "――", "--")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line that might be the title, with what speaks for it.

    ``rank`` is 6 for h1, 5 for h2 … 0 for no heading; ``named`` says how far the
    ``<title>`` of the page agrees, from 0 to 1; ``above`` that the masthead or the
    text follows right below or below one more line, ``heads`` that they do right below, and
    ``between`` that the breadcrumb stands right above it and the masthead right below.
    """

    at: int
    text: str
    rank: int = 0
    named: float = 0.0
    repeated: bool = False
    above: bool = False
    heads: bool = False
    first: bool = False
    linked: bool = False
    centred: bool = False
    between: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """The line chosen, -1 for none, its score, and the candidate that came second."""

    at: int = -1
    score: float = 0.0
    runner_up: str = ""
    doubtful: bool = False


def choose_title(candidates: Iterable[Candidate], running: str) -> Choice:
    """Choose among candidates.

    :param running: the running text of the page, whose words a title shares.
    """
    pairs = bigrams(running)
    # Of two that are as good, that one is the title which shares a word with the text.
    scored = sorted(
        ((score(x, pairs), not bigrams(x.text).isdisjoint(pairs), -x.at, x) for x in candidates),
        key=lambda entry: entry[:3],
        reverse=True,
    )
    # Whether a line can be a title at all is asked of the best ones only: it takes longest.
    possible = (entry for entry in scored if _may_be_title(entry[3]))
    first = next(possible, None)
    if first is None:
        return Choice()
    best, _, _, winner = first
    name = bare(winner.text)
    second = next((entry for entry in possible if bare(entry[3].text) != name), None)
    runner_up = second[3].text if second else ""
    close = second is not None and best - second[0] < _MARGIN and second[0] >= _SURE
    least = _SURE if runner_up else _ALONE
    return Choice(winner.at, best, runner_up, best < least or (close and best < 2 * _SURE))


def _may_be_title(candidate: Candidate) -> bool:
    """Whether a candidate is not what no title is.

    What the page itself calls its title may be numbered (二十三、感赞) or name a theme
    (用房管理办法), and a heading of the page that its ``<title>`` says, too, may have the
    words of anything.  So may the first line above the masthead or the text that says of what
    it tells (某镇殡葬改革做法).
    """
    if candidate.first and candidate.heads and len(candidate.text) >= _OWN:
        own = is_of_subject(candidate.text)
        if own and not is_masthead_line(candidate.text):
            return True
    own = len(candidate.text) >= _OWN and theme_of(candidate.text) is not None
    numbered = candidate.named == 1 and (number_of(candidate.text) is not None or own)
    tagged = candidate.named >= _AGREED and candidate.rank >= _HIGH
    return numbered or tagged or not is_no_title(candidate.text)


def score(candidate: Candidate, pairs: frozenset[str]) -> float:
    """Weigh what speaks for a candidate."""
    size = len(bare(candidate.text))
    shared = len(bigrams(candidate.text) & pairs)
    points = 6 * candidate.named**2
    points += {6: 3.0, 5: 2.0, 4: 1.5, 3: 1.0}.get(candidate.rank, 0.5 if candidate.rank else 0.0)
    points += 2.0 if candidate.repeated else 0.0
    points += 2.0 if shared >= 3 else float(shared > 0)
    points += 2.0 if candidate.above else 0.0
    points += 1.0 if candidate.first else 0.0
    points += 0.5 if candidate.centred else 0.0
    points += 2.0 if candidate.between else 0.0
    points += 1.0 if 8 <= size <= 45 else 0.0
    points -= 2.0 if candidate.linked else 0.0
    points -= 0.5 if size < 6 else 0.0
    points -= 1.0 if size >= 8 and not shared and not (candidate.above or candidate.first) else 0.0
    points -= 2.0 if _SITE.fullmatch(candidate.text.strip()) or _is_slogan(candidate) else 0.0
    clauses = len(re.findall("[，,；;：:]", candidate.text))
    points -= (
        2.5
        if size > _CLAUSES and clauses >= 3 and candidate.named < 1 and not candidate.repeated
        else 0.0
    )
    office = is_placed_office(candidate.text)
    points -= 4.0 if office and not candidate.first and candidate.named < 1 else 0.0
    points -= 1.5 if candidate.text.endswith(("：", ":", "，", "；")) else 0.0
    points -= 1.0 if re.search(r"[,，].*[,，].*[,，]", candidate.text) else 0.0
    return points


def _is_slogan(candidate: Candidate) -> bool:
    """Whether the first line of a page is the name of its site with what it says of itself.

    青河村务网，乡亲的贴心网！ ends as no title does that begins with the name of a site.
    """
    match = _SLOGAN.fullmatch(candidate.text.strip())
    return bool(candidate.first and match and match[1].endswith(words("masthead", "site_names")))


def _is_garbled(text: str) -> bool:
    """Whether many characters are rare ones: what was decoded wrongly looks like that."""
    han = _WORDS.findall(to_simplified(text))
    rare = 0
    for char in han:
        try:
            rare += char.encode("gb2312")[0] >= _SECOND_LEVEL
        except UnicodeEncodeError:
            rare += 1
    return rare * 2 >= len(han) > 3


def is_no_title(text: str) -> bool:
    """Whether a line is what no title is: a byline, a prompt, a number, a sentence."""
    parted = part_from_masthead(text.strip()) or part_from_day(text.strip())
    plain = parted[0] if parted else text.strip()
    if len(plain) > MAX_TITLE or len(_WORDS.findall(plain)) < 2:
        return True
    return bool(
        plain.startswith(_NO_BEGINNING)
        or _MENU.match(plain)
        or plain.endswith(("。", "；", "、", "——", "：", ":"))
        or (plain.endswith("…") and not _TRAILING.fullmatch(plain))
        or _is_site(plain)
        or _COLUMN.fullmatch(plain)
        or (
            plain.endswith(("？", "?"))
            and len(re.findall("[？?]", plain)) > 1
            and len(plain) > _CLAUSES
        )
        or ("。" in plain and not plain.endswith("”"))
        or _is_garbled(plain)
        or plain.startswith(_DASHES)
        or _SPEECH.fullmatch(plain)
        or number_of(plain)
        or _NUMBERED.match(plain)
        or _CASE.match(plain)
        or _DOCUMENT.fullmatch(plain)
        or is_period(plain)
        or _RED_HEAD.fullmatch(plain)
        or _SALUTATION.search(plain)
        or _GENERIC.fullmatch(plain)
        or (_OFFICE.fullmatch(plain) and not VERBS.search(plain))
        or _LEAD.match(plain.lstrip("[【(（"))
        or (len(plain) <= _HEADING and not _TWO_PARTS.fullmatch(plain) and theme_of(plain))
        or len(_BARS.findall(plain)) >= 3
        or _LABELLED.match(plain)
        or _DISPATCH.match(plain)
        or is_masthead_line(plain)
        or len(read_breadcrumb(plain)) > 1
        or read_byline(plain)
        or _AFFILIATION.fullmatch(plain)
        or _POST.fullmatch(plain)
        or holder_of_post(plain)
        or (plain.endswith(".") and "," in plain)
        or is_furniture(plain)
        or furniture_in("prompts", plain)
        or is_listed("tails", plain)
        or is_listed("related", plain)
        or is_listed("asked", plain)
        or ends_in_credit(plain)
        or is_of_every_page(plain)
    )


def holder_of_post(text: str) -> str:
    """Return the name on a line that holds a name and a post only: 市长 周海; ``""`` for none."""
    if _INTERVIEW.match(text.strip()):
        return ""
    holder = _HOLDER.fullmatch(text.strip()) or _PRESENTED.fullmatch(text.strip())
    name = re.sub(r"\s", "", holder[1]) if holder else ""
    return name if is_name(name) or has_surname(name) else ""


def is_post(text: str) -> bool:
    """Whether a line is a post at an institution: 青河大学教授."""
    return _POST.fullmatch(text.strip()) is not None


def is_placed_office(text: str) -> bool:
    """Whether a line is the name of an office of a place, or of several: 青河县水务局."""
    named = _PLACED_OFFICE.fullmatch(text) is not None
    return named and not (VERBS.search(text) or re.search("[访訪赴]", text))


def is_interview(text: str) -> bool:
    """Whether a line says whom an interview is with, and ends with the name: 访大桥镇书记 周海."""
    if not _INTERVIEW.match(text) or len(text) > _HELD:
        return False
    _, gap, name = text.replace("\u3000", " ").rpartition(" ")
    return bool(gap) and is_name(name)


def is_document_number(text: str) -> bool:
    """Whether a line is the number of a document and nothing else: 京政办发〔2016〕26号."""
    return _DOCUMENT.fullmatch(text.strip()) is not None


def is_period(text: str) -> bool:
    """Whether a line is a year or a month of one, as collections set it below a title."""
    return _PERIOD.fullmatch(text.strip()) is not None


def _is_site(text: str) -> bool:
    """Whether a line is the name of a paper or site in two languages."""
    named = _SITE.fullmatch(text)
    ends = words("masthead", "named_twice") + words("masthead", "papers")
    return bool(named and named[1].endswith(ends))


def goes_across(before: str, after: str) -> bool:
    """Whether a word of two or three characters begins on one line and ends on the next."""
    head, tail = before[-_ACROSS:], after[:_ACROSS]
    ends = [0, *accumulate(map(len, jieba.cut(head + tail)))]
    start = max(end for end in ends if end <= len(head))
    return start < len(head) and next(end for end in ends if end > start) - start <= _ACROSS


def are_halves(text: str, part: str) -> bool:
    """Whether two lines of a title stand for themselves, and are not one that is too long.

    The name of a document is one (关于…的意见), whoever issues it on a line above.
    """
    document = _ABOUT.search(text + part)
    short = min(len(text), len(part)) < _HALF
    goes_on = _OPEN.search(text) or part.startswith("的") or goes_across(text, part)
    return not (document or short or goes_on)


@resources.recalled
def bigrams(text: str) -> frozenset[str]:
    """Pairs of neighbouring Han characters, folded to Simplified script."""
    runs = _RUNS.findall(to_simplified(text))
    return frozenset(map(add, "".join(run[:-1] for run in runs), "".join(run[1:] for run in runs)))


def says(text: str, title: str) -> bool:
    """Whether a text says what its title says: it has most of the title's pairs of characters."""
    pairs = bigrams(title)
    return bool(pairs) and len(pairs & bigrams(text)) >= SAID * len(pairs)


def agreement(line: str, named: str, full: str) -> float:
    """Say how far a line is what ``<title>`` names, from 0 to 1.

    :param line: the line, :func:`bare`.
    :param named: the ``<title>`` without the site, :func:`bare`.
    :param full: the ``<title>`` as it stands, :func:`bare`.
    """
    if not full or not MIN_TITLE <= len(line) <= _LONGEST_LINE:
        return 0.0
    size = 2 * len(line)
    degrees = (
        (1.0, line in {named, full}),
        (0.9, full.startswith(line) and size >= min(len(named), 24)),
        (0.8, line.startswith(named) and len(named) >= MIN_TITLE * 2),
        (0.6, line in full and size >= len(named)),
    )
    return next((degree for degree, holds in degrees if holds), 0.0)


@resources.recalled
def bare(text: str) -> str:
    """Text without anything but letters, characters and digits, folded to Simplified script."""
    return to_simplified(text if text.isalnum() else _NO_WORD.sub("", text))


def repeated_lines(keys: Iterable[str]) -> frozenset[str]:
    """Find what stands more than once among lines, :func:`bare`."""
    seen: set[str] = set()
    twice: set[str] = set()
    for key in keys:
        (twice if key in seen else seen).add(key)
    return frozenset(twice)
