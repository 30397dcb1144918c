"""Saved text: credits, buttons and summaries that stand on the line of something else."""

from __future__ import annotations

import pytest
from tests.ingest.saved_text import ONE, THREE, TWO, article_of, cleaned, headings, paragraphs_of

from casebook.ingest.clean.beside_text import summaries, welcomes
from casebook.ingest.facts.end_credit import read_front_credit
from casebook.problems import Code
from casebook.records import Line, Role

TITLE = "青河市推行街长制"
MASTHEAD = "来源：青河日报 2024-05-06"


@pytest.mark.parametrize(
    ("credit", "authors"),
    [
        ("□本报记者 周海 通讯员 李文 ", ("周海", "李文")),
        ("■周海 报道 ", ("周海",)),
        ("◎青河晚报记者 周海 吴江 文/图 ", ("周海", "吴江")),
        ("●记者 周海　", ("周海",)),
        ("周海 / ", ("周海",)),
        ("陳玉玲 / ", ("陳玉玲",)),  # the dictionary has names in Simplified script only
        ("周海／ ", ("周海",)),
    ],
)
def test_a_credit_in_front_of_the_first_sentence_leaves_it(
    credit: str, authors: tuple[str, ...]
) -> None:
    article = article_of(TITLE, MASTHEAD, credit + ONE, TWO)
    assert article.sources[0].authors == authors
    assert paragraphs_of(TITLE, MASTHEAD, credit + ONE, TWO) == [ONE, TWO]


@pytest.mark.parametrize(
    "front",
    [
        "● 街道 小巷 处处干净，",  # a point of a list
        "周海／",  # no gap behind the slash
        "街道 / ",
        "白天 / ",  # has the form of a name, and is another word
        "高铁／ ",
        "□本报记者报道 ",
        "记者 周海 ",  # is read, and stays
    ],
)
def test_what_may_be_text_stays_in_front_of_the_first_sentence(front: str) -> None:
    said = paragraphs_of(TITLE, MASTHEAD, front + ONE, TWO)[0]
    assert said.endswith(ONE)
    assert said != ONE or front.startswith("●")


@pytest.mark.parametrize(("size", "read"), [(20, True), (19, False)])
def test_a_credit_stands_in_front_of_some_text(size: int, *, read: bool) -> None:
    assert (read_front_credit("□周海 " + "街" * size) is not None) is read


@pytest.mark.parametrize(("more", "read"), [(0, True), (1, False)])
def test_a_credit_in_front_of_a_text_has_a_longest(more: int, *, read: bool) -> None:
    names = " ".join(["周海"] * 10)[: 60 - len("□本报记者 ") - 5]
    credit = f"□本报记者 {names.rstrip()}"
    text = credit.ljust(59 + more, "　") + " " + ONE
    said = read_front_credit(text)
    assert said is not None
    assert (said[0] == len(text) - len(ONE)) is read


def test_a_marked_credit_leaves_any_paragraph_and_a_plain_one_the_last_only() -> None:
    made = paragraphs_of(TITLE, MASTHEAD, f"{ONE}□本报记者 周海", f"{TWO}（记者 李文）", THREE)
    assert made == [ONE, f"{TWO}（记者 李文）", THREE]


@pytest.mark.parametrize(
    "credit",
    [
        "青河新闻 见习记者 周海 通讯员 李文",
        "青河新闻 记者 周海 联盟(liánméng)·东岭 吴江",
        "本报记者 周海",
        "（记者 周海）",
        "■周海 吴江",
    ],
)
def test_a_credit_glued_to_the_title_where_it_stands_again(credit: str) -> None:
    lines = (TITLE, f"{TITLE}{credit}", ONE, TWO)
    assert paragraphs_of(*lines) == [ONE, TWO]
    assert article_of(*lines).sources[0].authors[0] == "周海"


def test_the_longest_line_above_is_the_title_before_a_glued_credit() -> None:
    more = f"{TITLE}改革纪实"
    assert paragraphs_of(TITLE, more, f"{more}青河新闻 记者 周海", ONE, TWO)[-2:] == [ONE, TWO]


@pytest.mark.parametrize("rest", ["强调", "改革纪实", "，投诉减少四成"])
def test_a_title_that_goes_on_is_not_parted(rest: str) -> None:
    reasons = [repair.reason for repair in cleaned(TITLE, TITLE + rest, ONE, TWO).ledger.repairs]
    assert not any("credit" in reason for reason in reasons)


