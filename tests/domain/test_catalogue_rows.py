from __future__ import annotations

import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pos_app.domain.catalogue_rows import OPTIONAL, REQUIRED, CatalogueRow, check_rows, sku_key
from pos_app.errors import Problem

# A first run builds tables of characters, and a laptop may be busy: neither is a fault.
STEADY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
HEADER = (*REQUIRED, *OPTIONAL)
GOOD: dict[str, object] = {
    "sku": "DST-0501",
    "name": "Bros daun salam tumper kecil",
    "category": "Daun salam tumper",
    "maker": "Aksesori Rambai Biru",
    "price_rp": "35000",
    "stock": "30",
}
CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.sampled_from([10**4400, -(10**4400)]),
    st.floats(),
    st.text(),
    st.text("0123456789.,-Rp% E+_=\t\r"),
    st.characters(),
    st.just(datetime.date(2023, 10, 25)),
    st.just(b"x"),
)


def check(*rows: dict[str, object]) -> tuple[tuple[CatalogueRow, ...], tuple[Problem, ...]]:
    """The answer for GOOD with the changes of each row, which have SKUs of their own."""
    filled = [{**GOOD, "sku": f"S-{number}", **row} for number, row in enumerate(rows, 2)]
    return check_rows(HEADER, list(enumerate(filled, 2)), "barang.csv")


def only_problem(*rows: dict[str, object]) -> Problem:
    _, problems = check(*rows)
    assert len(problems) == 1, problems
    return problems[0]


def test_a_plain_row_becomes_a_product() -> None:
    good, problems = check_rows(REQUIRED, [(2, GOOD)], "barang.csv")
    assert problems == ()
    assert good == (
        CatalogueRow(
            2,
            "DST-0501",
            "Bros daun salam tumper kecil",
            "Daun salam tumper",
            "Aksesori Rambai Biru",
            35_000,
            30,
            None,
            "",
            None,
        ),
    )


@pytest.mark.parametrize(
    "price",
    [
        35000,
        35000.0,
        "35000",
        " 35000 ",
        "Rp35.000",
        "Rp 35.000",
        "rp35000",
        "35.000",
        "Rp35.000,-",
    ],
)
def test_a_price_is_read_in_the_ways_it_is_written(price: object) -> None:
    (product,), problems = check({"price_rp": price})
    assert (product.price, problems) == (35_000, ())


@pytest.mark.parametrize(
    ("price", "code"),
    [
        (None, "price_missing"),
        ("", "price_missing"),
        ("  ", "price_missing"),
        (0, "price_zero"),
        ("0", "price_zero"),
        ("-0", "price_zero"),
        (0.0, "price_zero"),
        ("Rp0", "price_zero"),
        (-1, "price_negative"),
        ("-35.000", "price_negative"),
        ("-Rp500", "price_negative"),
        ("Rp-500", "price_negative"),
        (-0.5, "price_negative"),
        (35000.5, "price_fraction"),
        ("35000.50", "price_fraction"),
        ("35,000", "price_fraction"),
        ("1.250.00", "price_fraction"),
        ("35.000,50", "price_fraction"),
        ("3.5", "price_fraction"),
        ("tiga", "price_not_number"),
        ("35_000", "price_not_number"),
        ("\u0663\u0665", "price_not_number"),
        ("\uff13\uff15", "price_not_number"),
        ("1e5", "price_not_number"),
        ("+5", "price_not_number"),
        ("--5", "price_not_number"),
        ("=35000", "price_not_number"),
        ("RpRp5", "price_not_number"),
        ("$5", "price_not_number"),
        (True, "price_not_number"),
        (float("nan"), "price_not_number"),
        (float("inf"), "price_not_number"),
        (10_000_000_000, "price_too_large"),
        ("9" * 5000, "price_too_large"),
        (1e300, "price_too_large"),
    ],
)
def test_a_price_that_is_none_is_refused_for_its_own_reason(price: object, code: str) -> None:
    good, problems = check({"price_rp": price})
    assert good == ()
    assert [(p.code, p.severity, p.file, p.row, p.column) for p in problems] == [
        (code, "error", "barang.csv", 2, "price_rp")
    ]


def test_the_highest_price_is_allowed() -> None:
    assert check({"price_rp": "9.999.999.999"})[0][0].price == 9_999_999_999


@pytest.mark.parametrize(
    ("stock", "code"),
    [
        ("-2.5", "stock_fraction"),
        (-2.5, "stock_negative"),
        (-10_000_000, "stock_negative"),
        (2.5, "stock_fraction"),
        ("banyak", "stock_not_number"),
        ("Rp5", "stock_not_number"),
        (10_000_000, "stock_too_large"),
    ],
)
def test_a_stock_that_cannot_be_is_refused(stock: object, code: str) -> None:
    problem = only_problem({"stock": stock})
    assert (problem.code, problem.severity) == (code, "error")


