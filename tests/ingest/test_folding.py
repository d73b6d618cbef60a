"""Text folded without the way back to the original is the same text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.folding import fold_plain, fold_text


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  公开 １２ 条；\n", "公开12条;"),
        ("項(xiàng)目（三）", "项目(三)"),
        ("⼀年\u200b來\x1f，㈠\u3000", "一年来,(一)"),
        ("", ""),
    ],
)
def test_what_is_folded_without_offsets_is_plain_and_without_layout(text: str, folded: str) -> None:
    assert (folded, folded) == (fold_plain(text), fold_text(text).text)


@given(st.text() | st.text("公開(（xià)）⼀一１ \n\u3000\ufeff㈠；“"))
def test_any_text_folds_alike_with_and_without_offsets(text: str) -> None:
    assert fold_text(text).text == fold_plain(text)
