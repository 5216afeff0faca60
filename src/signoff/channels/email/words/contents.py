"""What is said, in each language, of a content that is shown in part."""

from __future__ import annotations

from collections.abc import Mapping

CONTENT_TEXTS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "cut_part": "This is part {n} of {of}. You decide about all of it.",
        "cut_previous": "Previous part",
        "cut_next": "Next part",
    },
    "de": {
        "cut_part": "Das ist Teil {n} von {of}. Sie entscheiden über alles.",
        "cut_previous": "Voriger Teil",
        "cut_next": "Nächster Teil",
    },
    "es": {
        "cut_part": "Esta es la parte {n} de {of}. Usted decide sobre todo.",
        "cut_previous": "Parte anterior",
        "cut_next": "Parte siguiente",
    },
    "fr": {
        "cut_part": "Ceci est la partie {n} sur {of}. Vous décidez de tout.",
        "cut_previous": "Partie précédente",
        "cut_next": "Partie suivante",
    },
    "ja": {
        "cut_part": "全{of}部のうちの第{n}部です。判断は全体に対するものです。",
        "cut_previous": "前の部",
        "cut_next": "次の部",
    },
}
