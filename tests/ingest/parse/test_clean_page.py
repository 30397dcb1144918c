"""The whole way from a saved file to an article."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import casebook
from casebook.ingest.clean.explain import Fate, explain
from casebook.ingest.clean.overrules import read_overrules
from casebook.ingest.clean.run import Result
from casebook.ingest.parse.article import Saved
from casebook.ingest.parse.article import parse as parse_article
from casebook.ingest.pipeline import clean_bytes, clean_files
from casebook.ingest.read.page import Facts
from casebook.ingest.read.pictures import SavedPicture
from casebook.ingest.read.source import read_bytes
from casebook.problems import Code, Severity
from casebook.records import (
    Article,
    Ledger,
    Line,
    Paragraph,
    Picture,
    Role,
    Script,
    Section,
    Table,
    Theme,
    block_texts,
    is_clean_line,
    walk,
)

GOLDEN = Path(__file__).parent.parent / "clean"
JPEG = b"\xff\xd8\xff"
"""How a JPEG begins; what else is in it does not matter here."""
SENTENCE = "河口镇去年开始整治村庄环境，先从清理河道做起，再到修整道路和院落。"


def cleaned(path: Path) -> Article:
    article, _, _ = casebook.clean_page(path)
    assert article is not None
    return article


def codes(path: Path) -> list[Code]:
    return [problem.code for problem in casebook.clean_page(path)[2]]


def saved(folder: Path, text: str | bytes, name: str = "page.txt") -> Path:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


class TestCase:
    """A dump with every kind of dirt becomes a themed case."""

    @pytest.fixture
    def article(self) -> Article:
        return cleaned(GOLDEN / "dump-with-advertising" / "in.txt")

    def test_masthead(self, article: Article) -> None:
        source = article.sources[0]
        assert article.title == "青川縣“一碼通辦”讓群眾少跑路 共建便民服務“新窗口”"
        assert article.slug == "qing-chuan-xian-yi-ma-tong-ban-rang-qun-zhong-shao-pao-lu"
        assert article.script is Script.HANT
        assert source.publisher == "江河網"
        assert source.channel == "青川頻道"
        assert source.published == "2023-05-08T09:05+08:00"
        assert source.editors == ("林一帆", "何小舟")
        assert source.authors == ()
        assert len(source.sha256) == 64

    def test_themes(self, article: Article) -> None:
        assert [section.theme for section in article.sections] == [
            Theme.BACKGROUND,
            Theme.APPROACH,
            Theme.MEASURES,
            Theme.RESULTS,
        ]

    def test_measures_have_heading_lead_and_points(self, article: Article) -> None:
        first, second = article.sections[2].sections
        assert first.heading == "一、集中事項，讓群眾進一扇門。"
        assert [block.depth for block in first.blocks if isinstance(block, Paragraph)] == [
            0,
            1,
            1,
            1,
        ]
        assert block_texts(first.blocks[1]) == ("一是列出清單。把326項事項列成清單，統一編碼。",)
        assert second.heading.startswith("二、")

    def test_a_run_in_heading_is_parted_from_its_text(self, article: Article) -> None:
        first, second = article.sections[3].sections
        assert first.heading == "一、由“多頭跑”到“跑一次”，辦事時間縮短了一半。"
        assert block_texts(first.blocks[0])[0].startswith("平均辦理時間由5天降為2.5天")
        assert block_texts(second.blocks[-1])[0].startswith("青川縣將繼續改進")

    def test_a_caption_stands_once_at_its_place(self, article: Article) -> None:
        pictures = [p for p in walk(article) if isinstance(p.content, Picture)]
        assert [p.id for p in pictures] == ["approach-f1"]
        picture = pictures[0].content
        assert isinstance(picture, Picture)
        assert picture.caption.endswith("“一碼通辦”窗口。")
        assert picture.credit == "青川縣行政審批局供圖"

    def test_nothing_is_wrong(self) -> None:
        assert codes(GOLDEN / "dump-with-advertising" / "in.txt") == []


def test_the_page_of_the_inbox(shared: Path) -> None:
    path = shared / "inbox" / "chengdu-rongcheng-yijiaqin.txt"
    article, ledger, problems = casebook.clean_page(path)
    assert article is not None
    assert problems == ()
    source = article.sources[0]
    assert (source.publisher, source.channel) == ("人民網", "四川頻道")
    assert source.published == "2024-07-30T15:36+08:00"
    assert source.editors == ("袁菡苓", "高紅霞")
    assert article.script is Script.HANT
    themes = {section.theme: section for section in article.sections}
    assert list(themes) == [Theme.BACKGROUND, Theme.APPROACH, Theme.MEASURES, Theme.RESULTS]
    measures, results = themes[Theme.MEASURES].sections, themes[Theme.RESULTS].sections
    assert [section.heading[:2] for section in measures] == ["一、", "二、", "三、"]
    assert [section.heading[:2] for section in results] == ["一、", "二、", "三、"]
    for measure in measures:
        points = [block for block in measure.blocks if isinstance(block, Paragraph)]
        assert [point.depth for point in points] == [0, 1, 1, 1]
        assert [point.text[:2] for point in points[1:]] == ["一是", "二是", "三是"]
    closing = results[2].blocks[-1]
    assert isinstance(closing, Paragraph)
    assert closing.text.endswith("不斷築牢超大城市轉型發展的強大支撐。")
    pictures = [p for p in walk(article) if isinstance(p.content, Picture)]
    assert [p.id for p in pictures] == ["approach-f1", "measures-2-f1", "results-2-f1"]
    assert {p.content.credit for p in pictures if isinstance(p.content, Picture)} == {
        "中共成都市委統戰部供圖"
    }
    assert {removal.step for removal in ledger.removals} == {
        "residue",
        "advertising",
        "masthead",
        "chrome",
        "captions",
    }


def test_the_account_beside_the_date_is_the_publisher(tmp_path: Path) -> None:
    page = (
        "<html><body><div class=nav><p>青川观察</p></div><h1>河口镇整治村庄环境</h1>"
        "<p>2022-06-02 09:52:19 青川观察 来自北京市</p><p>文丨青川观察评论员 方舟</p>"
        f"<div>{f'<p>{SENTENCE}</p>' * 4}</div></body></html>"
    )
    source = cleaned(saved(tmp_path, page, "page.html")).sources[0]
    assert (source.publisher, source.authors) == ("青川观察", ("方舟",))
    alone = page.replace("<p>青川观察</p>", "<p>别的</p>")
    assert cleaned(saved(tmp_path, alone, "page.html")).sources[0].publisher == ""


def test_a_source_that_the_end_of_the_text_names_goes_before_the_platform(tmp_path: Path) -> None:
    page = (
        "<html><head><meta property='og:site_name' content='大平台'></head><body>"
        f"<h1>河口镇整治村庄环境</h1><div>{f'<p>{SENTENCE}</p>' * 4}"
        "<p>（本文来源：江河日报 作者：青川大学教授 方舟）</p></div></body></html>"
    )
    assert cleaned(saved(tmp_path, page, "page.html")).sources[0].publisher == "江河日报"


def test_editors_authors_and_photographers_stay_apart(tmp_path: Path) -> None:
    text = f"整治记\n2020-01-02 来源：江河网 记者：方舟 摄影：石磊\n{SENTENCE}\n(责编：林一帆)\n"
    source = cleaned(saved(tmp_path, text)).sources[0]
    assert (source.authors, source.photographers, source.editors) == (
        ("方舟",),
        ("石磊",),
        ("林一帆",),
    )


def test_html_keeps_tables_lists_and_headings() -> None:
    article = cleaned(GOLDEN / "tables-and-lists" / "in.html")
    lead, money, use = article.sections
    table = next(block for block in lead.blocks if isinstance(block, Table))
    assert table.header
    assert table.rows[2] == ("2020", "", "3,400")
    assert [b.depth for b in money.blocks if isinstance(b, Paragraph)] == [0, 1, 2, 2, 1]
    assert use.heading == "二、钱到哪里去"


def test_pictures_saved_beside_the_page_are_found(tmp_path: Path) -> None:
    source = (GOLDEN / "pictures" / "in.html").read_bytes()
    path = saved(tmp_path, source, "page.html")
    (tmp_path / "pic").mkdir()
    (tmp_path / "pic" / "a.jpg").write_bytes(JPEG)
    done = clean_files([path])
    assert done.article is not None
    pictures = [p.content for p in walk(done.article) if isinstance(p.content, Picture)]
    assert [picture.file for picture in pictures] == ["a.jpg", "", ""]
    assert [picture.credit for picture in pictures] == [
        "石桥县文化局供图",
        "（杨帆摄）",
        "新华社记者 张三 摄",
    ]
    assert done.pictures == (SavedPicture("a.jpg", JPEG),)
    assert [r.text for r in done.ledger.removals if r.step == "pictures"] == [
        "http://example.invalid/spacer.gif"
    ]


def _with_pictures(images: str) -> str:
    """Return a page with pictures amid its text."""
    text = f"<p>{SENTENCE * 3}</p>"
    return f"<html><body><h1>河口镇整治村庄环境</h1>{text}<p>{images}</p>{text}</body></html>"


@pytest.mark.parametrize(
    ("later", "results"),
    [
        ("https://example.org/w/a.jpg?x=1", "a.jpg"),  # the browser put it in its folder
        ("https://example.org/w/b.jpg", ""),  # what it put there is a placeholder
    ],
)
def test_of_a_picture_that_is_shown_late_the_right_file_is_taken(
    tmp_path: Path, later: str, results: str
) -> None:
    (tmp_path / "a.jpg").write_bytes(JPEG)
    image = f'<img src="./a.jpg" data-src="{later}" alt="图注一则">'
    done = clean_files([saved(tmp_path, _with_pictures(image), "page.html")])
    assert [line.src for line in done.kept if line.role == "picture"] == [results]


def test_pictures_of_several_files_do_not_take_each_others_names(tmp_path: Path) -> None:
    files = []
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.jpg").write_bytes(JPEG + folder.encode())
        (tmp_path / folder / "same.jpg").write_bytes(JPEG + b"same")
        images = '<img src="a.jpg" alt="图注一则"><img src="same.jpg" alt="图注二则">'
        files.append(saved(tmp_path / folder, _with_pictures(images), "page.html"))
    assert clean_files(files).pictures == (
        SavedPicture("a.jpg", JPEG + b"one"),
        SavedPicture("same.jpg", JPEG + b"same"),
        SavedPicture("a-2.jpg", JPEG + b"two"),
    )


@pytest.mark.parametrize(
    "address", ["../secret.png", "/etc/../../secret.png", "file:///secret.png", "..%2fsecret.png"]
)
def test_no_picture_from_outside_the_folder(tmp_path: Path, address: str) -> None:
    (tmp_path / "secret.png").write_bytes(b"png")
    (tmp_path / "in").mkdir()
    page = f'<html><body><p>{SENTENCE * 3}<img src="{address}" alt="图注一则"></p></body></html>'
    assert clean_files([saved(tmp_path / "in", page, "page.html")]).pictures == ()


class TestBadInput:
    """Every unusable file gives one error, no article, and nothing raised."""

    @pytest.mark.parametrize(
        ("data", "code"),
        [
            (b"", Code.FILE_EMPTY),
            (b" \n\t\n", Code.FILE_EMPTY),
            (b"\xef\xbb\xbf", Code.FILE_EMPTY),
            (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0", Code.OTHER_FORMAT),
            (b"\x7fELF" + b"\0\1\2" * 40, Code.FILE_BINARY),
            (bytes(range(0x80, 0x100)) * 20, Code.UNDECODABLE),
            ("首页\n返回顶部\n".encode(), Code.NO_BODY),
            (b"<html><head><title>x</title></head><body></body></html>", Code.NO_BODY),
        ],
    )
    def test_files(self, tmp_path: Path, data: bytes, code: Code) -> None:
        article, _, problems = casebook.clean_page(saved(tmp_path, data))
        assert article is None
        errors = [p for p in problems if p.code.severity is Severity.ERROR]
        assert [problem.code for problem in errors] == [code]
        assert str(errors[0]).startswith(f"{tmp_path / 'page.txt'}:1: {code.code} ")

    def test_missing(self, tmp_path: Path) -> None:
        assert codes(tmp_path / "none.txt") == [Code.FILE_MISSING]

    def test_an_address_is_named_as_it_was_typed(self) -> None:
        _, problems = read_bytes(Path("https://example.org/a.html"))
        assert [problem.file for problem in problems] == ["https://example.org/a.html"]

    def test_folder(self, tmp_path: Path) -> None:
        assert codes(tmp_path) == [Code.FILE_IS_FOLDER]

    def test_name_that_no_system_takes(self, tmp_path: Path) -> None:
        assert codes(tmp_path / "a\0b") == [Code.FILE_UNREADABLE]

    def test_too_large(self, tmp_path: Path) -> None:
        path = saved(tmp_path, SENTENCE * 10)
        assert [p.code for p in casebook.clean_page(path, max_bytes=100)[2]] == [
            Code.FILE_TOO_LARGE
        ]

    def test_fifty_megabytes(self, tmp_path: Path) -> None:
        path = tmp_path / "large.html"
        with path.open("wb") as file:
            file.truncate(50 * 1024 * 1024)
        assert codes(path) == [Code.FILE_TOO_LARGE]

    @given(st.binary(max_size=400))
    @example(b"\xba\x86\x81@\xaa@")  # in GB18030 a name, and nothing below it
    @settings(max_examples=80, deadline=None)
    def test_any_bytes(self, tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
        path = saved(tmp_path_factory.getbasetemp(), data, "any.txt")
        article, _, problems = casebook.clean_page(path)
        assert (article is None) == any(p.code.severity is Severity.ERROR for p in problems)


def test_text_without_themes_is_kept_whole_and_reported(tmp_path: Path) -> None:
    path = saved(tmp_path, f"村庄整治记\n\n{SENTENCE}\n{SENTENCE}\n")
    article = cleaned(path)
    assert article.sections == (
        Section(Theme.BODY, "", (Paragraph(SENTENCE), Paragraph(SENTENCE))),
    )
    assert Code.NO_THEME in codes(path)


@pytest.mark.parametrize(
    ("count", "shown"),
    [
        (2, "(一、修渠; 二、铺路)"),
        (6, "(一、修渠; 二、铺路; 三、种树; 四、清塘; 五、点灯; …)"),
    ],
)
def test_headings_that_wait_for_a_theme_are_named(tmp_path: Path, count: int, shown: str) -> None:
    """As many as one line can show: the person writes themes behind them."""
    heads = ["一、修渠", "二、铺路", "三、种树", "四、清塘", "五、点灯", "六、挂牌"][:count]
    path = saved(tmp_path, "村庄整治记\n\n" + "".join(f"{head}\n{SENTENCE}\n" for head in heads))
    problems = casebook.clean_page(path)[2]
    assert [p.detail for p in problems if p.code is Code.NO_THEME] == [shown]


def test_text_before_the_first_theme_is_kept_and_reported(tmp_path: Path) -> None:
    path = saved(tmp_path, f"村庄整治记\n{SENTENCE}\n主要做法\n{SENTENCE}\n")
    article = cleaned(path)
    assert [section.theme for section in article.sections] == [Theme.BODY, Theme.MEASURES]
    assert Code.TEXT_BEFORE_THEME in codes(path)


def test_numbered_themes_and_their_neighbours_stand_beside_each_other(tmp_path: Path) -> None:
    text = "\n".join(
        (
            *("村庄整治记", "一、改革背景", SENTENCE, "二、主要做法", "（一）清理河道", SENTENCE),
            *("（二）修整道路", SENTENCE, "三、几点说明", SENTENCE, "四、改革成效", SENTENCE),
        )
    )
    article = cleaned(saved(tmp_path, text))
    assert [(s.theme, s.heading) for s in article.sections] == [
        (Theme.BACKGROUND, "一、改革背景"),
        (Theme.MEASURES, "二、主要做法"),
        (Theme.BODY, "三、几点说明"),
        (Theme.RESULTS, "四、改革成效"),
    ]
    assert [s.heading for s in article.sections[1].sections] == ["（一）清理河道", "（二）修整道路"]


def test_a_lone_number_is_text(tmp_path: Path) -> None:
    article = cleaned(saved(tmp_path, f"整治记\n主要做法\n三、清理河道\n{SENTENCE}\n"))
    assert article.sections[0].blocks[0] == Paragraph("三、清理河道")


def test_control_and_separator_characters_never_reach_the_article(tmp_path: Path) -> None:
    text = f"整\x07治记\n主要做法\n{SENTENCE}\u2028下一行\x00\x85尾\n"
    article = cleaned(saved(tmp_path, text.replace("\x00", "\x0b")))
    for placed in walk(article):
        content = placed.content
        texts = (content.heading,) if isinstance(content, Section) else block_texts(content)
        assert all(is_clean_line(text) for text in texts)
    assert article.title == "整治记"


def test_spun_text_is_refused(tmp_path: Path) -> None:
    spun = "村里的改革😀取得了成效x7k2p9，乡亲们🎉都说好q4w8z1。" * 6
    assert codes(saved(tmp_path, f"整治记\n{spun}\n")) == [Code.SPUN_TEXT]


def test_the_odd_emoji_and_model_name_is_not_spun(tmp_path: Path) -> None:
    text = "型号为HX200A3B的水泵装好了👍，G318沿线的5G基站也通了。" + SENTENCE * 5
    assert Code.SPUN_TEXT not in codes(saved(tmp_path, f"整治记\n{text}\n"))


def test_an_article_in_several_files_is_one(tmp_path: Path) -> None:
    head = "整治记\n2020-01-02 来源：江河网\n"
    first = saved(tmp_path, f"{head}主要做法\n一、清理河道\n{SENTENCE}\n下一页\n", "a.txt")
    second = saved(tmp_path, f"{head}二、修整道路\n{SENTENCE}\n改革成效\n{SENTENCE}\n", "b.txt")
    done = clean_files([first, second])
    assert done.article is not None
    assert done.article.title == "整治记"
    measures, results = done.article.sections
    assert [section.heading for section in measures.sections] == ["一、清理河道", "二、修整道路"]
    assert results.theme is Theme.RESULTS
    numbers = [line.number for line in done.lines]
    assert numbers == sorted(set(numbers))
    assert "b.txt" in done.article.sources[0].note


def test_one_bad_file_of_several_stops_the_article(tmp_path: Path) -> None:
    first = saved(tmp_path, f"整治记\n{SENTENCE}\n", "a.txt")
    done = clean_files([first, tmp_path / "none.txt"])
    assert done.article is None
    assert [problem.code for problem in done.problems] == [Code.FILE_MISSING]


class TestOverrules:
    """A maintainer's word goes before every step."""

    TEXT = f"整治记\n2020-01-02 来源：江河网\n{SENTENCE}\n澳门葡京真人娱乐\n编者按语一则\n"

    def overruled(self, folder: Path, rules: str) -> tuple[list[str], list[Code]]:
        overrules, problems = read_overrules(rules, "rules.txt")
        path = saved(folder, self.TEXT)
        article, _, result = casebook.clean_page(path, overrules=overrules)
        assert article is not None
        texts = [text for b in article.sections[0].blocks for text in block_texts(b)]
        return texts, [problem.code for problem in (*problems, *result)]

    def test_without(self, tmp_path: Path) -> None:
        assert self.overruled(tmp_path, "")[0] == [SENTENCE, "编者按语一则"]

    def test_a_line_forced_in_and_one_forced_out(self, tmp_path: Path) -> None:
        rules = "# why\n\n+ 澳门葡京真人娱乐\n- 编者按语一则\n"
        assert self.overruled(tmp_path, rules)[0] == [SENTENCE, "澳门葡京真人娱乐"]

    def test_a_line_that_matches_nothing_is_reported(self, tmp_path: Path) -> None:
        assert Code.OVERRULE_UNUSED in self.overruled(tmp_path, "- 没有这一行\n")[1]

    def test_a_line_that_is_no_rule_is_reported(self, tmp_path: Path) -> None:
        assert Code.OVERRULES_UNREADABLE in self.overruled(tmp_path, "编者按语一则\n")[1]


