"""Formulas in TeX as MathML, which browsers set without a script, a font or a server.

math-core translates. What it makes is read again, and only elements and attributes that are named
here stay: no address, no style, no script. What it cannot translate, or what would take long, is
shown as the TeX that it is.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable, Iterator
from functools import lru_cache
from html import escape, unescape
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from math_core import LatexError, LatexToMathML

#: Characters of a formula, and how deep groups may be in it. math-core takes a deeper stack with
#: each level, also of commands without braces, and has room for four times as many.
MOST_CHARACTERS, MOST_DEPTH = 4_000, 100
#: Characters of its MathML: those of a matrix have many for each of TeX.
MOST_MADE = 200_000
#: Characters of all the MathML of a text: a macro of few characters may stand for much.
MOST_IN_TEXT = 2_000_000
#: The macros of a notebook, the characters of each, and how often a formula may use any: they
#: multiply what is in them.
MOST_MACROS, MOST_BODY, MOST_USES = 50, 100, 100

ELEMENTS = frozenset(
    "math mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow mspace msqrt "
    "msub msubsup msup mtable mtd mtext mtr munder munderover".split()
)

_LENGTH = r"-?0?\.\d+em|\d(\.\d+)?em|0"
#: The attributes that stay, and what their values may be.
ATTRIBUTES = {
    name: re.compile(pattern)
    for names, pattern in {
        "display": r"block",
        "accent accentunder displaystyle fence largeop movablelimits stretchy symmetric": (
            r"true|false"
        ),
        "columnspan rowspan": r"\d{1,2}",
        "form": r"prefix|infix|postfix",
        "linethickness lspace maxsize minsize rspace": _LENGTH,
        "mathvariant": r"normal",
        "scriptlevel": r"[+-]?\d",
        "width": _LENGTH,
    }.items()
    for name in names.split()
}

#: What math-core says with styles is said with classes, for which ``student.css`` has the styles.
CLASSES = {
    "text-align: right": "m-right",
    "text-align: left": "m-left",
    "padding-left: 0": "m-near-left",
    "padding-right: 0": "m-near-right",
    "padding-left:1em": "m-far-left",
    "width: 100%": "m-wide",
    "width: 50%": "m-half",
    **{
        f"border-{side}: 0.05em solid currentcolor": f"m-line-{side}"
        for side in ("top", "right", "bottom", "left")
    },
    "margin-left:-0.16666667em": "m-back",
}
_ENCLOSED = {"box": "m-box", "updiagonalstrike": "m-cancelled"}

#: What MathJax knows by another name.
_SYNONYMS = {
    r"\mbox": r"\text",
    r"\mathbbm": r"\mathbb",
    r"\begin{split}": r"\begin{aligned}",
    r"\end{split}": r"\end{aligned}",
    # Without a number: each formula would begin with 1 again.
    **{
        rf"\{end}{{{name}}}": rf"\{end}{{{star}*}}"
        for end in ("begin", "end")
        for name, star in {
            **{name: name for name in ("align", "equation", "gather")},
            "multline": "gather",
            "eqnarray": "align",
            "eqnarray*": "align",
        }.items()
    },
}
_SYNONYM = re.compile("|".join(rf"{re.escape(name)}(?!(?<!\}})[a-zA-Z])" for name in _SYNONYMS))
_LABEL = re.compile(r"\\label\{[^{}]*\}|\\nonumber(?![a-zA-Z])|\\notag(?![a-zA-Z])")
_TEXT_WITH_FORMULA = re.compile(r"\\text\{([^{}$]*(?:\$[^{}$]*\$[^{}$]*)+)\}")

_BODY = rf"\{{((?:[^{{}}]|\{{(?:[^{{}}]|\{{[^{{}}]*\}})*\}}){{0,{MOST_BODY}}})\}}"
_MACRO = re.compile(
    rf"\\(?:(?:re|provide)?newcommand\*?\s*|providecommand\*?\s*|def\s*)"
    rf"(?:\{{\\([a-zA-Z]+)\}}|\\([a-zA-Z]+))(?:\[(\d)\])?(?:#\d)*\s*{_BODY}"
)
_OPERATOR = re.compile(rf"\\DeclareMathOperator(\*?)\s*\{{?\\([a-zA-Z]+)\}}?\s*{_BODY}")
#: What defines in any other way is not translated.
_DEFINES = re.compile(r"\\(?:\w*newcommand|providecommand|[egx]?def|let|DeclareMathOperator)\b")

#: Formulas in HTML, where dollars may be money: none begins with a space, or ends before a digit.
#: Each is looked for up to where the next of its kind begins, so that no text takes long.
_IN_TEXT = re.compile(
    r"\$\$(?P<block>[^$]+)\$\$"
    r"|(?<![\\$])\$(?P<dollars>[^\s$](?:[^$\n]*[^\s$\\])?)\$(?![\d$])"
    r"|\\\[(?P<display>(?:[^\\]|\\(?![\[\]]))+)\\\]"
    r"|\\\((?P<inline>(?:[^\\\n]|\\(?![()]))+)\\\)"
    r"|(?P<environment>\\begin\{(?P<name>(?:align|equation|gather|multline|eqnarray)\*?)\}"
    r"(?:[^\\]|\\(?!(?:begin|end)\{(?P=name)\}))+\\end\{(?P=name)\})"
)
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z]*+)[^<>]*+>")
#: Elements in which nothing is a formula.
_CODE = frozenset({"code", "pre", "script", "style"})

_NAMED = re.compile(r"&(?!(?:lt|gt|amp|quot|apos|#\w+);)\w+;")


class Macros:
    """The commands that the formulas of a notebook have defined so far."""

    def __init__(self, known: Iterable[tuple[str, str]] = ()) -> None:
        """``known`` are names, and what they stand for."""
        self._known = dict(known)

    def without_definitions(self, tex: str) -> str:
        """``tex`` without the definitions of commands in it, which are kept."""
        if not defines(tex) or len(tex) > MOST_CHARACTERS:
            return tex
        tex = _MACRO.sub(lambda found: self._keep(found[1] or found[2], found[4]), tex)
        operator = r"\operatorname{}{{{}}}".format
        return _OPERATOR.sub(lambda found: self._keep(found[2], operator(*found.group(1, 3))), tex)

    def _keep(self, name: str, body: str) -> str:
        if len(body) <= MOST_BODY and (name in self._known or len(self._known) < MOST_MACROS):
            self._known[name] = body
        return ""

    @property
    def all(self) -> tuple[tuple[str, str], ...]:
        """Names and what they stand for."""
        return tuple(self._known.items())


def defines(text: str) -> bool:
    """Whether a formula in ``text`` may define a command."""
    return _DEFINES.search(text) is not None


def formula(tex: str, is_block: bool, macros: Macros | None = None) -> str:
    """``tex`` as HTML that is safe: MathML, or the text that it is.

    Args:
        tex: without dollars around it.
        is_block: whether it stands in a line of its own.
        macros: those of the notebook; what ``tex`` defines is added.
    """
    macros = macros or Macros()
    left = macros.without_definitions(tex)
    if not left.strip() and tex.strip():
        return ""
    made = mathml(left, is_block, macros.all)
    if made is None:
        sign = "$$" if is_block else "$"
        return f'<code class="tex">{escape(f"{sign}{tex}{sign}")}</code>'
    kind = " block" if is_block else " long" if len(tex) > 40 else ""
    return f'<span class="formula{kind}">{made}</span>' if kind else made


class Formulas:
    """The formulas of one text, which are kept apart while the rest of it is made safe.

    A name that nobody can guess stands for each, in an element of its own: where that is left when
    all is clean, the formula is put back, and elsewhere its TeX.
    """

    def __init__(self, macros: Macros | None = None) -> None:
        """``macros`` are those of the notebook."""
        self.macros = macros or Macros()
        self._secret = secrets.token_hex(16)
        self._found: list[tuple[str, bool]] = []
        self._room = MOST_IN_TEXT

    def take_out(self, tex: str, is_block: bool) -> str:
        """HTML that stands for the formula ``tex``."""
        self._found.append((tex, is_block))
        return f"<var>{self._secret}.{len(self._found) - 1}</var>"

    def take_out_of_html(self, html: str) -> str:
        """``html`` with a name in the place of each formula that is neither code nor in a tag."""
        if "$" not in html and "\\" not in html:
            return html
        done, inside, parts = 0, "", list[str]()
        for tag in _TAG.finditer(html):
            text, name = html[done : tag.start()], tag["name"].lower()
            parts += [text if inside else _IN_TEXT.sub(self._take_out, text), tag[0]]
            if inside:
                inside = "" if tag["end"] and name == inside else inside
            elif name in _CODE and not tag["end"]:
                inside = name
            done = tag.end()
        rest = html[done:]
        return "".join([*parts, rest if inside else _IN_TEXT.sub(self._take_out, rest)])

    def put_back(self, html: str) -> str:
        """Clean ``html`` with the formulas in it."""
        if not self._found:
            return html
        name = rf"{self._secret}\.(\d+)"
        html = re.sub(f"<var>{name}</var>", lambda found: self._shown(int(found[1])), html)
        return re.sub(f"(?:&lt;var&gt;)?{name}(?:&lt;/var&gt;)?", self._words, html)

    def _take_out(self, found: re.Match[str]) -> str:
        inline = found["inline"] or found["dollars"]
        tex = inline or found["block"] or found["display"] or found["environment"]
        return self.take_out(unescape(tex), not inline)

    def _shown(self, number: int) -> str:
        tex, is_block = self._found[number]
        made = formula(tex, is_block, self.macros) if self._room > 0 else escape(tex)
        self._room -= len(made)
        return made

    def _words(self, found: re.Match[str]) -> str:
        return escape(self._found[int(found[1])][0])


@lru_cache(maxsize=2_000)  # most formulas of a notebook are in every student's
def mathml(tex: str, is_block: bool, macros: tuple[tuple[str, str], ...] = ()) -> str | None:
    """``tex`` as MathML; None if there is none for it, or it would take long."""
    if len(tex) > MOST_CHARACTERS or _depth(tex) > MOST_DEPTH or defines(tex):
        return None
    try:
        made = _converter(macros).convert_with_local_state(_rewritten(tex), displaystyle=is_block)
    except LatexError:
        return None
    if len(made) > MOST_MADE:
        return None
    made = _NAMED.sub(lambda found: unescape(found[0]), made)
    try:
        return "".join(_checked(ElementTree.fromstring(made)))
    except (ElementTree.ParseError, ValueError, RecursionError):
        return None


@lru_cache(maxsize=100)
def _converter(macros: tuple[tuple[str, str], ...]) -> LatexToMathML:
    return LatexToMathML(
        macros=dict(macros),
        max_expansions=MOST_USES,
        fancy_error=False,
        allow_unreliable_rendering=True,
    )


def _depth(tex: str) -> int:
    deepest = depth = 0
    for sign in re.findall(r"[{}]", tex):
        depth += 1 if sign == "{" else -1
        deepest = max(deepest, depth)
    return deepest


def _rewritten(tex: str) -> str:
    """``tex`` in the words that math-core knows."""
    tex = _LABEL.sub("", _SYNONYM.sub(lambda found: _SYNONYMS[found[0]], tex))
    tex = _TEXT_WITH_FORMULA.sub(_split, tex)
    if r"\tag" in tex and not tex.lstrip().startswith(r"\begin"):
        return rf"\begin{{equation*}}{tex}\end{{equation*}}"
    return tex


def _split(text: re.Match[str]) -> str:
    """A text with formulas in it as texts and formulas beside each other."""
    parts = text[1].split("$")
    return "".join(
        f"{{{part}}}" if number % 2 else rf"\text{{{part}}}" for number, part in enumerate(parts)
    )


def _checked(element: Element) -> Iterator[str]:
    """``element`` as text, with what may stay of it.

    Raises:
        ValueError: there is an element in it that may not.
    """
    name, attributes = element.tag, dict(element.attrib)
    classes = _classes(attributes.pop("style", ""))
    if name == "menclose":
        name, enclosed = "mrow", _ENCLOSED.get(attributes.pop("notation", ""))
        classes += [enclosed] if enclosed else []
    if name not in ELEMENTS:
        raise ValueError(name)
    kept = [
        f' {key}="{value}"'
        for key, value in attributes.items()
        if key in ATTRIBUTES and ATTRIBUTES[key].fullmatch(value)
    ]
    if classes:
        kept.append(f' class="{" ".join(classes)}"')
    yield f"<{name}{''.join(kept)}>{escape(element.text or '')}"
    for child in element:
        yield from _checked(child)
        yield escape(child.tail or "")
    yield f"</{name}>"


def _classes(style: str) -> list[str]:
    said = (CLASSES.get(declaration.strip()) for declaration in style.split(";"))
    return [name for name in said if name]
