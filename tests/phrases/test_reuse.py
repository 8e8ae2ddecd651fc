"""How much of a text is last year's."""

from assistant.phrases.reuse import Earlier, measure, together

LAST = (
    "全年围绕招生入学、教师招聘公开信息98条，由办公室逐月核对栏目更新。统计期限为2024年1月1日至12月31日。",
    "发现栏目断更的，当天通知股室补齐。",
)


def test_a_sentence_with_another_number_is_still_the_same() -> None:
    """Figures do not make a sentence new, but it is said whether they are last year's too."""
    found = measure("全年围绕招生入学、教师招聘公开信息120条，由办公室逐月核对栏目更新。", LAST)

    (one,) = found.sentences
    assert (100, 100, False) == (found.share, one.alike, one.same_figures)
    assert one.before.startswith("全年围绕招生入学、教师招聘公开信息98条")


def test_where_it_stands() -> None:
    """The span counts in the text that was measured."""
    text = "新开设栏目1个，专门答复家长留言。发现栏目断更的，当天通知股室补齐。"
    (one,) = measure(text, LAST).sentences

    assert "发现栏目断更的，当天通知股室补齐" == text[one.start : one.end]


def test_what_the_law_makes_alike_does_not_count() -> None:
    """The statistical period, headings and statements of none are neither counted nor repeated."""
    text = "（一）主动公开\n统计期限为2025年1月1日至12月31日。未收到政府信息公开申请。"

    found = measure(text, [text])

    assert (0, 0, ()) == (found.counted, found.share, found.sentences)


def test_new_words_are_new() -> None:
    """Nothing in common is nothing repeated."""
    assert 0 == measure("新开设“招生问答”栏目，答复家长留言34条。", LAST).share


def test_several_places_together() -> None:
    """The share of a whole report is that of its places by their length."""
    earlier = Earlier(LAST)
    parts = [earlier.measure(LAST[1]), earlier.measure("新开设栏目，专门答复家长的留言。")]

    whole = together(parts)

    assert sum(part.counted for part in parts) == whole.counted
    assert 100 * parts[0].repeated // whole.counted == whole.share


def test_nothing_to_measure() -> None:
    """An empty text repeats nothing, and nothing is repeated of an empty year."""
    assert 0 == measure("", LAST).share
    assert 0 == measure(LAST[0], []).share
