"""How people say that a deed is done, by language: a deed of the thesaurus, and its past.

`_` stands for a space. Beside one of the times such a word says that there is nothing left to do;
the deed ``*`` is whatever was asked for.
"""

from __future__ import annotations

from collections.abc import Mapping

TIMES: Mapping[str, str] = {
    "en": """
    already yesterday ago last_week last_month last_year last_time twice long_since
    in_january in_february in_march in_april in_may in_june in_july in_august in_september
    in_october in_november in_december on_monday on_tuesday on_wednesday on_thursday on_friday
    """,
    "de": "schon bereits längst gestern vorgestern letzte_woche letzten_monat doppelt zweimal",
    "es": "ya ayer anteayer la_semana_pasada el_mes_pasado hace dos_veces",
    "fr": "déjà hier avant-hier la_semaine_dernière le_mois_dernier il_y_a deux_fois",
    "pt": "já ontem anteontem semana_passada mês_passado há duas_vezes",
    "it": "già ieri settimana_scorsa mese_scorso fa due_volte",
    "nl": "al reeds gisteren vorige_week vorige_maand twee_keer",
    "ja": "もう すでに 既に 昨日 先週 先月",
    "zh": "已经 已 昨天 上周 上个月 早就",
}
PAST: Mapping[str, str] = {
    "en": """
    *: it_is_done it_s_done that_is_done that_s_done this_is_done it_was_done that_was_done
    *: it_has_been_done did_it did_this did_that done_it done_this
    pay: paid settled transferred wired reimbursed
    send: sent mailed posted
    publish: published posted
    buy: bought ordered purchased
    print: printed
    ship: shipped sent
    deploy: deployed rolled_out
    close: closed
    hire: hired
    refund: refunded reimbursed
    renew: renewed
    delete: deleted purged erased
    """,
    "de": """
    *: erledigt gemacht passiert
    pay: bezahlt gezahlt überwiesen beglichen
    send: geschickt verschickt gesendet versendet
    publish: veröffentlicht
    buy: gekauft bestellt
    print: gedruckt
    ship: verschickt versendet
    close: geschlossen
    hire: eingestellt
    refund: erstattet
    delete: gelöscht
    """,
    "es": """
    *: hecho hecha
    pay: pagado pagada pagué pagamos
    send: enviado enviada enviamos
    publish: publicado publicada
    buy: comprado comprada pedido pedida
    print: impreso impresa
    close: cerrado cerrada
    refund: devuelto reembolsado
    delete: borrado borrada
    """,
    "fr": """
    *: fait faite
    pay: payé payée réglé réglée
    send: envoyé envoyée parti partie
    publish: publié publiée
    buy: acheté achetée commandé commandée
    print: imprimé imprimée
    close: fermé fermée
    refund: remboursé remboursée
    delete: supprimé supprimée
    """,
    "pt": """
    *: feito feita
    pay: pago paga pagamos paguei
    send: enviado enviada enviamos
    publish: publicado publicada
    buy: comprado comprada
    print: impresso impressa
    close: fechado fechada
    refund: reembolsado
    delete: apagado apagada
    """,
    "it": """
    *: fatto fatta
    pay: pagato pagata saldato saldata
    send: inviato inviata spedito spedita
    publish: pubblicato pubblicata
    buy: comprato comprata ordinato ordinata
    print: stampato stampata
    close: chiuso chiusa
    refund: rimborsato
    delete: cancellato cancellata
    """,
    "nl": """
    *: gedaan gebeurd geregeld
    pay: betaald voldaan overgemaakt
    send: verstuurd verzonden gestuurd
    publish: gepubliceerd
    buy: gekocht besteld
    print: gedrukt
    close: gesloten
    refund: terugbetaald
    delete: verwijderd
    """,
    "ja": """
    *: 済み 済んで 終わりました
    pay: 支払いました 払いました 支払済み 支払い済み
    send: 送りました 送信しました
    publish: 公開しました 発表しました
    buy: 買いました 注文しました 発注しました
    """,
    "zh": """
    *: 办完 做完
    pay: 付了 付过 付款了 支付了
    send: 发了 发过 寄了
    publish: 发布了 发了
    buy: 买了 买过 订了
    """,
}