def test_explanation_tells_of_every_line() -> None:
    done = clean_files([GOLDEN / "dump-with-advertising" / "in.txt"])
    reported = explain(done.lines, done.kept, done.ledger)
    assert [entry.line for entry in reported] == list(done.lines)
    kept = {line.number for line in done.kept}
    for entry in reported:
        assert (entry.fate is Fate.REMOVED) == (entry.line.number not in kept)
        if entry.fate is not Fate.KEPT:
            assert entry.removals or entry.repairs
        if entry.fate is Fate.REMOVED:
            assert entry.removals


def test_half_converted_text_is_repaired_and_recorded() -> None:
    _, ledger, _ = casebook.clean_page(GOLDEN / "dump-with-advertising" / "in.txt")
    repairs = [(r.before, r.after) for r in ledger.repairs if r.step == "script"]
    assert ("廳里的", "廳裡的") in repairs


def test_headings_in_brackets_open_their_themes_also_before_their_text(tmp_path: Path) -> None:
    page = tmp_path / "bracketed.txt"
    parts = [f"【{heading}】{SENTENCE}" for heading in ("改革背景", "创新举措", "取得成效")]
    page.write_text("\n".join(["河口镇村庄整治改革", *parts]), encoding="utf-8")
    results = [section.theme for section in cleaned(page).sections]
    assert results == [Theme.BACKGROUND, Theme.MEASURES, Theme.RESULTS]
    assert [section.heading for section in cleaned(page).sections] == [
        "【改革背景】",
        "【创新举措】",
        "【取得成效】",
    ]