@pytest.mark.parametrize("stock", ["-3", -3, -3.0, " -3 "])
def test_a_stock_below_zero_is_taken_with_a_warning(stock: object) -> None:
    (product,), (problem,) = check({"stock": stock})
    assert (product.stock, problem.code, problem.severity) == (-3, "stock_negative", "warning")


@pytest.mark.parametrize("stock", [None, "", " "])
def test_an_empty_stock_is_none_in_stock_and_a_warning(stock: object) -> None:
    (product,), (problem,) = check({"stock": stock})
    assert (product.stock, problem.code, problem.severity) == (0, "stock_missing", "warning")


@pytest.mark.parametrize("stock", [0, "0", "1.000", 9_999_999])
def test_a_stock_may_be_none_or_large(stock: object) -> None:
    assert check({"stock": stock})[1] == ()


@pytest.mark.parametrize("column", ["sku", "name", "category", "maker"])
@pytest.mark.parametrize("empty", [None, "", "   "])
def test_a_text_that_must_be_there_is_missed_by_name(column: str, empty: object) -> None:
    problem = only_problem({column: empty})
    assert (problem.code, problem.column) == (f"{column}_missing", column)


@pytest.mark.parametrize(
    ("column", "limit"), [("sku", 60), ("name", 200), ("category", 100), ("maker", 100)]
)
def test_a_text_is_as_long_as_its_column_allows(column: str, limit: int) -> None:
    assert check({column: " " + "x" * limit})[1] == ()
    assert only_problem({column: "x" * (limit + 1)}).code == "text_too_long"


@pytest.mark.parametrize("bad", ["\tBros", "\rBros", "Bros\n", "a\0b", "a\u202eb", "a\u2028b"])
def test_a_text_that_would_break_a_line_or_turn_it_is_refused(bad: str) -> None:
    assert only_problem({"name": bad}).code == "text_control"


@pytest.mark.parametrize("bad", ["=1+1", " =cmd"])
def test_a_text_that_looks_like_a_formula_is_refused(bad: str) -> None:
    assert only_problem({"name": bad}).code == "text_formula"


@pytest.mark.parametrize("name", ["-Tas-", "+1 bros", "@manik", "Ulap 'doyo'", "刺绣", "🧵 benang"])
def test_other_beginnings_of_a_text_are_plain_text(name: str) -> None:
    assert check({"name": name})[0][0].name == name


def test_texts_are_kept_in_one_normal_form() -> None:
    assert check({"name": " Cafe\u0301 "})[0][0].name == "Café"


def test_a_number_in_a_workbook_is_a_code_by_its_digits() -> None:
    (product,), problems = check({"sku": 1201.0, "barcode": 4006381333931.0})
    assert (product.sku, product.barcode, problems) == ("1201", "4006381333931", ())


@pytest.mark.parametrize(
    "odd",
    [True, float("nan"), pytest.param(10**4400, id="huge"), datetime.date(2023, 10, 25)],
)
def test_what_is_no_text_is_refused_as_one(odd: object) -> None:
    assert only_problem({"name": odd}).code == "text_not_text"


def test_skus_are_compared_without_case_and_spacing() -> None:
    assert sku_key("  85123a   X ") == sku_key("85123A x")


def test_a_sku_that_stands_twice_names_the_first_row() -> None:
    good, (problem,) = check({"sku": "A"}, {"sku": "B"}, {"sku": "A"})
    assert [product.row for product in good] == [2, 3]
    assert (problem.code, problem.row, problem.facts["first_row"]) == ("sku_twice", 4, 2)


def test_a_sku_that_differs_by_case_only_is_refused_as_such() -> None:
    problem = only_problem({"sku": "85123A"}, {"sku": "85123a"})
    assert (problem.code, problem.facts["first_sku"]) == ("sku_case_twice", "85123A")


def test_a_barcode_twice_at_one_maker_is_an_error() -> None:
    good, (problem,) = check(
        {"barcode": "MNK-1"}, {"barcode": "MNK-1", "maker": "aksesori rambai BIRU"}
    )
    assert (problem.code, problem.facts["first_row"], len(good)) == ("barcode_twice", 2, 1)


def test_a_barcode_of_two_makers_is_a_warning() -> None:
    good, (problem,) = check({"barcode": "MNK-1"}, {"barcode": "MNK-1", "maker": "Lain"})
    assert (problem.code, problem.severity, len(good)) == ("barcode_shared", "warning", 2)


