"""Pictures that students hand in are shown as what they are, and take nothing else along."""

from __future__ import annotations

import os
import time
from base64 import b64decode, b64encode
from pathlib import Path
from xml.etree import ElementTree

import drawn
import nbformat
import pytest
from bs4 import BeautifulSoup
from nbconvert.exporters import HTMLExporter
from nbformat.v4 import new_markdown_cell, new_notebook
from nbgrader.server_extensions.formgrader import handlers
from repository import ROOT
from traitlets.config.loader import PyFileConfigLoader

from nbgradient.examiner.rebuild import _tidy
from nbgradient.pages.beside import in_folder
from nbgradient.safe import images, pictures, svg
from nbgradient.safe.markdown import to_html
from nbgradient.safe.pictures import Beside, path_of
from nbgradient.safe.svg import PictureError

KINDS = {
    "image/png": drawn.png(),
    "image/jpeg": drawn.jpeg(),
    "image/gif": drawn.gif(),
    "image/webp": drawn.webp(),
    "image/svg+xml": drawn.svg(),
}


def shown(source: str, files: dict[str, bytes] | None = None, **attached: dict) -> BeautifulSoup:
    """``source`` on a page, with ``files`` beside the notebook."""
    beside = Beside((files or {}).get)
    return BeautifulSoup(to_html(source, attached, beside), "html.parser")


def said(source: str, files: dict[str, bytes] | None = None, **attached: dict) -> str:
    """The note that stands where no picture is."""
    page = shown(source, files, **attached)
    assert not page("img")
    return page.em.get_text()


@pytest.mark.parametrize("kind, content", KINDS.items(), ids=KINDS)
@pytest.mark.parametrize("source", ["![mine](a.txt)", '<img alt="mine" src="a.txt">'])
def test_a_file_beside_the_notebook_is_shown_as_what_it_is(
    kind: str, content: bytes, source: str
) -> None:
    (image,) = shown(source, {"a.txt": content})("img")
    assert image["alt"] == "mine"
    assert image["src"].startswith(f"data:{kind};base64,")


@pytest.mark.parametrize("kind, content", KINDS.items(), ids=KINDS)
def test_a_pasted_picture_is_shown_as_what_it_is(kind: str, content: bytes) -> None:
    bundle = {"image/png": b64encode(content).decode()}
    (image,) = shown("![](attachment:a)", a=bundle)("img")
    assert image["src"].startswith(f"data:{kind};base64,")


def test_pasted_pictures_of_all_kinds_come_along_also_an_svg_as_lines() -> None:
    cell = new_markdown_cell("x")
    cell["attachments"] = {kind: {kind: "eA=="} for kind in KINDS}
    cell["attachments"]["lines"] = {"image/svg+xml": ["<svg>", "</svg>"]}
    cell["attachments"]["other"] = {"text/html": "x", "image/bmp": "x"}
    cell["attachments"]["odd"] = {"image/png": [1], "image/webp": None}
    (tidy,) = _tidy({"cells": [cell]}).cells
    assert set(tidy.attachments) == {*KINDS, "lines"}
    assert tidy.attachments["lines"] == {"image/svg+xml": "<svg></svg>"}


def test_an_svg_that_is_pasted_as_text_is_shown() -> None:
    (image,) = shown("![](attachment:a)", a={"image/svg+xml": drawn.svg().decode()})("img")
    assert image["src"].startswith("data:image/svg+xml;base64,")


@pytest.mark.parametrize(
    "address, path",
    {
        "sketch.png": "sketch.png",
        "./a/../sketch.png": None,
        "../other/sketch.png": None,
        "..%2Fsketch.png": "..%2Fsketch.png",
        "/etc/passwd": None,
        "a//b/./c.png?raw=true#x": "a/b/c.png",
        "images\\sketch.png": "images/sketch.png",
        "a\0b.png": None,
        "": None,
    }.items(),
)
def test_an_address_is_a_path_below_the_notebooks_folder_or_none(
    address: str, path: str | None
) -> None:
    assert path_of(address) == path


