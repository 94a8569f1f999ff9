"""A student's way through a released notebook, in JupyterLab and a real browser."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from repository import ROOT

from firststeps import browser
from firststeps.pictures import ANSWER, filled_in

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(browser.CHROMIUM is None, reason="Chromium is not installed"),
]

RELEASED = ROOT / "release" / "softmax" / "softmax.ipynb"


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory):
    folder: Path = tmp_path_factory.mktemp("student")
    shutil.copy(RELEASED, folder)
    with (
        browser.jupyter_lab(folder) as address,
        browser.open_notebook(address, "softmax.ipynb") as page,
    ):
        for text in ("import matplotlib.pyplot as plt", "def as_numbers", "def outcome"):
            assert "Error" not in browser.run_cell(page, browser.cell_with(page, text))
        yield page


def test_an_untouched_exercise_says_that_it_is_not_attempted(page) -> None:
    browser.run_cell(page, browser.cell_with(page, "def softmax(x):"))
    output = browser.run_cell(page, browser.cell_with(page, "PyTorch's softmax gives other"))
    assert "Not attempted yet" in output


def test_a_right_answer_typed_by_hand_passes_its_visible_tests(page) -> None:
    exercise = browser.cell_with(page, "def softmax(x):")
    browser.type_into(page, exercise, filled_in(RELEASED, ANSWER))
    assert browser.run_cell(page, exercise) == ""
    test_cell = browser.cell_with(page, "PyTorch's softmax gives other")
    assert browser.run_cell(page, test_cell) == ""


def test_a_wrong_answer_is_told_its_mistake(page) -> None:
    exercise = browser.cell_with(page, "def softmax(x):")
    browser.type_into(page, exercise, filled_in(RELEASED, "    return np.exp(x)"))
    browser.run_cell(page, exercise)
    output = browser.run_cell(page, browser.cell_with(page, "PyTorch's softmax gives other"))
    assert "what do you divide by?" in output


def test_the_demo_redraws_when_a_slider_moves(page) -> None:
    browser.run_cell(page, browser.cell_with(page, "def draw_prediction"))
    demo = browser.cell_with(page, "import ipywidgets")
    browser.run_cell(page, demo)
    picture = demo.locator(".jp-OutputArea img").first
    picture.wait_for(timeout=20_000)
    before = picture.get_attribute("src")
    demo.locator(".noUi-handle").first.click()
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    page.wait_for_timeout(2_000)
    assert demo.locator(".jp-OutputArea img").first.get_attribute("src") != before
