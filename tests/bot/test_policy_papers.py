"""Papers in every format become passages below their headings, with the source that they state themselves."""

from __future__ import annotations

import re
import zipfile
from datetime import date
from pathlib import Path

import pytest

from bot.files.documents import read_lines
from bot.files.mending import mend, sentences
from bot.files.policy_papers import read_paper
from bot.files.policy_passages import LONGEST, split
from bot.trouble import Trouble
from domain.policies import Policy
from tests.bot.paper_files import write_docx, write_pdf

PAPERS = Path(__file__).parents[1] / "nlu" / "data" / "policies"
LINES = [
    "渝南县林业局关于印发花椒低效林改造补助办法的通知",
    "渝南林发〔2025〕3号",
    "各乡镇人民政府：",
    "# 一、补助对象",
    "在本县范围内改造花椒低效林5亩以上的农户和合作社。",
    "# 二、补助标准",
    "验收合格的，每亩一次性补助400元。",
    "渝南县林业局",
    "2025年4月2日",
]


def read(path: Path) -> Policy:
    return read_paper(path, lambda text: ("500999", "渝南县") if "渝南" in text else None)


def check(paper: Policy) -> None:
    assert paper.title == LINES[0]
    assert paper.issuer == "渝南县林业局"
    assert (paper.number, paper.issued_on, paper.place_code) == ("渝南林发〔2025〕3号", date(2025, 4, 2), "500999")
    assert [passage.heading for passage in paper.passages][:2] == ["一、补助对象", "二、补助标准"]
    assert paper.passages[1].text.startswith("验收合格的，每亩一次性补助400元。")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
def test_text_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "paper.txt"
    path.write_bytes("\r\n".join(line.removeprefix("# ") for line in LINES).encode(encoding))
    check(read(path))


def test_markdown(tmp_path: Path) -> None:
    path = tmp_path / "paper.md"
    path.write_text("\n\n".join(["# " + LINES[0], *LINES[1:]]), encoding="utf-8")
    check(read(path))


def test_word_with_a_table(tmp_path: Path) -> None:
    paper = read(write_docx(tmp_path / "paper.docx", LINES, [("树龄", "每亩补助"), ("十年以上", "400元")]))
    check(paper)
    assert "十年以上，400元" in "\n".join(passage.text for passage in paper.passages)


def test_pdf_with_broken_lines_page_numbers_and_running_heads(tmp_path: Path) -> None:
    prose = "在本县范围内改造花椒低效林5亩以上，并且按照技术规程施工、经村组公示没有异议的农户、合作社和其他经营主体。"
    lines = [prose[start : start + 18] for start in range(0, len(prose), 18)]
    first = ["渝南县公报", *(line.removeprefix("# ") for line in LINES[:4]), *lines[:2], "— 1 —"]
    second = ["渝南县公报", *lines[2:], "二、补助标准", "验收合格的，每亩一次性补助400元。", "— 2 —"]
    third = ["渝南县公报", "渝南县林业局", "2025年4月2日", "— 3 —"]
    paper = read(write_pdf(tmp_path / "paper.pdf", [first, second, third]))
    check(paper)
    assert paper.passages[0].text == prose
    assert "公报" not in "".join(passage.text for passage in paper.passages)


@pytest.mark.parametrize("path", sorted(PAPERS.iterdir()), ids=lambda path: path.name)
def test_every_passage_is_whole_and_short(path: Path) -> None:
    paper = read(path)
    assert paper.issuer
    assert paper.issued_on
    assert len(paper.passages) >= 4
    for passage in paper.passages:
        assert len(passage.text) <= LONGEST
        assert passage.text[-1] in "。；：", passage.text


def test_several_bodies_are_named_apart() -> None:
    assert read(PAPERS / "pig_insurance.txt").issuer == "渝东市财政局、渝东市农业农村委员会"