@pytest.mark.parametrize(
    "source",
    [
        "![](my%20sketch%20%281%29.png)",
        "![](<my sketch (1).png>)",
        "![x][y]\n\n[y]: <my sketch (1).png>",
        '<img src="my sketch (1).png">',
        "<IMG width=5 SRC='my sketch (1).png'>",
    ],
)
def test_names_with_spaces_and_brackets_are_found_however_they_are_written(source: str) -> None:
    files = {"my sketch (1).png": drawn.png()}
    assert len(shown(source, files)("img", src=True)) == 1
    assert set(files) <= pictures.named([source])


@pytest.mark.parametrize("source", ["![](a(1).png)", "![](a\\(1\\).png)", "![](./a(1).png 'x')"])
def test_what_a_page_shows_is_among_what_is_read_for_it(source: str) -> None:
    assert "a(1).png" in pictures.named([source])
    assert len(shown(source, {"a(1).png": drawn.png()})("img", src=True)) == 1


@pytest.mark.parametrize(
    "piece", ["](<", '![a](<b "', " src=", " src='", "]:   ", "<img ", "![](a)"]
)
def test_names_are_soon_found_in_any_text(piece: str) -> None:
    began = time.process_time()
    found = pictures.named(["![" + piece * (2_000_000 // len(piece))] * 3)
    assert len(found) < 10_000
    assert time.process_time() - began < 4


def test_a_name_beside_a_large_picture_is_found() -> None:
    text = f"![]({drawn.address(drawn.png(padding=2_000_000))}) ![](a.png)"
    assert "a.png" in pictures.named([text])


def test_a_name_with_accents_is_found_as_another_system_writes_it() -> None:
    assert shown("![](cafe\u0301.png)", {"caf\xe9.png": drawn.png()}).img["src"]
    assert "caf\xe9.png" in pictures.named(["![](cafe\u0301.png)"])


def test_a_missing_picture_leaves_a_note_with_its_name() -> None:
    assert said("![mine](a<b>.png)".replace("<b>", "&lt;b&gt;")) == (
        "[The picture a<b>.png is not shown: it was not handed in.]"
    )
    assert said("![mine](attachment:a.png)") == (
        "[The picture a.png is not shown: it is not attached to the cell.]"
    )
    assert said("![mine](../bob/sketch.png)").endswith(
        "it is not in the folder that was handed in.]"
    )


def test_a_note_stands_in_the_place_of_its_picture_alone() -> None:
    page = shown('a <img src="gone.png" alt="x > y"> b ![c](here.png) d', {"here.png": drawn.png()})
    assert (
        page.get_text().split()
        == "a [The picture gone.png is not shown: it was not handed in.] b d".split()
    )
    assert len(page("img")) == 1


DAMAGED = {
    "empty": (b"", "it is empty"),
    "text": (b"hello", "it is no PNG, JPEG, GIF, WebP or SVG"),
    "PNG cut off": (drawn.png()[:-10], "it is damaged"),
    "PNG of its first bytes": (drawn.png()[:9], "it is damaged"),
    "JPEG cut off": (drawn.jpeg()[:-2], "it is damaged"),
    "JPEG without a size": (b"\xff\xd8\xff" + b"\xff" * 100_000 + b"\xd9", "it is damaged"),
    "GIF cut off": (drawn.gif()[:-4], "it is damaged"),
    "WebP cut off": (drawn.webp()[:-4], "it is damaged"),
    "HTML": (b"<html></html>", "it is no SVG"),
    "SVG cut off": (drawn.svg()[:-4], "it is no well-formed SVG"),
    "SVG in Latin-1": (drawn.svg("<text>\xe9</text>").decode().encode("latin-1"), "UTF-8"),
}


@pytest.mark.parametrize("content, why", DAMAGED.values(), ids=DAMAGED)
def test_a_broken_picture_leaves_a_note(content: bytes, why: str) -> None:
    assert why in said("![](a.png)", {"a.png": content})


BOMBS = {
    "PNG": drawn.png(50_000, 50_000),
    "JPEG": drawn.jpeg(50_000, 50_000),
    "GIF": drawn.gif(50_000, 50_000),
    "a frame of a GIF": drawn.gif(1, 1, (65_535, 65_535)),
    "WebP": drawn.webp(16_000, 16_000),
}


@pytest.mark.parametrize("content", BOMBS.values(), ids=BOMBS)
def test_a_decompression_bomb_is_a_note(content: bytes) -> None:
    assert "it would have" in said("![](a.png)", {"a.png": content})
    inner = f'<image href="{drawn.address(content)}"/>'
    assert b"base64" not in svg.clean(drawn.svg(inner), images._embedding())
    assert "pixels" in said(f"![]({drawn.address(content)})")


def test_small_files_with_many_pixels_are_shown_up_to_a_bound() -> None:
    large = drawn.address(drawn.png(7_000, 7_000))
    inside = f'<image href="{large}"/>' * 3
    assert images.read(drawn.svg(inside)).content.count(b"href") == 1
    text = " ".join(f"![x]({drawn.address(drawn.png(7_000, 7_000 + n))})" for n in range(30))
    assert 1 < len(shown(text)("img")) < 10


def test_a_picture_beyond_the_bound_is_a_note() -> None:
    large = drawn.png(padding=images.MOST_BYTES)
    assert "it has more than 10 MB" in said("![](a.png)", {"a.png": large})
    assert "an SVG of more than 2 MB" in said("![](a)", {"a": drawn.svg(" " * svg.MOST_BYTES)})


def test_of_5000_pictures_some_are_shown_and_it_is_soon_done() -> None:
    files = {f"{number}.png": drawn.png(padding=1_000) for number in range(5_000)}
    began = time.process_time()
    page = shown("\n".join(f"![]({name})" for name in files)[:48_000], files)
    assert len(page("img", src=True)) == pictures.MOST
    assert "there are too many pictures" in page("em")[-1].get_text()
    assert time.process_time() - began < 5


def test_a_page_has_room_for_so_many_bytes_of_files_however_many_cells_name_them() -> None:
    beside = Beside({"a": drawn.png(padding=images.MOST_BYTES - 1_000)}.get)
    pages = [to_html("![](a)", {}, beside) for _ in range(4)]
    assert [page.count("<img") for page in pages] == [1, 1, 0, 0]


ACTIVE = {
    "script": "<script>alert(1)</script>",
    "script elsewhere": '<x:script xmlns:x="http://www.w3.org/2000/svg">alert(1)</x:script>',
    "event": '<rect onclick="alert(1)" width="1"/>',
    "foreign": '<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">alert(1)</p></foreignObject>',
    "image": '<image href="http://pwned.example/x.png"/>',
    "image of a file": '<image href="file:///etc/passwd"/>',
    "linked image": '<image xmlns:q="http://www.w3.org/1999/xlink" q:href="//pwned.example/x"/>',
    "use": '<use href="http://pwned.example/x.svg#a"/>',
    "link": '<a href="javascript:alert(1)"><rect width="1"/></a>',
    "style": "<style>@import 'http://pwned.example/x.css';</style>",
    "style with an address": "<style>rect {fill: url(http://pwned.example/x)}</style>",
    "attribute": '<rect style="fill: url(http://pwned.example/x)"/>',
    "escaped": r'<rect style="fill: u\72l(http://pwned.example/x)"/>',
    "set": '<rect style="fill: image-set(&quot;http://pwned.example/x&quot; 1x)"/>',
    "animation": '<set attributeName="href" to="javascript:alert(1)"/>',
    "filter": '<filter id="f"><feImage href="http://pwned.example/x"/></filter>',
    "sheet": '<?xml-stylesheet href="http://pwned.example/x.css"?>',
    "svg in an image": f'<image href="{drawn.address(drawn.svg("<script>alert(1)</script>"))}"/>',
}


@pytest.mark.parametrize("inside", ACTIVE.values(), ids=ACTIVE)
def test_nothing_active_is_left_of_an_svg(inside: str) -> None:
    left = svg.clean(drawn.svg(f"{inside}<circle r='1'/>"), images._embedding()).decode()
    assert "circle" in left
    for word in ("alert", "pwned", "script", "file:", "PHN2Zy"):
        assert word not in left


def test_what_draws_is_left_of_an_svg() -> None:
    inside = f"""\
      <style>.a {{ fill: #123; stroke: rgb(1, 2, 3) }}</style>
      <defs><linearGradient id="g"><stop offset="0.5" stop-color="red"/></linearGradient></defs>
      <g transform="translate(1, 2) rotate(30)"><rect class="a" fill="url(#g)" width="1"/></g>
      <use xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="#g"/>
      <text x="1">E = mc² <tspan>here</tspan> there</text>
      <image href="{drawn.address(drawn.png())}" width="4"/>"""
    root = ElementTree.fromstring(svg.clean(drawn.svg(inside, 'width="20"'), images._embedding()))
    space = "{http://www.w3.org/2000/svg}"
    assert root.get("width") == "20"
    assert ".a {" in root.find(f"{space}style").text
    assert root.find(f".//{space}rect").get("fill") == "url(#g)"
    assert root.find(f"{space}use").get("href") == "#g"
    assert "".join(root.find(f"{space}text").itertext()) == "E = mc² here there"
    assert b64decode(root.find(f"{space}image").get("href").partition(",")[2]) == drawn.png()


def test_an_svg_of_a_drawing_program_is_shown() -> None:
    program = (
        '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n'
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/'
        'svg11.dtd">\n<!-- made by a program -->\n'
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:p="http://program.example" p:zoom="1"'
        ' width="10mm"><metadata><p:x/></metadata><p:view/><path d="M 0 0 L 1 1"/></svg>'
    )
    for content in (program.encode(), program.replace("UTF-8", "UTF-16").encode("utf-16")):
        left = svg.clean(content, images._embedding())
        assert b'width="10mm"' in left and b"M 0 0 L 1 1" in left and b"program" not in left


def _laughs(element: str) -> str:
    inside = '<rect id="l0" width="1" height="1"/>'
    for level in range(1, 20):
        inside += f'<g id="l{level}">' + element.format(level - 1) * 10 + "</g>"
    return inside


ENDLESS = {
    "uses": (_laughs('<use href="#l{0}"/>'), "too long to draw"),
    "fills": (_laughs('<rect fill="url(#l{0})"/>'), "too long to draw"),
    "fills of what is around": (_laughs('<g fill="url(#l{0})"><rect/><rect/></g>'), "too long"),
    "one name twice": (_laughs('<use href="#l{0}"/>') + '<g id="l19"/>' * 2, "too long to draw"),
    "chain": ("".join(f'<g id="c{i}"><use href="#c{i + 1}"/></g>' for i in range(500)), "too long"),
    "nested": ("<g>" * 5_000 + "</g>" * 5_000, "nested too deep"),
    "many": ("<g/>" * 200_000, "too long to draw"),
}


@pytest.mark.parametrize("inside, why", ENDLESS.values(), ids=ENDLESS)
def test_an_svg_that_would_be_drawn_for_ever_is_a_note(inside: str, why: str) -> None:
    began = time.process_time()
    with pytest.raises(PictureError, match=why):
        images.read(drawn.svg(inside))
    assert time.process_time() - began < 3


NOT_COUNTED = {
    "an address with numbers for signs": '<use href="#%6C0"/>',
    "an address with a space": '<use href="#l0 "/>',
    "an address with a tab": '<use href="#l&#9;0"/>',
    "a marker at each point": '<path marker-mid="url(#l0)"/>',
    "a marker in a style": '<path style="fill: red; marker/* */: url(#l0)"/>',
    "a marker that a style sheet sets": '<g style="--l: url(#l0)"/>',
}


@pytest.mark.parametrize("inside", NOT_COUNTED.values(), ids=NOT_COUNTED)
def test_nothing_is_drawn_that_cannot_be_counted(inside: str) -> None:
    left = svg.clean(drawn.svg(inside), images._embedding()).decode()
    assert "href" not in left and "url" not in left


def test_the_arrows_of_a_diagram_stay() -> None:
    arrow = '<path style="marker-end:url(#a.b)" marker-start="url(#a.b)"/>'
    assert svg.clean(drawn.svg(arrow), images._embedding()).count(b"url(#a.b)") == 2


def test_an_svg_that_draws_itself_is_shown() -> None:
    assert images.read(drawn.svg('<g id="a"><use href="#a"/></g>')).kind == "image/svg+xml"


def test_entities_of_an_svg_are_refused() -> None:
    laughs = '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    with pytest.raises(PictureError, match="entities"):
        images.read(laughs.encode() + drawn.svg("<text>&b;</text>"))


def test_an_svg_of_an_unlikely_size_has_none() -> None:
    left = svg.clean(drawn.svg(attributes='width="1e9" height="99999999"'), images._embedding())
    assert b"1e9" not in left and b"99999999" not in left


def test_other_addresses_stay_unloaded() -> None:
    source = '![x](http://a.example/x.png) <img src="https://a.example/x.png"> ![x](//a.example/x)'
    page = shown(source + " ![x](file:///etc/passwd)")
    assert not page("img", src=True)
    assert "example" not in str(page)


def folder_of(root: Path) -> Path:
    folder = root / "autograded" / "ada" / "first"
    folder.mkdir(parents=True)
    return folder


def test_pictures_are_read_from_the_folder_of_the_notebook(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    (folder / "images").mkdir()
    (folder / "images" / "a.png").write_bytes(drawn.png())
    assert in_folder(folder).picture("./images/a.png").content == drawn.png()


def test_no_link_leads_out_of_the_folder(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    secret = tmp_path / "secret.png"
    secret.write_bytes(drawn.png())
    (folder / "link.png").symlink_to(secret)
    (folder / "out").symlink_to(tmp_path)
    os.link(secret, folder / "hard.png")
    os.mkfifo(folder / "pipe.png")
    (folder / "folder.png").mkdir()
    for name, why in {
        "link.png": "it is a link",
        "out/secret.png": "it cannot be read",
        "hard.png": "it is a hard link",
        "pipe.png": "it is no plain file",
        "folder.png": "it is no plain file",
        "../../../secret.png": "it is not in the folder",
        "gone.png": "it was not handed in",
        "a.png/b.png": "it was not handed in",
        str(secret): "it is not in the folder",
    }.items():
        with pytest.raises(PictureError, match=why):
            in_folder(folder).picture(name)


def test_formgrader_shows_the_pictures_beside_the_notebook(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    (folder / "sketch.png").write_bytes(drawn.png())
    source = "![mine](sketch.png) ![lost](lost.png) ![out](../../../secret.png)"
    nbformat.write(new_notebook(cells=[new_markdown_cell(source)]), folder / "one.ipynb")
    settings = PyFileConfigLoader("nbgrader_config.py", path=str(ROOT)).load_config()
    settings.HTMLExporter.template_name = "formgrade"
    settings.HTMLExporter.extra_template_basedirs = [handlers.template_path]
    resources = {"index": 0, "total": 1, "base_url": ""}
    page = HTMLExporter(config=settings).from_filename(str(folder / "one.ipynb"), resources)[0]
    assert drawn.address(drawn.png()) in page
    assert "[The picture lost.png is not shown: it was not handed in.]" in page
    assert "it is not in the folder that was handed in" in page


def test_a_students_folder_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere" / "first").mkdir(parents=True)
    (tmp_path / "elsewhere" / "first" / "a.png").write_bytes(drawn.png())
    (tmp_path / "autograded").mkdir()
    (tmp_path / "autograded" / "ada").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(PictureError):
        in_folder(tmp_path / "autograded" / "ada" / "first").picture("a.png")
