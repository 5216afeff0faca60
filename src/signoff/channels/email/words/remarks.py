"""What a mail adds where there is more to say than usual, in each language.

Beside the languages and not in them: a newer round that waits, an attachment
that nobody sees, a choice made by its number, a request that cannot be passed on,
what came of the round before, an answer that is not final yet.
"""

from __future__ import annotations

from collections.abc import Mapping

_EN = {
    "found_number": "chosen by its number",
    "settled_own": "You gave {answer} {channel} on {moment}.",
    "round_title": "A newer round waits for you",
    "round_holds": "That was round {old}, and its answer stands; your mail was not recorded. You "
    "are asked again: round {new} is still open.",
    "round_next": "Reply to the mail of round {new}, or open its page and answer there.",
    "left_behind": "We read text, not attachments: what you attached did not come along. If it "
    "matters, send it to the people who run this flow.",
    "commands_alone": "No time now? Reply “snooze 2 days”.",
    "earlier": "The round before: {settled}",
    "since": "What has changed since the round before is on the review page.",
    "since_long": "It has changed since the round before, and is too long to show where.",
    "earlier_words": "With these words:",
    "changed": "Changed since the round before",
    "unchanged": "This is what the round before showed, unchanged.",
    "unsettled": "Thank you. Your answer is on record. The flow goes on with it at {moment}; another "
    "answer by mail before then takes its place.",
    "taken_back": "Your earlier answer, {outcome}, was taken back: the flow does not go on with it.",
}
_DE = {
    "found_number": "nach seiner Nummer gewählt",
    "settled_own": "Sie gaben {answer} {channel}: {moment}.",
    "round_title": "Eine neuere Runde wartet auf Sie",
    "round_holds": "Das war Runde {old}, und deren Antwort gilt; Ihre Mail wurde nicht "
    "festgehalten. Sie werden erneut gefragt: Runde {new} ist noch offen.",
    "round_next": "Antworten Sie auf die Mail der Runde {new}, oder öffnen Sie ihre Seite und "
    "antworten Sie dort.",
    "left_behind": "Wir lesen Text, keine Anhänge: Was Sie angehängt haben, kam nicht mit. Ist es "
    "wichtig, senden Sie es den Verantwortlichen des Ablaufs.",
    "commands_alone": "Gerade keine Zeit? Antworten Sie „zurückstellen 2 Tage“.",
    "earlier": "Die Runde davor: {settled}",
    "since": "Was sich seit der Runde davor geändert hat, zeigt die Seite der Anfrage.",
    "since_long": "Es hat sich seit der Runde davor geändert und ist zu lang, um zu zeigen, wo.",
    "earlier_words": "Mit diesen Worten:",
    "changed": "Geändert seit der Runde davor",
    "unchanged": "Das ist unverändert, was die Runde davor zeigte.",
    "unsettled": "Danke. Ihre Antwort ist festgehalten. Der Ablauf geht mit ihr weiter: {moment}. "
    "Eine andere Antwort per Mail bis dahin tritt an ihre Stelle.",
    "taken_back": "Ihre frühere Antwort, {outcome}, wurde zurückgenommen: Der Ablauf geht nicht mit "
    "ihr weiter.",
}
_ES = {
    "found_number": "elegido por su número",
    "settled_own": "Usted dio {answer} {channel} el {moment}.",
    "round_title": "Una ronda más nueva espera su respuesta",
    "round_holds": "Esa era la ronda {old}, y su respuesta vale; su correo no se registró. Se le "
    "pregunta de nuevo: la ronda {new} sigue abierta.",
    "round_next": "Responda al correo de la ronda {new}, o abra su página y responda allí.",
    "left_behind": "Leemos texto, no archivos adjuntos: lo que adjuntó no llegó a nadie. Si "
    "importa, envíelo a los responsables del flujo.",
    "commands_alone": "¿No tiene tiempo ahora? Responda «posponer 2 días».",
    "earlier": "La ronda anterior: {settled}",
    "since": "La página de la solicitud muestra qué ha cambiado desde la ronda anterior.",
    "since_long": "Ha cambiado desde la ronda anterior, y es demasiado largo para mostrar dónde.",
    "earlier_words": "Con estas palabras:",
    "changed": "Cambios desde la ronda anterior",
    "unchanged": "Es lo mismo que mostró la ronda anterior, sin cambios.",
    "unsettled": "Gracias. Su respuesta está registrada. El flujo continúa con ella el {moment}; otra "
    "respuesta por correo antes de esa hora ocupa su lugar.",
    "taken_back": "Su respuesta anterior, {outcome}, se ha retirado: el flujo no continúa con ella.",
}
_FR = {
    "found_number": "choisi par son numéro",
    "settled_own": "Vous avez répondu {answer} {channel} le {moment}.",
    "round_title": "Un tour plus récent vous attend",
    "round_holds": "C'était le tour {old}, et sa réponse vaut\u00a0; votre mail n'a pas été "
    "enregistré. On vous consulte à nouveau\u00a0: le tour {new} est encore ouvert.",
    "round_next": "Répondez au mail du tour {new}, ou ouvrez sa page et répondez-y.",
    "left_behind": "Nous lisons du texte, pas des pièces jointes\u00a0: ce que vous avez joint "
    "n'a pas suivi. Si c'est important, envoyez-le aux responsables du flux.",
    "commands_alone": "Pas le temps maintenant\u00a0? Répondez «\u00a0reporter 2 jours\u00a0».",
    "earlier": "Le tour précédent\u00a0: {settled}",
    "since": "La page de la demande montre ce qui a changé depuis le tour précédent.",
    "since_long": "Cela a changé depuis le tour précédent, et c'est trop long pour montrer où.",
    "earlier_words": "Avec ces mots\u00a0:",
    "changed": "Modifié depuis le tour précédent",
    "unchanged": "C'est ce que montrait le tour précédent, sans changement.",
    "unsettled": "Merci. Votre réponse est enregistrée. Le flux continue avec elle le {moment}\u00a0; "
    "une autre réponse par mail d'ici là prend sa place.",
    "taken_back": "Votre réponse précédente, {outcome}, a été retirée\u00a0: le flux ne continue pas "
    "avec elle.",
}
_JA = {
    "found_number": "番号で選択",
    "settled_own": "あなたが{moment}に{channel}{answer}と回答しました。",
    "round_title": "新しい回の回答をお待ちしています",
    "round_holds": "それは{old}回目のもので、その回答が有効です。今回のメールは記録されていません。"
    "改めてお願いしています。{new}回目はまだ開いています。",
    "round_next": "{new}回目のメールに返信するか、そのページを開いて回答してください。",
    "left_behind": "添付ファイルではなく文章を読みます。添付されたものは届いていません。"
    "必要な場合は、フローの担当者に直接送ってください。",
    "commands_alone": "今は時間がない場合は「2日延期」と返信してください。",
    "earlier": "前回: {settled}",
    "since": "前回からの変更点は依頼のページにあります。",
    "since_long": "前回から変わりましたが、長すぎるため変更点を示せません。",
    "earlier_words": "そのときの言葉:",
    "changed": "前回からの変更点",
    "unchanged": "内容は前回から変わっていません。",
    "unsettled": "ありがとうございます。回答を記録しました。フローは{moment}にこの回答で先へ進みます。"
    "それまでに別の回答をメールで送ると、そちらが有効になります。",
    "taken_back": "先の回答({outcome})は取り消されました。フローはその回答では進みません。",
}

REMARK_TEXTS: Mapping[str, Mapping[str, str]] = {
    "en": _EN,
    "de": _DE,
    "es": _ES,
    "fr": _FR,
    "ja": _JA,
}
