"""Words of approval, as people send them; in a frame that takes them back they approve nothing."""

from math import ceil

ANYWHERE = ("OK", "\N{THUMBS UP SIGN}", "LGTM", "approved")

BY_LANGUAGE = {
    "en": (
        "approve",
        "I approve",
        "I approve this",
        "yes",
        "yes, go ahead",
        "yes please",
        "go ahead",
        "please go ahead",
        "go for it",
        "looks good",
        "looks good to me",
        "looks great, thank you",
        "all good",
        "sounds good",
        "fine by me",
        "that's fine",
        "happy with this",
        "I'm happy with it",
        "I agree",
        "agreed",
        "you have my approval",
        "good to go",
        "no objections",
        "perfect",
        "ship it",
    ),
    "de": (
        "ja",
        "genehmigt",
        "freigegeben",
        "passt",
        "sieht gut aus",
        "einverstanden",
        "von mir aus gerne",
    ),
    "es": ("sí", "aprobado", "de acuerdo", "adelante", "me parece bien", "todo bien", "perfecto"),
    "fr": ("oui", "approuvé", "d'accord", "c'est bon pour moi", "allez-y", "ça me va", "parfait"),
    "pt": (
        "sim",
        "aprovado",
        "de acordo",
        "pode seguir",
        "por mim tudo bem",
        "está ótimo",
        "perfeito",
    ),
    "it": (
        "sì",
        "approvato",
        "va bene",
        "d'accordo",
        "procedete pure",
        "per me va bene",
        "perfetto",
    ),
    "nl": (
        "ja",
        "goedgekeurd",
        "akkoord",
        "ga je gang",
        "ziet er goed uit",
        "prima",
        "helemaal goed",
    ),
    "ja": (
        "はい",
        "承認します",
        "問題ありません",
        "これで大丈夫です",
        "進めてください",
        "了解です",
        "いいと思います",
    ),
    "zh": ("同意", "批准", "可以", "没问题", "就这样吧", "好的", "请继续"),
}

# Outcomes, and which of them permit something.
OUTCOME_SETS = (
    (("approved", "rejected", "needs_revision"), ("approved",)),
    (("publish", "hold"), ("publish",)),
    (("sign", "negotiate", "walk_away"), ("sign",)),
    (("ship_it", "hold_back", "rollback"), ("ship_it",)),
    (("accepted", "declined", "needs_discussion"), ("accepted",)),
    (("yes", "no"), ("yes",)),
    (("merge", "request_changes", "close"), ("merge",)),
    (("pay_now", "pay_later", "dispute"), ("pay_now", "pay_later")),
)


def framed_for(number, frames, phrases):
    """Put phrases into frames for the set of outcomes with this number.

    A frame meets every set at least once, and over the sets half of the phrases or more; the next
    frame goes on with the phrases where this one stopped, and so meets the other half.
    """
    size = len(OUTCOME_SETS)
    n_met = max(size, ceil(len(phrases) / 2))
    for n_frame, frame in enumerate(frames):
        for n_met_before in range(number, n_met, size):
            n_phrase = n_frame * n_met + n_met_before
            yield frame.replace("{}", phrases[n_phrase % len(phrases)])
