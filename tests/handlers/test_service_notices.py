"""Every notice about visits and service can be worded on every rung, and no template field is cut."""

from __future__ import annotations

import pytest

from domain.notices import Notice
from handlers.wording.notices import FIELD_LENGTH, brief_of, text_of
from handlers.wording.service_notices import SERVICE, VISITS

FIELDS = {
    "no": 12345,
    "summary": "脆李裂果落果叶片发黄请专家来看",
    "who": "市农业技术推广总站的李老师",
    "when": "11月25日（周三）14:30",
    "old": "11月24日（周二）9:00",
    "at": "11-25 14:30",
    "mode": "现场",
    "place": "奉节县白帝镇",
    "link": "https://example.test/",
    "said": "路上堵车",
    "text": "下周一到周四都行",
    "arrives": "11月25日（周三）15:00",
    "by": "11月25日（周三）17:30",
}


@pytest.mark.parametrize("kind", sorted(VISITS | SERVICE))
@pytest.mark.parametrize("to_expert", [False, True])
def test_a_notice_has_its_number_and_fits_the_tiny_fields(kind: str, to_expert: bool) -> None:
    notice = Notice(kind, 1, {**FIELDS, "to_expert": to_expert})
    text = text_of(notice)
    assert "#12345" in text
    assert "None" not in text
    raw = (VISITS | SERVICE)[kind].brief(notice.fields)
    assert all(raw)
    assert all(len(part) <= FIELD_LENGTH for part in raw)
    assert set(brief_of(notice)) == {"subject", "state", "next"}


@pytest.mark.parametrize("kind", sorted(VISITS | SERVICE))
def test_askers_read_no_officialese(kind: str) -> None:
    text = text_of(Notice(kind, 1, dict(FIELDS)))
    assert not any(word in text for word in ("揭榜", "榜单", "受援", "督办"))
