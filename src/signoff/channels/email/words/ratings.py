"""What is said, in each language, of how good somebody found what they were shown.

Beside the languages and not in them: it is never needed to decide.
"""

from __future__ import annotations

from collections.abc import Mapping

RATING_TEXTS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "rating_title": "How good is what you were shown? (optional)",
        "rating_none": "no rating",
        "rating_low": "poor",
        "rating_high": "excellent",
        "rating_words": "What is good or bad about it (optional; the flow is not told)",
        "fact_rating": "Rating",
        "rating_given": "{n} of 5",
    },
    "de": {
        "rating_title": "Wie gut ist, was Ihnen gezeigt wurde? (freiwillig)",
        "rating_none": "keine Bewertung",
        "rating_low": "schlecht",
        "rating_high": "sehr gut",
        "rating_words": "Was daran gut oder schlecht ist (freiwillig; der Ablauf erfährt es nicht)",
        "fact_rating": "Bewertung",
        "rating_given": "{n} von 5",
    },
    "es": {
        "rating_title": "¿Qué tan bueno es lo que se le mostró? (opcional)",
        "rating_none": "sin valoración",
        "rating_low": "malo",
        "rating_high": "excelente",
        "rating_words": "Qué tiene de bueno o de malo (opcional; el flujo no lo recibe)",
        "fact_rating": "Valoración",
        "rating_given": "{n} de 5",
    },
    "fr": {
        "rating_title": "Que vaut ce qui vous a été montré\u00a0? (facultatif)",
        "rating_none": "pas de note",
        "rating_low": "mauvais",
        "rating_high": "excellent",
        "rating_words": "Ce qui est bon ou mauvais (facultatif\u00a0; le flux ne le reçoit pas)",
        "fact_rating": "Note",
        "rating_given": "{n} sur 5",
    },
    "ja": {
        "rating_title": "内容の出来はいかがですか (任意)",
        "rating_none": "評価なし",
        "rating_low": "悪い",
        "rating_high": "とても良い",
        "rating_words": "良い点や悪い点 (任意。フローには伝わりません)",
        "fact_rating": "評価",
        "rating_given": "5段階の{n}",
    },
}
