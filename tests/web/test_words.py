"""Every sentence that a page asks for is there, and none is there that no page asks for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from houvast import web
from houvast.knowledge.say import all_keys
from houvast.web import urls
from houvast.web.forms import PageForm

HERE = Path(web.__file__).parent
TEMPLATES = sorted((HERE / "templates").rglob("*.html"))
MODULES = sorted(HERE.rglob("*.py"))
ASKED = re.compile(r"""\{%\s*say\s+["']([a-z_0-9.-]+)["'](\s+(?![a-z_]+=)[a-z][\w.|:]*)?""")


def asked_by_templates() -> tuple[set[str], set[str]]:
    """Whole keys, and the beginnings of those that end in a value."""
    whole, begun = set(), set()
    for template in TEMPLATES:
        for key, value in ASKED.findall(template.read_text("utf-8")):
            (begun if value else whole).add(key)
    return whole, begun


def asked_by_modules() -> tuple[set[str], set[str]]:
    whole, begun = set(), set()
    for module in MODULES:
        text = module.read_text("utf-8")
        whole |= set(re.findall(r"[\"'](web\.[a-z_]+(?:\.[a-z_]+)*)[\"']", text))
        begun |= {found.rstrip(".") for found in re.findall(r"f[\"'](web\.[a-z_.]+)\{", text)}
        begun |= set(re.findall(r"choose_by_text\(\"\w+\", \"(web\.[a-z_.]+)\"", text))
        whole |= {f"error.{code}" for code in re.findall(r"Error\(\"(web\.[a-z_]+)\"", text)}
    return whole, begun | (whole - all_keys())


def asked_by_forms() -> set[str]:
    assert urls.urlpatterns  # every module with a form was read
    forms = [form for form in PageForm.__subclasses__() if form.page]
    return {f"web.{form.page}.{name}" for form in forms for name in form.base_fields}


def test_no_page_asks_for_a_sentence_that_is_not_there() -> None:
    whole, begun = asked_by_templates()
    titles = {f"web.{template.stem}.title" for template in TEMPLATES if template.parent.name == "templates"}
    own_titles = {"base", "folders", "question", "item", "place", "notice", "later"}
    missing = (
        whole | asked_by_forms() | {title for title in titles if title.split(".")[1] not in own_titles}
    ) - all_keys()

    assert missing == set()
    assert [one for one in begun if not any(key.startswith(f"{one}.") for key in all_keys())] == []


def test_no_sentence_of_the_pages_is_left_over() -> None:
    whole, begun = asked_by_templates()
    more, beginnings = asked_by_modules()
    used = whole | more | asked_by_forms()
    left = {
        key
        for key in all_keys()
        if key.startswith(("web.", "error.web."))
        and key not in used
        and not key.endswith((".title", ".hint"))
        and not any(key.startswith(f"{one}.") for one in begun | beginnings if one.count("."))
    }

    assert left == set()


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_a_template_holds_no_sentence_style_or_script_of_its_own(template: Path) -> None:
    text = template.read_text("utf-8")
    bare = re.sub(r"\{%.*?%\}|\{\{.*?\}\}|<[^>]*>|&\w+;", " ", text, flags=re.DOTALL)
    words = set(re.findall(r"[A-Za-zÀ-ÿ]{2,}", bare))

    assert words <= {"Houvast", "PDF", "bytes", "English", "Nederlands", "houvast", "extras", "capture"}
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=|javascript:|https?://", text)
