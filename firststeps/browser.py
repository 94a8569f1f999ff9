"""JupyterLab in a real browser: opens a notebook, types into its cells, and runs them."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from nbgradient.course.folders import CourseError

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
_FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]

#: Has JupyterLab serve formgrader, and nothing else of nbgrader's.
FORMGRADER = "--ServerApp.jpserver_extensions={'nbgrader.server_extensions.formgrader': True}"

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


def require_chromium() -> str:
    """The path of Chromium.

    Raises:
        CourseError: it is not installed.
    """
    if CHROMIUM is None:
        raise CourseError(
            "Chromium is not installed: there is no command chromium or google-chrome "
            "(on Debian: apt-get install chromium)."
        )
    return CHROMIUM


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """Chromium, without a window.

    Raises:
        CourseError: it is not installed.
    """
    path = require_chromium()
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=_FLAGS)
        yield started
        started.close()


def stay_here(page: Page) -> None:
    """Have ``page`` reach this machine alone, as if there were no network."""
    page.route(
        "**/*",
        lambda it: it.continue_() if "//127.0.0.1:" in it.request.url else it.abort(),
    )


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
def open_notebook(address: str, name: str, **options: Any) -> Iterator[Page]:
    """A page in Chromium that shows the notebook ``name`` of the server at ``address``.

    ``options`` are Playwright's for a new page.
    """
    with chromium() as browser:
        page = browser.new_page(**{"viewport": {"width": 1100, "height": 900}} | options)
        page.goto(f"{address}/tree/{name}?reset")
        page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=60_000)
        page.wait_for_function(IS_READY, timeout=60_000)
        yield page


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
