"""How people say that a mail arrived, or was understood, and the OK beside it, by language.

`_` stands for a space. Whoever says no more has seen the question and has not answered it.
"""

from __future__ import annotations

from collections.abc import Mapping

RECEIVED: Mapping[str, str] = {
    "en": """
    received got_it got_this got_that got_your_mail got_your_email got_your_message noted duly_noted
    understood i_understand acknowledged ack roger roger_that copy_that i_see seen read_it have_read
    thanks_for_letting_me_know good_to_know will_read fyi message_received in_receipt taken_note
    note_taken i_hear_you heard_you
    """,
    "de": """
    erhalten bekommen angekommen eingegangen gelesen gesehen zur_kenntnis verstanden notiert
    vermerkt danke_für_die_info
    """,
    "es": """
    recibido recibida recibidos recibí tomo_nota tomamos_nota anotado anotada enterado enterada
    entendido leído visto
    """,
    "fr": """
    reçu reçue reçus bien_noté noté notée pris_note prends_note prenons_note compris
    pris_connaissance vu lu entendu
    """,
    "pt": """
    recebido recebida recebi recebemos anotado anotada ciente cientes entendido entendi visto lido
    tomei_nota
    """,
    "it": """
    ricevuto ricevuta annotato annotata preso_nota prendo_nota capito inteso letto visto preso_atto
    presa_visione
    """,
    "nl": "ontvangen genoteerd begrepen gelezen gezien duidelijk ter_kennisgeving",
    "ja": """
    了解 りょうかい 承知 受け取り 受取り 拝受 拝見 受領 受信 届き かしこまり 畏まり 分かりました
    わかりました
    """,
    "zh": "收到 知道 了解 明白 已阅 知悉 获悉 看到了 清楚了",
}
# Beside a receipt these only close it: 'OK, received, thanks'.
CLOSING: Mapping[str, str] = {
    "en": "ok okay k kk okie alright all_right right great good fine cool perfect super yes yep"
    " sure thanks thx 👍 👌 🙏 🙂 ✅",
    "de": "ok okay gut alles_klar prima super danke ja in_ordnung 👍 👌 🙂",
    "es": "ok okay vale bien muy_bien perfecto sí gracias de_acuerdo 👍 👌",
    "fr": "ok okay bien très_bien d_accord parfait oui merci super 👍 👌",
    "pt": "ok okay bem muito_bem certo tá_bom tudo_bem perfeito sim obrigado obrigada 👍 👌",
    "it": "ok okay bene va_bene perfetto sì grazie d_accordo 👍 👌",
    "nl": "ok oke okay prima goed ja dank bedankt top 👍 👌",
    "ja": "ok はい です しました いたしました 致しました ました ありがとうございます",
    "zh": "ok 好 好的 好了 嗯 行 是 是的 谢谢 了 👍",
}
