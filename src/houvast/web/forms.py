"""What every form of ours does alike: words from the texts, errors on top and at the field, no browser bubbles.

A form names its `page`; the label of a field is the text `web.<page>.<field>`, its hint `web.<page>.<field>.hint`
when there is one, and its choices are given with their words.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.forms.renderers import TemplatesSetting

from houvast.errors import HouvastError
from houvast.knowledge.say import all_keys, say


class PageRenderer(TemplatesSetting):
    """Forms and fields are drawn by our own templates."""

    form_template_name = "form/form.html"
    field_template_name = "form/field.html"


class PageForm(forms.Form):
    """A form of one page, in one language."""

    page: ClassVar[str] = ""
    use_required_attribute = False

    def __init__(self, *args: Any, lang: str, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self.lang = lang
        self.errors_title = say("web.form.errors", lang)
        for name, field in self.fields.items():
            key = f"web.{self.page}.{name}"
            field.label = say(key, lang)
            if f"{key}.hint" in all_keys():
                field.help_text = say(f"{key}.hint", lang)
            field.error_messages["required"] = say("web.form.needed", lang)
            field.error_messages["max_length"] = say("web.form.too_long", lang)
            if isinstance(field, forms.ChoiceField):
                field.error_messages["required"] = say("web.form.choose", lang)
                field.error_messages["invalid_choice"] = say("web.form.choose", lang)
            elif isinstance(field, forms.CharField):
                field.widget.attrs.update({"autocomplete": "off", "dir": "auto"})

    def choose(self, name: str, choices: Iterable[tuple[str, str]]) -> None:
        """Give the choices of a field: value and words."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(choices)

    def choose_by_text(self, name: str, prefix: str, values: Iterable[str]) -> None:
        """Give the choices of a field whose words are the texts `<prefix>.<value>`."""
        self.choose(name, [(value, say(f"{prefix}.{value}", self.lang)) for value in values])

    def refuse(self, error: HouvastError, field: str | None = None) -> None:
        """Show why a verb refused, on top and at the field."""
        self.add_error(field, say(f"error.{error.code}", self.lang, **error.values))


def line(**more: Any) -> forms.CharField:
    """A field of one line."""
    return forms.CharField(**{"required": False, "max_length": 2000, **more})


def text(**more: Any) -> forms.CharField:
    """A field of more lines. What is longer than an entry can hold belongs in a file."""
    area = forms.Textarea(attrs={"rows": 5})
    return forms.CharField(**{"required": False, "max_length": 20_000, "widget": area, **more})


def one_of(**more: Any) -> forms.ChoiceField:
    """A choice of one, all choices in sight."""
    return forms.ChoiceField(widget=forms.RadioSelect, **{"required": False, **more})


def some_of(**more: Any) -> forms.MultipleChoiceField:
    """A choice of none, one or more."""
    return forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, **{"required": False, **more})