@pytest.mark.parametrize(
    "button", ["展开剩余47%", "阅读剩余60%", "查看剩余8%", "閱讀剩餘30%", "展开余下5% "]
)
def test_the_button_of_a_folded_text_is_parted_from_it(button: str) -> None:
    assert paragraphs_of(TITLE, MASTHEAD, ONE, button + TWO, THREE) == [ONE, TWO, THREE]


@pytest.mark.parametrize(
    "text",
    [
        *("剩余47户由街长包干，", "展开剩余工程，", "剩余20%由街道自筹，"),
        *("剩余30%的资金由县里出，", "展开剩余30%的工程，"),
    ],
)
def test_what_is_left_to_do_is_no_button(text: str) -> None:
    assert paragraphs_of(TITLE, MASTHEAD, ONE, text + TWO, THREE)[1] == text + TWO


def test_a_share_alone_on_its_line_is_no_button() -> None:
    assert "剩余20%" in paragraphs_of(TITLE, MASTHEAD, ONE, "剩余20%", TWO)


@pytest.mark.parametrize(
    "prompt",
    [
        "查看隐藏内容(*)需先登录",
        "此处为隐藏内容，回复后可见",
        "付费内容，开通会员后阅读",
        "该内容仅对会员开放",
        "请先登录后再查看",
    ],
)
def test_what_is_shown_to_members_only(prompt: str) -> None:
    assert paragraphs_of(TITLE, MASTHEAD, prompt, ONE, TWO) == [ONE, TWO]


def test_an_interface_that_asks_for_a_login_is_text() -> None:
    item = "公开前缀为接口（需登录的接口走令牌），商户须登录平台填报。"
    assert item in paragraphs_of(TITLE, MASTHEAD, ONE, item, TWO)


@pytest.mark.parametrize("label", ["摘要:", "核心提示：", "【导读】", "內容提要：", "摘要 "])
def test_a_summary_that_the_text_says_again_goes(label: str) -> None:
    done = cleaned(TITLE, MASTHEAD, label + ONE, "青河网讯 " + ONE + THREE, TWO)
    assert [x.text for x in done.ledger.removals if ONE in x.text] == [label + ONE]
    assert Code.TEXT_CUT not in {problem.code for problem in done.problems}


@pytest.mark.parametrize(("size", "again"), [(20, True), (19, False)])
def test_a_summary_has_some_length(size: int, *, again: bool) -> None:
    said = "街" * size
    lines = (Line(1, f"摘要：{said}", Role.TEXT), Line(2, f"去年{said}。", Role.TEXT))
    assert list(summaries(lines)) == ([0] if again else [])


@pytest.mark.parametrize(("between", "again"), [(9, True), (10, False)])
def test_a_summary_stands_near_what_says_it(between: int, *, again: bool) -> None:
    other = tuple(Line(n, f"第{n}街长", Role.TEXT) for n in range(2, 2 + between))
    lines = (Line(1, f"摘要：{ONE}", Role.TEXT), *other, Line(99, ONE, Role.TEXT))
    assert list(summaries(lines)) == ([0] if again else [])


WELCOME = "欢迎您的到来，我们专注于分享物业管理的知识。如果感兴趣，欢迎关注我，期待您的加入！"


@pytest.mark.parametrize(
    "text",
    [
        WELCOME,
        "感谢大家阅读！觉得有用请点个赞，也欢迎转发给身边的朋友。",
        "各位朋友，喜欢请订阅本号并留言，每周分享一篇街道治理故事。",
        "感謝您的閱讀，歡迎關注我，點贊、收藏、轉發是最大的支持。",
        "大家好，欢迎关注本公众号，加入我们的读者群，一起评论时事。",
    ],
)
def test_an_account_that_speaks_to_its_readers_is_no_text(text: str) -> None:
    assert paragraphs_of(TITLE, text, ONE, TWO, THREE) == [ONE, TWO, THREE]
    assert paragraphs_of(TITLE, ONE, TWO, THREE, text) == [ONE, TWO, THREE]


