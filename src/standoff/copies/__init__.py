"""Reports that repeat one text: reprints, agency copy cut short or reworded. Reports in, copies out."""

from standoff.copies.compare import Likeness, Text, compare_wordings, judge_copy
from standoff.copies.group import MOST_HOLDERS, copies_among, find_copies, groups_judged, text_groups
from standoff.copies.wording import RUN_WORDS, Wording, sample_of, wording_of

__all__ = [
    "MOST_HOLDERS",
    "RUN_WORDS",
    "Likeness",
    "Text",
    "Wording",
    "compare_wordings",
    "copies_among",
    "find_copies",
    "groups_judged",
    "judge_copy",
    "sample_of",
    "text_groups",
    "wording_of",
]
