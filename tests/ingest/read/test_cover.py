"""What a cover says: of what a document is, whose it is, of which day."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casebook.ingest.facts.dates import from_meta
from casebook.ingest.headings.title import is_no_title
from casebook.ingest.pipeline import clean_bytes
from casebook.ingest.read.below_title import no_headings
from casebook.ingest.read.cover import Cover, Shown, kind_of, of_form, read_cover
from casebook.ingest.read.cover_labels import both_label, label_lines, labelled_facts, names_case
from casebook.ingest.read.cover_names import is_body, is_day
from casebook.ingest.read.word.paragraph import Paragraph
from casebook.ingest.read.word.styles import Look
from casebook.ingest.read.word.titles import cover_of
from casebook.problems import Code
from casebook.records import Role

TEXT = 12.0


def cover(*lines: tuple[str, float], alone: bool = True) -> Cover:
    """Read a cover; the lines of the largest type are its title."""
    largest = max(size for _, size in lines)
    titles = [at for at, (_, size) in enumerate(lines) if size == largest]
    return read_cover([Shown(*line) for line in lines], titles, TEXT, alone=alone)


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        # The project above the kind, over two lines.
        (
            [("青河县档案数字化", 26), ("加工采购项目", 26), ("招标文件", 42)],
            "青河县档案数字化加工采购项目招标文件",
        ),
        # Below it.
        ([("采购文件", 40), ("青河县河道保洁服务", 28)], "青河县河道保洁服务采购文件"),
        # Behind a label, broken at the edge; the name of its office stands in other type.
        (
            [
                ("竞争性磋商文件", 30),
                ("项目名称：青河县乡村振兴示", 16),
                ("范带规划", 16),
                ("青河县农业农村局", 14),
            ],
            "青河县乡村振兴示范带规划竞争性磋商文件",
        ),
        # A number between the two, a mark above, letters that are spread.
        (
            [("附件3", 16), ("青河县水价改革", 22), ("编号：QH-2024-3", 14), ("调 研 报 告", 36)],
            "青河县水价改革调研报告",
        ),
        # A body and its report of a year.
        (
            [("青河水务集团股份有限公司", 18), ("2023年年度报告", 18.1)],
            "青河水务集团股份有限公司2023年年度报告",
        ),
        # A body in larger type than the title.
        ([("青河县人民政府", 40), ("农村供水改革情况", 22)], "农村供水改革情况"),
        ([("青河大学", 40), ("2024年工作总结", 22)], "青河大学2024年工作总结"),
        # A mark of what series it is of.
        (
            [("中华人民共和国国家标准", 26), ("GB/T 1234—2020", 12), ("村级档案格式", 24)],
            "村级档案格式",
        ),
        # The subject says its kind already.
        ([("题目：青河县水价改革调研报告", 16), ("调研报告", 36)], "青河县水价改革调研报告"),
    ],
)
def test_a_kind_is_completed_from_its_cover(lines: list[tuple[str, float]], title: str) -> None:
    read = cover(*lines)
    assert read.title == title
    assert read.choice is None


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ([("调研报告", 30)], "调研报告"),
        # A form that nobody filled in.
        ([("（项目名称）", 18), ("招标文件", 42)], "招标文件"),
        ([("项目名称：________", 18), ("招标文件", 42)], "招标文件"),
        # A day, a number and who wrote it are no subject.
        ([("报告", 42), ("2024年3月", 18), ("编写：王立民", 16)], "报告"),
        # A body has many reports.
        ([("青河县农业农村局", 18), ("调研报告", 30)], "青河县农业农村局调研报告"),
        # Nothing but a body.
        ([("青河县农业农村局", 30), ("2024年3月", 18)], "青河县农业农村局"),
        ([("附件", 30), ("2024年3月", 18)], "附件"),
    ],
)
def test_what_nothing_completes_is_in_doubt(lines: list[tuple[str, float]], title: str) -> None:
    read = cover(*lines)
    assert read.title == title
    assert read.choice is not None
    assert read.choice.doubtful


@pytest.mark.parametrize(("size", "title"), [(12.9, "情况通报"), (13, "青河县水价改革情况通报")])
def test_above_a_text_only_larger_type_belongs_to_a_title(size: float, title: str) -> None:
    lines = [("青河县水价改革", size), ("工作总结", 22)]
    read = cover(*lines, alone=False)
    assert read.title == title.replace("情况通报", "工作总结")


@pytest.mark.parametrize(
    ("foot", "publisher", "published"),
    [
        (["青河县财政局", "二〇二四年三月"], "青河县财政局", "2024-03"),
        (["青河县财政局编制", "2024年3月5日印"], "青河县财政局", "2024-03-05"),
        # The agency that sells the papers stands beside the office that buys.
        (["青河县财政局", "青河招标代理有限公司", "2024年3月"], "", "2024-03"),
        (["采购人：青河县财政局", "2024年3月"], "", "2024-03"),
        (["青河县财政局", "2024年3月前完成"], "", ""),
        (["青河县财政局"], "", ""),
    ],
)
def test_day_and_body_at_the_foot_of_a_cover(
    foot: list[str], publisher: str, published: str
) -> None:
    lines = [("青河县水价改革方案", 30.0), *((text, 16.0) for text in foot)]
    read = cover(*lines)
    assert (read.publisher, read.published) == (publisher, published)
    beside_text = cover(*lines, alone=False)
    two = foot[0] == publisher  # a body and the day right below a title
    assert (beside_text.publisher, beside_text.published) == (publisher if two else "", "")


@pytest.mark.parametrize(
    ("above", "below", "publisher"),
    [
        ("花溪縣政府", "中華民國112年9月", "花溪縣政府"),
        ("青河县文化局", "2023年5月6日", "青河县文化局"),
        ("青河县文化局", "2023年5月6日实施", ""),
        ("青河县的书车", "2023年5月", ""),
    ],
)
def test_a_body_above_a_title_and_the_day_below_it(above: str, below: str, publisher: str) -> None:
    read = cover((above, 16), ("书车进村改革案例", 24), (below, 14), ("一、做法", 12), alone=False)
    assert (read.publisher, read.beside) == (publisher, {0} if publisher else set())


@pytest.mark.parametrize(
    ("below", "publisher"),
    [
        (["（2023年5月6日）", "青河县文化局"], "青河县文化局"),
        (["青河县文化局", "2023年5月6日"], "青河县文化局"),
        (["青河县文化局", "青河县财政局", "2023年5月6日"], ""),
        (["一、做法", "青河县文化局", "2023年5月6日"], ""),
        (["青河县文化局"], ""),
    ],
)
def test_a_body_and_the_day_below_a_title(below: list[str], publisher: str) -> None:
    lines = [("书车进村改革案例", 24.0), *((text, 12.0) for text in below)]
    read = cover(*lines, alone=False)
    assert read.publisher == publisher
    at = [n for n, (text, _) in enumerate(lines) if publisher and text == publisher]
    assert read.beside == frozenset(at)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("招标文件", "kind"),
        ("2023年度财务决算报告", "kind"),
        ("2020年第一季度报告", "kind"),
        ("标准施工招标文件（2017年版）", "kind"),
        ("附件12", "series"),
        ("征求意见稿", "series"),
        ("企业开办改革方案", ""),
        ("关于印发方案的通知", ""),
        ("2024", ""),
        ("工作" * 11 + "报告", "kind"),
        ("工作" * 12 + "报告", ""),
    ],
)
def test_which_lines_say_only_a_kind(text: str, kind: str) -> None:
    assert kind_of(text) == kind


@pytest.mark.parametrize(
    ("text", "body"),
    [("财政局", False), ("市财政局", True), ("局" * 30, True), ("局" * 31, False)],
)
def test_the_name_of_a_body_alone(text: str, *, body: bool) -> None:
    assert is_body(text) is body


@pytest.mark.parametrize(("text", "day"), [("2023-06", "2023-06"), ("2023-13", ""), ("2023", "")])
def test_a_month_is_a_date(text: str, day: str) -> None:
    assert from_meta(text) == day


@pytest.mark.parametrize("text", ["附件1", "附件十二", "附錄", "附表2"])
def test_a_mark_of_an_annex_is_no_title(text: str) -> None:
    assert is_no_title(text)
    assert not is_no_title(f"{text}：村级档案目录")


def test_a_text_that_names_only_its_kind_is_in_doubt() -> None:
    text = "工作总结\n\n一年来，全县把五十六项服务下放到镇村，群众办事少跑两趟，时间缩短六成。\n"
    codes = {problem.code for problem in clean_bytes(text.encode()).problems}
    assert codes & {Code.TITLE_IN_DOUBT, Code.NO_TITLE}


def test_a_subject_has_four_characters_and_no_more_than_sixty() -> None:
    for subject, is_one in (
        ("青河水价", True),
        ("水价改", False),
        ("河" * 60, True),
        ("河" * 61, False),
    ):
        read = cover((subject, 22), ("调研报告", 36))
        assert (read.title == f"{subject}调研报告") is is_one
        assert (read.choice is None) is is_one


def test_a_line_of_twenty_five_characters_names_no_kind() -> None:
    kind = "调查研究分析评估工作情况发展统计审计财务调查报告"
    assert len(kind) == 24
    assert kind_of(kind) == "kind"
    assert kind_of("的" + kind) == ""


def test_a_day_fills_nine_tenths_of_its_line() -> None:
    for line, day in (("至2024年6月18日", "2024-06-18"), ("至2024年6月", "")):
        assert cover(("青河县水价改革", 36), (line, 14)).published == day


def large(*texts: str, size: int = 44) -> Cover | None:
    """Read a Word document of short lines, one large one that is not centred, and contents."""
    made = [Paragraph(text, look=Look(size=24)) for text in texts]
    title = Paragraph("青河县水价改革的路径", look=Look(size=size))
    return cover_of([*made, title, Paragraph("目录", look=Look(size=24))], None)


def test_how_large_the_cover_of_a_word_document_is() -> None:
    for count, is_cover in ((1, False), (2, True), (19, True), (20, False)):
        assert (large(*["青河县水务"] * count) is not None) is is_cover
    for length, is_cover in ((80, True), (81, False)):
        assert (large("河" * length, "青河县水务") is not None) is is_cover
    for size, is_cover in ((28, True), (27, False)):
        assert (large("青河县水务局", "青河县水价调查组", size=size) is not None) is is_cover


FORM = "全市改革创新案例申报表"
CASE = "云溪镇“一窗通办”改革"


@pytest.mark.parametrize(
    ("rows", "title"),
    [
        ([("案例名称", CASE)], CASE),
        ([("单 位", "云溪镇"), ("申报单位", "云溪镇政府", "案 例 名 称", CASE)], CASE),
        ([("项目名称", CASE)], CASE),
        ([("案例名称", "河长制改")], "河长制改"),
        # Three characters are no name; nothing is filled in; the label is another.
        ([("案例名称", "河长制")], FORM),
        ([("案例名称", "")], FORM),
        ([("申报单位", "云溪镇政府")], FORM),
    ],
)
def test_a_form_is_named_by_its_case(rows: list[tuple[str, ...]], title: str) -> None:
    made = of_form(Cover((0,), FORM), rows)
    assert made is not None
    assert (made.title, made.choice is not None) == (title, title == FORM)


def test_what_is_no_form_keeps_its_title() -> None:
    made = Cover((0,), "全市改革创新案例")
    assert of_form(made, [("案例名称", CASE)]) is made
    assert of_form(None, [("案例名称", CASE)]) is None


@pytest.mark.parametrize(("count", "found"), [(80, True), (81, False)])
def test_the_type_of_tables_counts_where_they_are_nearly_all(count: int, *, found: bool) -> None:
    """The heading of a form is larger than the rows, and all text but them."""
    row = Paragraph("街长", Role.ROW, look=Look(size=32), cells=("街长", "每周两次" * 40))
    head = Paragraph("河" * 20, look=Look(size=48, centred=True))
    rest = Paragraph("河" * (count - 20), look=Look(size=48))
    made = cover_of([head, rest, replace(row, text="街长每周两次" * 40)], None)
    assert (made is not None) == found


@pytest.mark.parametrize(
    ("lines", "title", "held"),
    [
        ([(FORM, 26), (f"案 例 名 称：{CASE}", 16), ("申报单位：云溪镇", 16)], CASE, (0, 1)),
        # Its kind stands in a line of its own, larger or smaller than that of whose it is.
        ([("云溪县改革创新奖", 22), ("申 报 表", 30), (f"项目名称：{CASE}", 16)], CASE, (0, 1, 2)),
        ([("云溪县改革创新奖", 30), ("申报表", 22), (f"项目名称：{CASE}", 16)], CASE, (0, 1, 2)),
        ([("云溪县改革创新奖", 12), ("申报表", 30), (f"项目名称：{CASE}", 16)], CASE, (1, 2)),
        ([("第一章", 22), ("改革创新案例申报表", 30)], "改革创新案例申报表", (1,)),
        ([("云溪奖", 22), ("改革创新项申报表", 30)], "云溪奖改革创新项申报表", (0, 1)),
        # Three characters are no name.
        ([(FORM, 26), ("案例名称：河长制", 16)], FORM, (0,)),
    ],
)
def test_the_cover_of_a_form_names_its_case(
    lines: list[tuple[str, float]], title: str, held: tuple[int, ...]
) -> None:
    read = cover(*lines, alone=False)
    assert (read.title, read.titles) == (title, held)


@pytest.mark.parametrize(
    ("lines", "labels"),
    [
        (["案例名称：" + CASE, "", "所属领域：农村", "联 系 人（手机）：何水"], [0, 2, 3]),
        # No label of them is known; a text parts them; a theme and a number are none.
        (["所属领域：农村", "组别：一组"], []),
        (["申报单位：云溪镇政府", "全县改革", "所属领域：农村"], [0]),
        (["申报单位：云溪镇政府", "改革背景：水从哪里来", "一、时间：三年"], [0]),
        (["申报单位：云溪镇政府", "所属工作领域类别：农村", "所属工作领域类别名：农村"], [0, 1]),
        (["申报单位：云溪镇政府", "别：" + "农" * 60], [0]),
        (["申报单位：云溪镇政府", "类别：" + "农" * 60, "类别：" + "农" * 61], [0, 1]),
    ],
)
def test_labels_above_a_text(lines: list[str], labels: list[int]) -> None:
    assert list(label_lines(lines)) == labels


def test_rows_of_labels_are_none_of_one_paragraph() -> None:
    assert both_label("案例名称：" + CASE, "申报单位：云溪镇政府")
    assert not both_label("镇里给每条渠定一名渠长，", "申报单位：云溪镇政府")
    assert names_case("案例名称：") == ""


def test_below_a_title_stand_bylines_and_labels() -> None:
    text = "镇" * 81
    lines = ["云溪的水", "", "云溪镇政府", "改革背景", "申报单位：云溪镇政府", text, "来源：云溪报"]
    assert no_headings(lines, [0]) == {1, 2, 4}
    assert no_headings(lines, []) == set()
    assert no_headings(["云溪县政府", "改革案例", "云溪的水", text], [2]) == {0}


@pytest.mark.parametrize(
    ("lines", "publisher", "published", "authors"),
    [
        (
            ["课题负责人：陆青", "承担单位：青河大学", "完成时间：2021 年___6_月"],
            "青河大学",
            "2021-06",
            ("陆青",),
        ),
        # Who wrote it goes before who led it, whatever stands first.
        (["課題負責人：陸青", "執筆人：何水、周海"], "", "", ("何水", "周海")),
        # Of a project somebody is named in a tender, too.
        (["项目负责人：陆青", "完成单位：青河县财政局"], "青河县财政局", "", ("陆青",)),
        (["项目负责人：陆青", "采购人：青河县财政局"], "", "", ()),
        # Where a writer works.
        (["作者：陆青", "单位：青河县财政局"], "青河县财政局", "", ("陆青",)),
        (["联系人：陆青", "单位：青河县财政局"], "", "", ()),
        (["承担单位：陆青", "完成时间：三年以后"], "", "", ()),
        (
            ["课题组组长：陆青（青河大学）、何小水等", "承担单位：青河大学 云溪学院"],
            "青河大学、云溪学院",
            "",
            ("陆青", "何小水"),
        ),
        # Not all of them are names: the line stays.
        (["执笔人：陆青 青河县改革办全体同志", "完成单位：青河大学"], "青河大学", "", ()),
    ],
)
def test_labels_of_a_cover_say_whose_research_it_is(
    lines: list[str], publisher: str, published: str, authors: tuple[str, ...]
) -> None:
    told = labelled_facts(lines)
    assert (told.publisher, told.published, told.authors) == (publisher, published, authors)
    read = cover(("青河县水价改革研究", 30.0), *((text, 16.0) for text in lines))
    assert (read.publisher, read.authors) == (publisher, authors)
    assert {at + 1 for at in told.at} == read.beside


@pytest.mark.parametrize(
    ("above", "kicker", "publisher"),
    [
        ("青河省社会科学规划课题", 0, ""),
        ("青河省乡村研究院调研报告", -1, "青河省乡村研究院"),
        ("内部资料", -1, ""),
        ("调研报告", -1, ""),
        ("课题编号：2019-4", -1, ""),
        ("课" * 24, 0, ""),
        ("课" * 25, -1, ""),
    ],
)
def test_above_the_title_of_a_cover_stands_a_series_or_a_body(
    above: str, kicker: int, publisher: str
) -> None:
    lines = [(above, 16.0), ("青河县水价改革研究", 30.0), ("（送审稿）", 16.0), ("三县调查", 16.0)]
    read = cover(*lines)
    assert (read.kicker, read.publisher) == (kicker, publisher)
    assert read.plain == {0, 2}
    assert cover(*lines, alone=False).plain == set()


def test_the_largest_line_of_a_cover_of_word_is_its_title() -> None:
    lines = [("青河省规划课题", 32), ("青河水价改革研究", 52), ("青河大学", 30)]
    made = [Paragraph(text, look=Look(size=size, centred=True)) for text, size in lines]
    made += [Paragraph("目录"), Paragraph("水" * 90, look=Look(size=24))]
    read = cover_of(made, None)
    assert read is not None
    assert (read.title, read.kicker) == ("青河水价改革研究", 0)


@pytest.mark.parametrize("text", ["2018年___10_月", "2018 年＿10＿月", "二〇一八年__十__月"])
def test_a_day_may_have_been_filled_into_a_blank(text: str) -> None:
    assert is_day(text)
    assert not is_day(f"{text}完成验收")
