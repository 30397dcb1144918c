"""Archives of made pages: cases, other articles, and what cannot be read."""

from __future__ import annotations

import io
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from tests.ingest.read.test_archives import record, web

from casebook.cli import main

pytest.importorskip("datatrove")
pytest.importorskip("pyarrow")
pytest.importorskip("warcio")

TOWNS = ("青河县", "石桥镇", "东岭区", "柳湾市", "南屏县", "云台县", "北川镇", "平湖区")


def case_page(town: str, *, day: str = "2024-05-06", more: str = "", fewer: bool = False) -> bytes:
    """A page that tells a reform case of a place; what it says differs from town to town."""
    number = sum(map(ord, town)) % 90 + 10
    parts = {
        "改革背景": [
            f"长期以来，{town}群众办一件事要跑{number}个窗口，材料要交{number + 3}份。",
            f"{town}的企业反映最多的难题，是审批环节多、时间长，改革势在必行。",
        ],
        "主要做法": [
            f"{town}把分散在{number}个部门的审批事项整合到一个窗口，建立了联动审批机制。",
            f"{town}推行“街长制”试点，由{number}名干部分片负责，下放审批权限。",
            f"{town}还建立了村民代表逐项表决的制度，第{number}次会议起向社会公开。",
        ],
        "改革成效": [
            f"截至目前，{town}办事时间由{number}天缩短到3天，累计办理{number}00件。",
            f"{town}群众满意度达到{number}%以上，改革经验在全市推广。",
        ],
    }
    if fewer:
        parts["改革成效"].pop()
    body = "".join(
        f"<h2>{heading}</h2>" + "".join(f"<p>{text}</p>" for text in texts)
        for heading, texts in parts.items()
    )
    return (
        f"<!DOCTYPE html><html><head><title>{town}一窗受理改革</title></head><body>"
        f"<h1>{town}一窗受理改革</h1><p>{day} 来源：青河日报</p>{body}{more}</body></html>"
    ).encode()


def other_page(number: int) -> bytes:
    """A page with an article that is no case."""
    texts = (
        f"第{number}届青河音乐节昨晚开幕，台上的歌手唱了{number}首歌，天气很好，观众散去时已是深夜。",
        f"据主办方介绍，音乐节将持续{number}天，每天晚上都有演出，门票在各售票点出售，欢迎大家前来观看。",
        "记者在现场看到，不少观众带着孩子来，小朋友们在草地上跑来跑去，其乐融融。",
    )
    return (
        f"<html><head><title>第{number}届音乐节开幕</title></head><body>"
        f"<h1>第{number}届音乐节开幕</h1><p>2024-06-01 来源：青河晚报</p>"
        f"{''.join(f'<p>{text}</p>' for text in texts)}</body></html>"
    ).encode()


def archives_in(folder: Path) -> Path:
    """Two web archives: six cases, one of them on two mirrors, three other pages, one empty."""
    folder.mkdir()
    first = [record(f"http://a.example/{at}.html", case_page(x)) for at, x in enumerate(TOWNS[:3])]
    first += [record(f"http://a.example/o{at}.html", other_page(at)) for at in range(3)]
    first.append(record("http://a.example/empty.html", b" "))
    second = [record(f"http://b.example/{x}.html", case_page(TOWNS[x])) for x in range(3, 6)]
    second.append(record("http://m.example/0.html", case_page(TOWNS[0], day="2024-05-01")))
    second.append(record("http://n.example/0.html", case_page(TOWNS[0], fewer=True)))
    (folder / "a.warc.gz").write_bytes(web(*first))
    (folder / "b.warc.gz").write_bytes(web(*second))
    return folder


@pytest.fixture
def archives(tmp_path: Path) -> Path:
    """Archives of a test's own."""
    return archives_in(tmp_path / "archives")


def casebook(*words: object) -> Result:
    """Run the command line."""
    return CliRunner().invoke(main, [str(word) for word in words])


def crawl(archives: object, out: Path, *options: object) -> Result:
    """Run a crawl with one worker, in this process."""
    return casebook("crawl", archives, "--out", out, "--workers", 1, *options)


@pytest.fixture(scope="session")
def crawled_once(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    """A crawl that tests copy."""
    folder = tmp_path_factory.mktemp("crawled")
    done = crawl(archives_in(folder / "archives"), folder / "found")
    return folder / "found", done


@pytest.fixture
def found(crawled_once: tuple[Path, Result], tmp_path: Path) -> Path:
    """The folder of a crawl of these archives, a test's own."""
    return Path(shutil.copytree(crawled_once[0], tmp_path / "found"))


def parquet_of(rows: list[dict[str, Any]]) -> bytes:
    """Return a Parquet file of rows."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    file = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows), file)
    return file.getvalue()
