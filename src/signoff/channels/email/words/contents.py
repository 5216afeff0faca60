"""What is said, in each language, of a content that is shown in part."""

from __future__ import annotations

from collections.abc import Mapping

CONTENT_TEXTS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "cut_text": "Only the first {n} of {of} characters are shown. You decide about all of it.",
        "cut_rows": "Only the first {n} of {of} rows are shown. You decide about all of them.",
        "cut_all": "Show all",
    },
    "de": {
        "cut_text": "Nur die ersten {n} von {of} Zeichen sind zu sehen. Sie entscheiden über alles.",
        "cut_rows": "Nur die ersten {n} von {of} Zeilen sind zu sehen. Sie entscheiden über alle.",
        "cut_all": "Alles zeigen",
    },
    "es": {
        "cut_text": "Solo se muestran los primeros {n} de {of} caracteres. Usted decide sobre todo.",
        "cut_rows": "Solo se muestran las primeras {n} de {of} filas. Usted decide sobre todas.",
        "cut_all": "Mostrar todo",
    },
    "fr": {
        "cut_text": "Seuls les {n} premiers caractères sur {of} sont affichés. Vous décidez de tout.",
        "cut_rows": "Seules les {n} premières lignes sur {of} sont affichées. Vous décidez de toutes.",
        "cut_all": "Tout afficher",
    },
    "ja": {
        "cut_text": "{of}文字のうち最初の{n}文字だけを表示しています。判断は全体に対するものです。",
        "cut_rows": "{of}行のうち最初の{n}行だけを表示しています。判断は全体に対するものです。",
        "cut_all": "すべて表示",
    },
}