def test_what_is_hardly_chinese_is_no_article(tmp_path: Path) -> None:
    page = tmp_path / "encoded.txt"
    page.write_text("\n".join(["aGVsbG8gd29ybGQgdGhpcyBpcyBub3QgdGV4dA" * 2] * 40), "utf-8")
    assert casebook.clean_page(page)[0] is None
    assert Code.NO_BODY in codes(page)


@pytest.mark.parametrize(
    ("points", "themes"),
    [
        (("（一）背景。", "（二）做法。", "（三）成效。"), "background measures results"),
        (("一、改革背景。", "二、主要举措。", "三、取得的成效。"), "background measures results"),
        (("1、存在的问题。", "2、主要做法。"), "background measures"),
        (("（一）改革动因。", "（二）几点启示。"), "background lessons"),
        (("一、创新做法。", "二、推行新做法。"), "measures body"),
        (("一、事项下沉。", "二、流程再造。"), "body body"),
        (("一、推进机制创新。", "二、建强干部队伍。"), "body body"),
        (("一、障碍：指身心障碍。", "二、背景：指来历。"), "body body"),  # words that are defined
    ],
)
def test_a_run_in_heading_names_its_theme(points: tuple[str, ...], themes: str) -> None:
    text = "全县林地面积186万亩，涉及农户8600户，逐户登记到册。"
    body = "".join(f"<p>{point}{text}</p>" for point in points)
    page = f"<html><meta charset=utf-8><h1>某县探索林票改革</h1>{body}</html>"
    made = clean_bytes(page.encode()).article
    assert made
    assert " ".join(section.theme.value for section in made.sections) == themes


