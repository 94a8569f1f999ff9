"""JupyterLab in a real browser: opens a notebook, types into its cells, runs them, takes pictures.

``python tests/browser.py`` takes the README's pictures: of a released exercise, filled in here,
and of a feedback page of the demo, once ``make demo`` has made it.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import nbformat
from playwright.sync_api import Locator, Page, expect, sync_playwright
from repository import ROOT

PICTURES = ROOT / "docs" / "pictures"
PAGE = ROOT / "demo" / "feedback" / "alan" / "softmax" / "softmax.html"
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]

#: Whether the kernel of the notebook in front can be given cells to run.
IS_READY = (
    "() => jupyterapp.shell.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'"
)

#: JupyterLab's command ends at the first error, though the run goes on: an empty request to the
#: kernel is answered once it is through with all cells, or has dropped them.
RUN_ALL = """async () => {
    const { commands, shell } = jupyterapp;
    const { sessionContext } = shell.currentWidget;
    await commands.execute("notebook:run-all-cells");
    await sessionContext.session.kernel.requestExecute({ code: "" }).done;
    await commands.execute("docmanager:save");
    await sessionContext.shutdown();
}"""

#: What a student types into exercise 3 of the softmax notebook.
ANSWER = """\
    exponentials = np.exp(x)
    return exponentials / np.sum(exponentials)"""


def filled_in(answer: str) -> str:
    """The cell of exercise 3 as released, with ``answer`` where it says YOUR CODE HERE."""
    notebook = nbformat.read(ROOT / "release" / "softmax" / "softmax.ipynb", as_version=4)
    source = next(cell.source for cell in notebook.cells if cell.id == "softmax")
    return source.split("    # YOUR CODE HERE")[0] + answer


def free_port() -> int:
    """A TCP port on which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def jupyter_lab(folder: Path, *options: str) -> Iterator[str]:
    """JupyterLab serving ``folder``, with more ``options``; gives its address.

    Raises:
        TimeoutError: it does not answer within a minute.
    """
    port = free_port()
    address = f"http://127.0.0.1:{port}/lab"
    command = [sys.executable, "-m", "jupyter", "lab", "--no-browser", "--allow-root"]
    command += [f"--port={port}", "--IdentityProvider.token="]
    command += ["--LabApp.expose_app_in_browser=True", f"--ServerApp.root_dir={folder}", *options]
    own = {"JUPYTER_NO_CONFIG": "1", "JUPYTERLAB_SETTINGS_DIR": str(_settings(folder))}
    server = subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, **own},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(address)
        yield address
    finally:
        server.terminate()
        server.wait()


def _settings(folder: Path) -> Path:
    """JupyterLab's settings, in ``folder``: they answer what it asks at its first start."""
    settings = folder / ".jupyter"
    notifications = settings / "@jupyterlab" / "apputils-extension"
    notifications.mkdir(parents=True, exist_ok=True)
    answer = json.dumps({"fetchNews": "false"})
    (notifications / "notification.jupyterlab-settings").write_text(answer)
    return settings


def wait_for(address: str, seconds: float = 60) -> None:
    """Return once ``address`` answers."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with contextlib.suppress(urllib.error.URLError, ConnectionError):
            urllib.request.urlopen(address).close()
            return
        time.sleep(0.3)
    raise TimeoutError(f"JupyterLab did not answer at {address} within {seconds:.0f} s.")


@contextlib.contextmanager
def open_notebook(address: str, name: str) -> Iterator[Page]:
    """A page in Chromium that shows the notebook ``name`` of the server at ``address``."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(viewport={"width": 1100, "height": 900})
        page.goto(f"{address}/tree/{name}?reset")
        page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=60_000)
        page.wait_for_function(IS_READY, timeout=60_000)
        yield page
        browser.close()


def cell_with(page: Page, text: str) -> Locator:
    """The first cell of the notebook that holds ``text``."""
    return page.locator(".jp-Notebook .jp-Cell", has_text=text).first


def settle(page: Page) -> None:
    """Wait until no cell is running or waiting."""
    page.wait_for_function(
        "() => ![...document.querySelectorAll('.jp-InputPrompt')]"
        ".some(prompt => prompt.textContent.includes('[*]'))",
        timeout=60_000,
    )


def dismiss_dialogs(page: Page) -> None:
    """Close what JupyterLab may ask while it starts."""
    button = page.locator(".jp-Dialog .jp-mod-accept")
    if button.count():
        button.first.click()


def run_cell(page: Page, cell: Locator) -> str:
    """Run ``cell`` and give the text of its output."""
    prompt = cell.locator(".jp-InputPrompt")
    before = prompt.inner_text()
    for _ in range(5):  # a key pressed while the page still loads is lost
        dismiss_dialogs(page)
        cell.scroll_into_view_if_needed()
        prompt.click()
        page.keyboard.press("Control+Enter")
        with contextlib.suppress(AssertionError):
            expect(prompt).not_to_have_text(before, timeout=3_000)
            break
    settle(page)
    output = cell.locator(".jp-Cell-outputArea")
    return output.inner_text() if output.count() else ""


def run_all(page: Page) -> None:
    """Run all cells as the menu does, until the run ends or stops; save, and end the kernel."""
    page.evaluate(RUN_ALL)


def type_into(page: Page, cell: Locator, code: str) -> None:
    """Replace what ``cell`` holds by ``code``, with the keyboard."""
    cell.locator(".cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(code)


def picture_exercise(picture: Path) -> None:
    """Fill in one exercise of the released softmax notebook by hand and photograph it."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(ROOT / "release" / "softmax" / "softmax.ipynb", folder)
        with (
            jupyter_lab(Path(folder)) as address,
            open_notebook(address, "softmax.ipynb") as page,
        ):
            page.keyboard.press("Control+b")
            for text in ("import matplotlib.pyplot as plt", "def as_numbers"):
                run_cell(page, cell_with(page, text))
            exercise = cell_with(page, "def softmax(x):")
            type_into(page, exercise, filled_in(ANSWER))
            run_cell(page, exercise)
            run_cell(page, cell_with(page, "PyTorch's softmax gives other"))
            cell_with(page, "Exercise 3").evaluate("cell => cell.scrollIntoView()")
            page.wait_for_timeout(1_000)
            page.screenshot(path=str(picture))


def picture_feedback(picture: Path) -> None:
    """Photograph what a student of the demo reads on a wrong softmax."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(viewport={"width": 1100, "height": 900})
        page.goto(PAGE.as_uri())
        heading = page.locator("h3", has_text="Exercise 3").first
        heading.evaluate("heading => heading.scrollIntoView()")
        page.wait_for_timeout(1_000)
        page.screenshot(path=str(picture))
        browser.close()


if __name__ == "__main__":
    picture_exercise(PICTURES / "exercise.png")
    if PAGE.exists():
        picture_feedback(PICTURES / "feedback.png")
