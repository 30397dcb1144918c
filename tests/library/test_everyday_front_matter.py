"""Front matter that every reader of YAML reads alike is read in C, and no other."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from casebook.library import yaml_text
from casebook.library.yaml_text import FrontMatterError, Node, compose, everyday

EVERYDAY = """title: 甲縣：把“事”辦好 (試行)
region_code: '110000'
sources:
- publisher: 河湾网
  url: http://a.example/c?d=1#e
  authors:
  - 周海
keep: "a, b"
note:
"""


class Refused(yaml.SafeLoader):
    """A careful reader that nobody may ask."""

    def get_single_node(self) -> yaml.Node:
        """Fail."""
        raise AssertionError("the careful reader was asked")


@pytest.mark.skipif(not hasattr(yaml, "CSafeLoader"), reason="PyYAML was built without libyaml")
def test_everyday_front_matter_is_read_in_c(monkeypatch: pytest.MonkeyPatch) -> None:
    slow = yaml.compose(EVERYDAY, Loader=yaml_text.PlainLoader)
    assert slow is not None
    monkeypatch.setattr(yaml_text, "PlainLoader", Refused)
    nodes = compose(EVERYDAY, 2, [])
    assert [node.line for node in nodes.values()] == [2, 3, 4, 9, 10]
    assert nodes == yaml_text._from_yaml(slow, 2, []).value
    sources = nodes["sources"].value
    assert isinstance(sources, list)
    assert isinstance(sources[0].value, dict)
    assert sources[0].value["authors"] == Node(7, [Node(8, "周海")])


@pytest.mark.parametrize(
    "line",
    [
        *("a: b: c", "a: b #c", "a: b ", "a: b:", "a:  b", "a: [b]", "a: {b: c}", "a: |", "a: >-"),
        *("a: *b", "a: &b c", "a: !b c", 'a: "b\\n"', "a: 'b''c'", "a:\tb", "a: b\u2028c", "? a"),
        *("a: b\n  c", "- - b", "%YAML 1.1", "a: b\x85", f"{' ' * 21}a: b", "甲: b", "a: @b"),
    ],
)
def test_what_readers_may_read_otherwise_is_left_to_the_careful_one(line: str) -> None:
    assert not everyday().fullmatch(f"title: x\n{line}\n")


@pytest.mark.parametrize("line", ["a: b#c", "a: b:c", "a: b(c)", f"{' ' * 20}a: b"])
def test_everyday_lines(line: str) -> None:
    assert everyday().fullmatch(line)


def test_a_fault_is_told_as_the_careful_reader_tells_it() -> None:
    text = "a: b\n  c: d"
    assert everyday().fullmatch(text)
    with pytest.raises(FrontMatterError) as told:
        compose(text, 5, [])
    assert told.value.wrong[0].line == 6


LINES = st.tuples(
    st.sampled_from(["", "", "  ", " ", "    "]),
    st.sampled_from(["a: {}", "b:", "- {}", "- c: {}", "{}", "- d:"]),
    st.sampled_from(["x", "1.5e3", "null", "'y z'", '"q"', "甲:乙", "f#g", "~h", "2020-01-01", ""]),
).map(lambda parts: parts[0] + parts[1].format(parts[2]))


@given(st.lists(LINES, min_size=1, max_size=6).map("\n".join))
def test_both_readers_agree_where_the_quick_one_is_asked(text: str) -> None:
    if everyday().fullmatch(text) and hasattr(yaml, "CSafeLoader"):
        try:
            quick = yaml.compose(text, Loader=yaml.CSafeLoader)
        except yaml.YAMLError:
            return  # the careful one is asked too
        careful = yaml.compose(text, Loader=yaml_text.PlainLoader)
        assert quick is not None
        assert careful is not None
        assert yaml_text._from_yaml(quick, 0, []) == yaml_text._from_yaml(careful, 0, [])