def test_a_second_line_with_the_role_of_a_title_is_text() -> None:
    """Found by ``bench.laws lines-of-pages``: it stood nowhere."""
    lines = (
        Line(1, "甲鎮改革", Role.TITLE),
        Line(2, "事項", Role.TITLE),
        Line(3, "甲鎮進一步完善制度，形成了新局面。"),
    )
    article, *_ = parse_article(Result(lines, Ledger()), Facts(), Saved())
    assert article is not None
    assert article.title == "甲鎮改革"
    told = "".join(text for block in article.sections[0].blocks for text in block_texts(block))
    assert told == "事項甲鎮進一步完善制度，形成了新局面。"


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        # What is left must be a title, with three pairs of characters of the text.
        ("免费领取学习资源 2024年春季", "免费领取学习资源 2024年春季"),
        ("免费领取学习资源2024 年春季", "免费领取学习资源2024 年春季"),
        ("免费领取学习资源 镇里把好", "免费领取学习资源 镇里把好"),
        ("免费领取学习资源 镇里把十好", "镇里把十好"),
        # With a strong word it needs none, but that it is no day.
        ("毕业证办理文凭办理 春季讲堂", "春季讲堂"),
        ("毕业证办理文凭办理 2024年春季", "毕业证办理文凭办理 2024年春季"),
        ("毕业证办理文凭办理 （2024 年春季）", "毕业证办理文凭办理 （2024 年春季）"),
    ],
)
def test_a_title_is_cut_to_a_title_only(tmp_path: Path, title: str, kept: str) -> None:
    body = "<p>镇里把十八个部门的窗口合并为一个窗口，前台统一收件，后台分类审批，村民满意。</p>"
    page = f"<html><body><h1>{title}</h1><p>2024-03-21 来源：青河日报</p>{body * 4}</body></html>"
    assert cleaned(saved(tmp_path, page, "page.html")).title == kept
