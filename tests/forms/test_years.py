"""Which form a report year asks for."""

from dataclasses import replace

import pytest

from assistant.forms import Form, FormRefused, form_for_year


@pytest.mark.parametrize(
    ("year", "expected"),
    [(2019, "2019"), (2020, "2019"), (2021, "2021"), (2025, "2021"), (2031, "2021")],
)
def test_a_year_has_its_form(forms: tuple[Form, ...], year: int, expected: str) -> None:
    """The trial form for two years, then the present one until a newer file comes."""
    assert expected == form_for_year(forms, year).id


@pytest.mark.parametrize("year", [2018, 2008, 0, -1])
def test_earlier_years_are_refused(forms: tuple[Form, ...], year: int) -> None:
    """The sentence says which years there are and what may have been mistaken."""
    with pytest.raises(FormRefused) as refused:
        form_for_year(forms, year)

    assert (
        f"{year}年的年报用的是2019年以前的旧格式，本工具只支持2019年及以后的年报。"
        "请核对填的是不是报告年份（被统计的那一年，不是公布的那一年）。"
    ) == refused.value.sentence


def test_no_year_has_two_forms(forms: tuple[Form, ...]) -> None:
    """Else the order of the files would decide."""
    for year in range(2019, 2040):
        assert 1 == sum(form.serves(year) for form in forms)


def test_how_far_the_form_is_known_stands_in_its_file(form_2021: Form) -> None:
    """It serves the years after that, too; but a newer notice may have come out by then."""
    assert form_2021.serves(form_2021.known.until + 1)
    assert form_2021.known.source
    assert form_2021.known.as_of


def test_a_form_that_is_over_is_known_to_its_end(form_2019: Form) -> None:
    """Nothing can come out any more for 2019 and 2020."""
    assert form_2019.last_year == form_2019.known.until


def test_a_place_may_be_asked_for_in_some_years_only(form_2021: Form) -> None:
    """No shipped form needs it; a later one can say from which year on it asks for a part."""
    place = form_2021.places["其他事项.信息处理费"]

    assert place.serves(2021)
    assert not replace(place, years=(2026, None)).serves(2025)
    assert replace(place, years=(2026, None)).serves(2026)
    assert replace(place, years=(None, 2025)).serves(None)


def test_information_fees_are_asked_for_since_2021(forms: tuple[Form, ...]) -> None:
    """They were first charged in 2021."""
    assert [False, True] == ["其他事项.信息处理费" in form.places for form in forms]