@pytest.mark.parametrize(
    "text",
    [
        "居民欢迎街长，感谢街长，期待街长关注每一条小巷的停车难问题。",
        "您关注我的诉求，我支持您的改革，这是街长常说的一句话。",
        "感谢大家关注我市改革，也欢迎各位来街道看看，分享各地的做法。",
        "期待大家继续关注本市街长制，感谢各位的支持，欢迎留言提意见。",
        "街长期待大家加入我们的队伍，分享经验，欢迎各位邻居来看看。",
        "居民感谢各位街长，为大家点个赞，也欢迎外地同行来分享。",
    ],
)
def test_a_text_that_tells_of_welcoming_stays(text: str) -> None:
    assert text in paragraphs_of(TITLE, text, ONE, TWO, THREE)


@pytest.mark.parametrize(
    ("text", "found"), [("欢迎您关注我，谢谢分享。", True), ("欢迎您关注我。", False)]
)
def test_an_account_invites_in_several_words(text: str, *, found: bool) -> None:
    lines = (Line(1, text, Role.TEXT), Line(2, ONE, Role.TEXT))
    assert list(welcomes(lines, 0, 1)) == ([0] if found else [])


@pytest.mark.parametrize(("size", "found"), [(240, True), (241, False)])
def test_a_welcome_has_a_longest(size: int, *, found: bool) -> None:
    text = WELCOME + "街" * (size - len(WELCOME))
    lines = (Line(1, text, Role.TEXT), Line(2, ONE, Role.TEXT))
    assert list(welcomes(lines, 0, 1)) == ([0] if found else [])


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("新华社发（周海 摄）", ("周海",)),
        ("新华社记者 周海 吴江 摄", ("周海", "吴江")),
        ("青河网记者周海摄", ("周海",)),
        ("中新社发 周海 攝", ("周海",)),
        ("本报记者 周海 摄", ("周海",)),
        ("新华社发（街道 摄）", ()),
    ],
)
def test_who_took_pictures_that_are_not_here(line: str, names: tuple[str, ...]) -> None:
    article = article_of(TITLE, "2024-05-06", ONE, TWO, line)
    source = article.sources[0]
    assert source.photographers == names
    assert source.publisher == ""  # whose the pictures are says nothing of the text
    assert (
        line in [x.text for x in cleaned(TITLE, "2024-05-06", ONE, TWO, line).ledger.removals]
    ) is bool(names)


@pytest.mark.parametrize(
    ("end", "day"),
    [
        (("2018年1月31日（星期三）", "香港時間18時36分"), "2018-01-31T18:36+08:00"),
        (("2018年1月31日（星期三）香港時間18時36分",), "2018-01-31T18:36+08:00"),
        (("完", "2018年1月31日（星期三）", "香港時間18時36分"), "2018-01-31T18:36+08:00"),
    ],
)
def test_the_day_and_hour_of_a_release_are_no_text(end: tuple[str, ...], day: str) -> None:
    text = ("街長制推行一年", "青河區去年推行街長制，沿街商戶推選街長六百名，投訴減少四成。")
    assert article_of(*text, *end).sources[0].published == day
    assert paragraphs_of(*text, *end) == [text[1]]


def test_a_day_alone_below_a_text_stays() -> None:
    assert paragraphs_of(TITLE, MASTHEAD, ONE, TWO, "2018年1月31日（星期三）")[-1].startswith(
        "2018"
    )


def test_the_row_of_a_forum_gives_the_day_and_the_source_below_goes_before_the_site() -> None:
    row = "发表于 2018-9-27 10:06 | 只看该作者 回帖奖励 |倒序浏览 |阅读模式 IP:浙江省台州市"
    article = article_of(
        "青河论坛", "搜索", TITLE, "[复制链接]", row, ONE, TWO, "来源：青河晚报", "回复"
    )
    source = article.sources[0]
    assert (source.published, source.publisher) == ("2018-09-27T10:06+08:00", "青河晚报")
    assert row not in paragraphs_of("青河论坛", "搜索", TITLE, row, ONE, TWO)


@pytest.mark.parametrize(
    ("below", "subtitle"),
    [("健桥村民办事有望不出村", True), ("群众，", False), ("一、便民服务", False), ("周海", False)],
)
def test_the_line_below_a_couplet_is_its_subtitle(below: str, *, subtitle: bool) -> None:
    assert (article_of("群众动嘴 干部跑腿", below, ONE, TWO).subtitle == below) is subtitle