def test_a_barcode_twice_is_found_behind_another_makers() -> None:
    rows: list[dict[str, object]] = [{"barcode": "X", "maker": maker} for maker in ("A", "B", "B")]
    _, problems = check(*rows)
    assert [(p.code, p.facts["first_row"]) for p in problems] == [
        ("barcode_shared", 2),
        ("barcode_twice", 3),
    ]


def test_one_upc_code_in_both_spellings_is_one_barcode() -> None:
    rows: list[dict[str, object]] = [{"barcode": "036000291452"}, {"barcode": "0036000291452"}]
    assert only_problem(*rows).code == "barcode_twice"


@pytest.mark.parametrize("code", ["4006381333930", "96385075", "036000291453", 96385075.0])
def test_a_barcode_with_a_wrong_check_digit_is_refused(code: object) -> None:
    problem = only_problem({"barcode": code})
    assert (problem.code, problem.column) == ("barcode_check_digit", "barcode")


@pytest.mark.parametrize("code", ["4,00638E+12", "4.00638E+12", "4E+12"])
def test_a_barcode_that_a_spreadsheet_rounded_is_refused(code: str) -> None:
    assert only_problem({"barcode": code}).code == "barcode_rounded"


@pytest.mark.parametrize(
    ("share", "basis_points"),
    [
        (None, None),
        ("", None),
        ("0", 0),
        (0, 0),
        (0.0, 0),
        ("10", 1000),
        (10, 1000),
        (10.0, 1000),
        (12.5, 1250),
        ("12.5", 1250),
        ("12,5", 1250),
        ("12.50", 1250),
        ("0,29", 29),
        ("10%", 1000),
        ("10 %", 1000),
        (57.29, 5729),
        ("100", 10_000),
    ],
)
def test_a_share_becomes_exact_basis_points(share: object, basis_points: int | None) -> None:
    (product,), problems = check({"share_pct": share})
    assert (product.share_bp, problems) == (basis_points, ())


@pytest.mark.parametrize(
    ("share", "code"),
    [
        ("100.01", "share_range"),
        (101, "share_range"),
        ("-1", "share_range"),
        (-2.5, "share_range"),
        ("12.345", "share_decimals"),
        (12.345, "share_decimals"),
        (0.1, "share_ambiguous"),
        ("sepuluh", "share_not_number"),
        ("\u0661\u0660", "share_not_number"),
        (True, "share_not_number"),
        (1e300, "share_not_number"),
        (float("nan"), "share_not_number"),
    ],
)
def test_a_share_that_is_none_is_refused_for_its_own_reason(share: object, code: str) -> None:
    assert only_problem({"share_pct": share}).code == code


def test_a_missing_column_condemns_the_sheet_once() -> None:
    good, problems = check_rows(("sku", "name", "stock"), [(2, GOOD)], "a.csv")
    assert good == ()
    assert [(p.code, p.column) for p in problems] == [
        ("column_missing", "category"),
        ("column_missing", "maker"),
        ("column_missing", "price_rp"),
    ]


def test_an_unknown_column_is_one_warning() -> None:
    good, problems = check_rows((*HEADER, "warna"), [(2, GOOD), (3, {**GOOD, "sku": "B"})], "a.csv")
    assert len(good) == 2
    assert [(p.code, p.severity, p.column) for p in problems] == [
        ("column_unknown", "warning", "warna")
    ]


def test_a_row_tells_all_its_faults_at_once() -> None:
    _, problems = check({"sku": "", "price_rp": "x", "stock": "-1", "share_pct": "200"})
    assert [p.code for p in problems] == [
        "sku_missing",
        "price_not_number",
        "stock_negative",
        "share_range",
    ]


@STEADY
@given(st.lists(st.dictionaries(st.sampled_from(HEADER), CELLS), max_size=4))
def test_no_cell_whatever_it_holds_makes_the_check_raise(rows: list[dict[str, object]]) -> None:
    numbered = [(number, {**GOOD, **row}) for number, row in enumerate(rows, 2)]
    good, problems = check_rows(HEADER, numbered, "a.csv")
    bad = {problem.row for problem in problems if problem.severity == "error"}
    assert [product.row for product in good] == [n for n, _ in numbered if n not in bad]
    for product in good:
        assert 0 < product.price <= 9_999_999_999
        product.name.encode("utf-8")


@STEADY
@given(st.text())
def test_any_problem_can_be_written_down(name: str) -> None:
    for problem in check({"name": name, "price_rp": name, "share_pct": name, "barcode": name})[1]:
        str(problem.facts.get("text", "")).encode("utf-8")