def test_another_papers_number_and_date_in_a_sentence_are_not_this_ones(tmp_path: Path) -> None:
    path = tmp_path / "paper.txt"
    path.write_text(
        "渝南县扶持办法\n根据《意见》（渝府发〔2020〕9号）和2020年1月5日会议精神，对农户每亩补助一百元。",
        encoding="utf-8",
    )
    paper = read(path)
    assert (paper.number, paper.issued_on) == (None, None)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("scan.txt", b"   \n", "no text"),
        ("picture.png", b"\x89PNG", "only .txt"),
        ("broken.pdf", b"%PDF-1.4 and then nothing of the kind", "cannot be read"),
        ("broken.docx", b"PK\x03\x04 no such thing", "cannot be read"),
        ("odd.txt", b"\xff\xff\x00\xff" * 40, "neither UTF-8 nor GBK"),
    ],
)
def test_a_bad_file_is_refused_with_a_reason(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(Trouble, match=said):
        read_lines(path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="no such file"):
        read_lines(tmp_path / "nowhere.txt")


def test_column_lines_become_paragraphs_again() -> None:
    lines = [
        "为促进花椒产业稳步发展，提高",
        "",
        "农户收入，结合本县实际，对低",
        "",
        "效林改造给予补助。",
        "",
        "— 2 —",
        "县 财 政 承 担 资 金 。",
    ]
    assert mend(lines) == [
        "为促进花椒产业稳步发展，提高农户收入，结合本县实际，对低效林改造给予补助。",
        "县财政承担资金。",
    ]


def test_list_lines_stay_apart() -> None:
    lines = ["申请材料：", "1.申请表", "2.身份证复印件", "（三）验收单", "第四条 其他。"]
    assert mend(lines) == lines


def test_latin_words_keep_their_space() -> None:
    assert mend(["使用 Python 3 编写的系统"]) == ["使用 Python 3编写的系统"]


def test_long_paragraphs_are_cut_between_sentences_only() -> None:
    paragraph = "".join(f"第{number}项补助由乡镇核实后公示，公示无异议的及时发放。" for number in range(60))
    passages = split(["一、发放", paragraph])
    assert len(passages) > 3
    assert "".join(passage.text for passage in passages) == paragraph
    assert all(passage.heading == "一、发放" and passage.text.endswith("。") for passage in passages)


def test_headings_are_stacked_and_replaced() -> None:
    passages = split(["一、总则", "（一）目的", "为民办事。", "（二）范围", "全县。", "二、附则", "即日施行。"])
    assert [passage.heading for passage in passages] == ["一、总则 （一）目的", "一、总则 （二）范围", "二、附则"]


def test_sentences_joined_are_the_text() -> None:
    text = "他说：“可以。”然后申请；再审核！没有句号的尾巴"
    assert "".join(sentences(text)) == text
    assert len(list(sentences(text))) == 4


def test_a_label_with_a_page_behind_it_is_no_label(tmp_path: Path) -> None:
    path = tmp_path / "花椒补助.md"
    long = "关于花椒的通知" * 2_000
    path.write_text(
        f"# {long}\n标题：{long}\n发布单位：{'局' * 500}\n文号：{long}\n\n每亩补助八百元，由乡镇核实后发放。\n"
    )
    paper = read_paper(path, lambda _: None)
    assert (paper.title, paper.issuer, paper.number) == ("花椒补助", "", None)


def test_a_document_that_is_broken_within_is_named(tmp_path: Path) -> None:
    whole = write_docx(tmp_path / "whole.docx", ["每亩补助八百元，由乡镇核实后发放。"])
    part = "word/document.xml"
    with zipfile.ZipFile(whole) as book, zipfile.ZipFile(tmp_path / "hollow.docx", "w") as out:
        for name in book.namelist():
            content = book.read(name)
            out.writestr(
                name, re.sub(rb"<w:body>.*</w:body>", b"", content, flags=re.DOTALL) if name == part else content
            )
    with pytest.raises(Trouble, match=r"cannot be read as \.docx"):
        read_lines(tmp_path / "hollow.docx")
