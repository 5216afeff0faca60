"""What is said, in each language, of a content that is shown in part."""

from __future__ import annotations

from collections.abc import Mapping

CONTENT_TEXTS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "cut_part": "This is part {n} of {of}. You decide about all of it.",
        "cut_previous": "Previous part",
        "cut_next": "Next part",
        "cut_text": "Only the first {n} of {of} characters are shown. You decide about all of it.",
    },
    "de": {
        "cut_part": "Das ist Teil {n} von {of}. Sie entscheiden über alles.",
        "cut_previous": "Voriger Teil",
        "cut_next": "Nächster Teil",
        "cut_text": "Nur die ersten {n} von {of} Zeichen sind zu sehen. Sie entscheiden über alles.",
    },
    "es": {
        "cut_part": "Esta es la parte {n} de {of}. Usted decide sobre todo.",
        "cut_previous": "Parte anterior",
        "cut_next": "Parte siguiente",
        "cut_text": "Solo se muestran los primeros {n} de {of} caracteres. Usted decide sobre todo.",
    },
    "fr": {
        "cut_part": "Ceci est la partie {n} sur {of}. Vous décidez de tout.",
        "cut_previous": "Partie précédente",
        "cut_next": "Partie suivante",
        "cut_text": "Seuls les {n} premiers caractères sur {of} sont affichés. Vous décidez de tout.",
    },
    "ja": {
        "cut_part": "全{of}部のうちの第{n}部です。判断は全体に対するものです。",
        "cut_previous": "前の部",
        "cut_next": "次の部",
        "cut_text": "{of}文字のうち最初の{n}文字だけを表示しています。判断は全体に対するものです。",
    },
}
