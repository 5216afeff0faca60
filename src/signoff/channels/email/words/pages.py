"""What the page says, in each language, that a button in a mail opens."""

from __future__ import annotations

from collections.abc import Mapping

PAGE_TEXTS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "page_title": "Your decision",
        "page_asks": "The flow asks",
        "page_choose": "Your decision",
        "page_comment": "Comment (optional)",
        "page_words": "Your answer",
        "page_confirm": "Record this decision",
        "page_send": "Record this answer",
        "page_as": "Recorded as the answer of {address}. Nothing is recorded until you press the "
        "button.",
        "page_until": "This page works until {moment}.",
        "page_thanks": "Thank you. The flow goes on, and you can close this page.",
        "page_choose_one": "No decision was chosen. Nothing was recorded. Choose one and press the "
        "button again.",
        "page_write": "No words were written. Nothing was recorded. Write your answer and press "
        "the button again.",
        "page_stale": "The page was open for a long time. Nothing was recorded. Read it once more "
        "and press the button again.",
        "page_changed": "The request shows something else now. Nothing was recorded. Read it once "
        "more and press the button again.",
        "page_too_late": "Your answer was not recorded: somebody was faster, or it is closed.",
        "page_kept": "What you wrote is kept here for you to copy.",
        "page_closed_title": "This is settled",
        "page_expired_title": "This page can no longer be used",
        "page_expired": "The time to answer from the mail is over. Nothing was recorded by opening "
        "this page. Sign in to see where the request stands, or ask the people who run the flow.",
        "page_revoked": "Since the mail was sent, the request was withdrawn or given to somebody "
        "else. There is nothing for you to do.",
        "page_unknown_title": "This link leads nowhere",
        "page_unknown": "The address is not complete, or it was changed on its way. Nothing was "
        "recorded. Open the link from the mail again, or reply to the mail itself.",
    },
    "de": {
        "page_title": "Ihre Entscheidung",
        "page_asks": "Der Ablauf fragt",
        "page_choose": "Ihre Entscheidung",
        "page_comment": "Kommentar (freiwillig)",
        "page_words": "Ihre Antwort",
        "page_confirm": "Entscheidung festhalten",
        "page_send": "Antwort festhalten",
        "page_as": "Wird als Antwort von {address} festgehalten. Bis Sie den Knopf drücken, wird "
        "nichts festgehalten.",
        "page_until": "Diese Seite gilt bis {moment}.",
        "page_thanks": "Danke. Der Ablauf geht weiter; Sie können diese Seite schließen.",
        "page_choose_one": "Es war nichts gewählt. Nichts wurde festgehalten. Wählen Sie aus und "
        "drücken Sie den Knopf noch einmal.",
        "page_write": "Es war nichts geschrieben. Nichts wurde festgehalten. Schreiben Sie Ihre "
        "Antwort und drücken Sie den Knopf noch einmal.",
        "page_stale": "Die Seite war lange offen. Nichts wurde festgehalten. Lesen Sie sie noch "
        "einmal und drücken Sie den Knopf erneut.",
        "page_changed": "Die Anfrage zeigt jetzt etwas anderes. Nichts wurde festgehalten. Lesen "
        "Sie sie noch einmal und drücken Sie den Knopf erneut.",
        "page_too_late": "Ihre Antwort wurde nicht festgehalten: Jemand war schneller, oder die "
        "Anfrage ist geschlossen.",
        "page_kept": "Was Sie geschrieben haben, steht hier zum Kopieren.",
        "page_closed_title": "Das ist bereits entschieden",
        "page_expired_title": "Diese Seite gilt nicht mehr",
        "page_expired": "Die Zeit, aus der Mail zu antworten, ist um. Das Öffnen dieser Seite hat "
        "nichts festgehalten. Melden Sie sich an, um den Stand zu sehen, oder fragen Sie die "
        "Verantwortlichen.",
        "page_revoked": "Seit die Mail gesendet wurde, ist die Anfrage zurückgezogen oder jemand "
        "anderem gegeben worden. Für Sie ist nichts zu tun.",
        "page_unknown_title": "Dieser Link führt nirgendwohin",
        "page_unknown": "Die Adresse ist unvollständig oder wurde unterwegs verändert. Nichts wurde "
        "festgehalten. Öffnen Sie den Link noch einmal aus der Mail, oder antworten Sie auf die "
        "Mail selbst.",
    },
    "es": {
        "page_title": "Su decisión",
        "page_asks": "El flujo pregunta",
        "page_choose": "Su decisión",
        "page_comment": "Comentario (opcional)",
        "page_words": "Su respuesta",
        "page_confirm": "Registrar esta decisión",
        "page_send": "Registrar esta respuesta",
        "page_as": "Se registra como respuesta de {address}. No se registra nada hasta que pulse "
        "el botón.",
        "page_until": "Esta página sirve hasta el {moment}.",
        "page_thanks": "Gracias. El flujo continúa y puede cerrar esta página.",
        "page_choose_one": "No se eligió nada. No se registró nada. Elija una opción y pulse otra "
        "vez el botón.",
        "page_write": "No se escribió nada. No se registró nada. Escriba su respuesta y pulse otra "
        "vez el botón.",
        "page_stale": "La página estuvo abierta mucho tiempo. No se registró nada. Léala otra vez "
        "y pulse de nuevo el botón.",
        "page_changed": "La solicitud muestra ahora otra cosa. No se registró nada. Léala otra vez "
        "y pulse de nuevo el botón.",
        "page_too_late": "Su respuesta no se registró: alguien se adelantó, o la solicitud está "
        "cerrada.",
        "page_kept": "Lo que escribió se conserva aquí para que lo copie.",
        "page_closed_title": "Esto ya está resuelto",
        "page_expired_title": "Esta página ya no sirve",
        "page_expired": "El plazo para responder desde el correo terminó. Abrir esta página no "
        "registró nada. Inicie sesión para ver cómo está la solicitud, o pregunte a los "
        "responsables del flujo.",
        "page_revoked": "Desde que se envió el correo, la solicitud fue retirada o pasó a otra "
        "persona. No tiene que hacer nada.",
        "page_unknown_title": "Este enlace no lleva a ninguna parte",
        "page_unknown": "La dirección está incompleta, o cambió por el camino. No se registró "
        "nada. Abra otra vez el enlace del correo, o responda al propio correo.",
    },
    "fr": {
        "page_title": "Votre décision",
        "page_asks": "Le flux demande",
        "page_choose": "Votre décision",
        "page_comment": "Commentaire (facultatif)",
        "page_words": "Votre réponse",
        "page_confirm": "Enregistrer cette décision",
        "page_send": "Enregistrer cette réponse",
        "page_as": "Enregistré comme réponse de {address}. Rien n'est enregistré avant que vous "
        "appuyiez sur le bouton.",
        "page_until": "Cette page sert jusqu'au {moment}.",
        "page_thanks": "Merci. Le flux continue, vous pouvez fermer cette page.",
        "page_choose_one": "Rien n'a été choisi. Rien n'a été enregistré. Choisissez, puis appuyez "
        "encore sur le bouton.",
        "page_write": "Rien n'a été écrit. Rien n'a été enregistré. Écrivez votre réponse, puis "
        "appuyez encore sur le bouton.",
        "page_stale": "La page est restée longtemps ouverte. Rien n'a été enregistré. Relisez-la, "
        "puis appuyez encore sur le bouton.",
        "page_changed": "La demande montre maintenant autre chose. Rien n'a été enregistré. "
        "Relisez-la, puis appuyez encore sur le bouton.",
        "page_too_late": "Votre réponse n'a pas été enregistrée\u00a0: quelqu'un a été plus "
        "rapide, ou la demande est close.",
        "page_kept": "Ce que vous avez écrit reste ici pour que vous le copiiez.",
        "page_closed_title": "C'est déjà décidé",
        "page_expired_title": "Cette page ne sert plus",
        "page_expired": "Le délai pour répondre depuis le mail est passé. Ouvrir cette page n'a "
        "rien enregistré. Connectez-vous pour voir où en est la demande, ou demandez aux "
        "responsables du flux.",
        "page_revoked": "Depuis l'envoi du mail, la demande a été retirée ou confiée à quelqu'un "
        "d'autre. Vous n'avez rien à faire.",
        "page_unknown_title": "Ce lien ne mène nulle part",
        "page_unknown": "L'adresse est incomplète, ou a été modifiée en chemin. Rien n'a été "
        "enregistré. Ouvrez encore le lien du mail, ou répondez au mail lui-même.",
    },
    "ja": {
        "page_title": "ご判断",
        "page_asks": "フローからの質問",
        "page_choose": "ご判断",
        "page_comment": "コメント(任意)",
        "page_words": "回答",
        "page_confirm": "この判断を記録する",
        "page_send": "この回答を記録する",
        "page_as": "{address} の回答として記録されます。ボタンを押すまで何も記録されません。",
        "page_until": "このページは{moment}まで使えます。",
        "page_thanks": "ありがとうございます。フローは先へ進みます。このページは閉じてかまいません。",
        "page_choose_one": "何も選ばれていません。何も記録されていません。"
        "一つ選んで、もう一度ボタンを押してください。",
        "page_write": "何も書かれていません。何も記録されていません。"
        "回答を書いて、もう一度ボタンを押してください。",
        "page_stale": "ページが長い時間開いたままでした。何も記録されていません。"
        "もう一度読んで、ボタンを押してください。",
        "page_changed": "依頼の内容が変わりました。何も記録されていません。"
        "もう一度読んで、ボタンを押してください。",
        "page_too_late": "回答は記録されませんでした。ほかの人が先に回答したか、終了しています。",
        "page_kept": "お書きになった内容は、写せるようここに残してあります。",
        "page_closed_title": "この件は終わっています",
        "page_expired_title": "このページはもう使えません",
        "page_expired": "メールから回答できる期間は終わりました。このページを開いても何も記録されて"
        "いません。サインインして状況を確かめるか、フローの担当者にたずねてください。",
        "page_revoked": "メールの送信後に、依頼は取り下げられたか、ほかの人に移りました。"
        "必要な操作はありません。",
        "page_unknown_title": "このリンクの先はありません",
        "page_unknown": "アドレスが途中で切れているか、変わっています。何も記録されていません。"
        "メールのリンクをもう一度開くか、メールに直接返信してください。",
    },
}
