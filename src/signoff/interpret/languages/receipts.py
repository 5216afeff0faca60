"""How people say that a mail arrived, or was understood, and the OK beside it, by language.

`_` stands for a space. Whoever says no more has seen the question and has not answered it.
"""

from __future__ import annotations

from collections.abc import Mapping

RECEIVED: Mapping[str, str] = {
    "en": """
    received got_it got_this got_that got_your_mail got_your_email got_your_message noted
    duly_noted understood i_understand acknowledged ack roger roger_that copy_that i_see seen
    read_it have_read thanks_for_letting_me_know good_to_know will_read fyi message_received
    in_receipt taken_note note_taken i_hear_you heard_you it_arrived arrived got_the_mail
    got_the_email got_the_message got_the_file got_the_document thanks_for_the_update
    thanks_for_the_info thanks_for_the_information thanks_for_the_heads_up
    thanks_for_the_heads-up thanks_for_the_news thanks_for_the_note thanks_for_the_message
    thanks_for_the_mail thanks_for_the_email thanks_for_telling_me thanks_for_sharing
    thanks_for_sending thanks_for_sending_it thanks_for_the_notice thank_you_for_the_update
    thank_you_for_the_info thank_you_for_the_information thank_you_for_the_heads_up
    thank_you_for_the_heads-up thank_you_for_the_news thank_you_for_the_note
    thank_you_for_the_message thank_you_for_the_mail thank_you_for_the_email
    thank_you_for_telling_me thank_you_for_sharing thank_you_for_sending
    thank_you_for_sending_it thank_you_for_the_notice
    """,
    "de": """
    erhalten bekommen angekommen eingegangen gelesen gesehen zur_kenntnis verstanden notiert
    vermerkt danke_für_die_info danke_für_die_information danke_für_die_nachricht
    danke_für_die_mail danke_für_die_mitteilung danke_fürs_bescheid_sagen
    """,
    "es": """
    recibido recibida recibidos recibí tomo_nota tomamos_nota anotado anotada enterado enterada
    entendido leído visto llegó ha_llegado gracias_por_avisar gracias_por_el_aviso
    gracias_por_la_información gracias_por_informarme gracias_por_el_mensaje
    """,
    "fr": """
    reçu reçue reçus bien_noté noté notée pris_note prends_note prenons_note compris
    pris_connaissance vu lu entendu bien_arrivé merci_pour_l_info merci_pour_l_information
    merci_pour_le_message merci_de_m_avoir_prévenu merci_de_m_avoir_informé
    """,
    "pt": """
    recebido recebida recebi recebemos anotado anotada ciente cientes entendido entendi visto
    lido tomei_nota chegou obrigado_por_avisar obrigada_por_avisar obrigado_pela_informação
    obrigada_pela_informação obrigado_pelo_aviso obrigado_pela_mensagem
    """,
    "it": """
    ricevuto ricevuta annotato annotata preso_nota prendo_nota capito inteso letto visto
    preso_atto presa_visione arrivato arrivata grazie_dell_avviso grazie_per_l_avviso
    grazie_per_il_messaggio grazie_per_avermi_avvisato grazie_dell_informazione
    grazie_per_l_informazione
    """,
    "nl": """
    ontvangen genoteerd begrepen gelezen gezien duidelijk ter_kennisgeving aangekomen
    bedankt_voor_het_bericht bedankt_voor_de_info bedankt_voor_de_mail dank_voor_het_bericht
    """,
    "ja": """
    了解 りょうかい 承知 受け取り 受取り 拝受 拝見 受領 受信 届き かしこまり 畏まり 分かりました
    わかりました お知らせありがとう ご連絡ありがとう 届いて
    """,
    "zh": "收到 知道 了解 明白 已阅 知悉 获悉 看到了 清楚了 谢谢告知 谢谢通知 谢谢提醒",
}
# Beside a receipt these only close it: 'OK, received, thanks'.
CLOSING: Mapping[str, str] = {
    "en": "ok okay k kk okie alright all_right right great good fine cool nice perfect super yes"
    " yep sure thanks thx 👍 👌 🙏 🙂 ✅",
    "de": "ok okay gut alles_klar prima super perfekt danke ja in_ordnung 👍 👌 🙂",
    "es": "ok okay vale bien muy_bien perfecto sí gracias de_acuerdo 👍 👌",
    "fr": "ok okay bien très_bien d_accord parfait oui merci super 👍 👌",
    "pt": "ok okay bem muito_bem certo tá_bom tudo_bem perfeito sim obrigado obrigada 👍 👌",
    "it": "ok okay bene va_bene perfetto sì grazie d_accordo 👍 👌",
    "nl": "ok oke okay prima goed ja dank bedankt top 👍 👌",
    "ja": "ok はい です しました いたしました 致しました ました ありがとうございます",
    "zh": "ok 好 好的 好了 嗯 行 是 是的 谢谢 了 👍",
}