def test_a_couplet_below_a_title_is_its_subtitle() -> None:
    article = article_of("青河市推行涉企检查综合查一次", "迎检负担减轻 企业安心经营", ONE, TWO)
    assert article.subtitle == "迎检负担减轻 企业安心经营"
    assert not any(headings(article))


def test_below_a_couplet_a_heading_beside_others_is_one() -> None:
    article = article_of(
        "群众动嘴 干部跑腿", "健桥村民办事不出村", ONE, "街道办也来帮忙", TWO, THREE
    )
    assert article.subtitle == ""
    assert "街道办也来帮忙" in headings(article)


@pytest.mark.parametrize(
    "speech",
    [
        "“您好，我家门口有落石，希望社区能来看一下？",
        "「街長來得真快，不用跑了！",
        "“过去办证，跑断腿",
    ],
)
def test_the_beginning_of_a_speech_is_no_title(speech: str) -> None:
    codes = {problem.code for problem in cleaned(speech, ONE, TWO, THREE).problems}
    assert Code.NO_TITLE in codes or article_of(speech, ONE, TWO).title != speech


@pytest.mark.parametrize("title", ["“您的事，我来办”街长记", "“一枚印章”管审批"])
def test_a_title_may_quote(title: str) -> None:
    assert article_of(title, MASTHEAD, ONE, TWO).title == title


def test_a_caption_may_stand_above_the_title() -> None:
    caption = "青河市街道办的工作人员在展示新公章和被封存停用的旧公章。记者周海摄"
    assert (
        article_of(caption, "六百街长上岗 占道经营离场", ONE, TWO).title
        == "六百街长上岗 占道经营离场"
    )


@pytest.mark.parametrize(
    ("front", "authors"),
    [
        ("本报讯 （布林 周海）", ("布林", "周海")),
        ("本报讯（周海 布林雅）", ("周海", "布林雅")),
        ("本报讯（布林 兀登）", ()),
        ("本报讯（周海 摄影）", ()),
        ("本报讯（大桥镇 周海）", ()),
    ],
)
def test_a_rare_surname_beside_a_usual_one(front: str, authors: tuple[str, ...]) -> None:
    source = article_of(TITLE, "2024-05-06", f"{front} {ONE}", TWO).sources[0]
    assert source.authors == authors


@pytest.mark.parametrize("label", ["讲述人", "口述者", "受访人", "主讲人", "講述人"])
def test_who_tells_is_no_title(label: str) -> None:
    assert article_of(TITLE, f"{label}：青河市梅园街街长　周海", ONE, TWO, THREE).title == TITLE


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        (
            "发表时间:2025/12/05 作者:青河市人民政府12345热线服务中心",
            ("青河市人民政府12345热线服务中心",),
        ),
        ("发布日期：2024-05-06 作者：走过街巷的日子", ()),
    ],
)
def test_an_office_may_be_the_writer_beside_a_day(line: str, authors: tuple[str, ...]) -> None:
    article = article_of(TITLE, line, ONE, TWO)
    assert article.sources[0].authors == authors
    assert (article.sources[0].published == "2025-12-05") is bool(authors)


def test_who_is_named_in_the_text_is_no_writer_behind_it() -> None:
    last = f"{TWO}街长周海最熟悉这里。 （周海）"
    assert paragraphs_of(TITLE, MASTHEAD, ONE, last)[-1] == last


@pytest.mark.parametrize("place", ["桃竹苗特派員 何高祿∕報導", "特派员 周海"])
def test_a_correspondent_is_a_writer(place: str) -> None:
    assert place not in paragraphs_of("街長制上路", place, ONE, TWO)


def test_a_button_behind_a_title_is_none_of_it() -> None:
    assert article_of(f"{TITLE}分享到：", MASTHEAD, ONE, TWO).title == TITLE
    lead = "街长可以把照片分享到："
    assert lead in paragraphs_of(TITLE, MASTHEAD, ONE, TWO, ONE, TWO, lead, "1.业主群", "2.街长群")


def test_contacts_above_what_only_a_site_says_are_of_its_imprint() -> None:
    rows = (
        "主办单位：青河市民政局",
        "技术支持电话：0519-85685023",
        "网站支持IPV6 推荐使用1024*768分辨率",
    )
    assert paragraphs_of(TITLE, MASTHEAD, ONE, TWO, *rows) == [ONE, TWO]
