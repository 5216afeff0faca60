"""What is said of a question with fields to fill in, in each language, in mails and on their page.

Beside the languages and not in them, as a form's words are needed by few.
"""

from __future__ import annotations

from collections.abc import Mapping

_EN = {
    "form_how": "This question has fields to fill in, so a reply alone cannot answer it. Open its "
    "page, fill them in and choose there.",
    "form_may": "The page also has fields that you may fill in; a reply leaves them as they are.",
    "form_open": "Open the page with the fields",
    "form_title": "This question is answered on its page",
    "form_reply": "Your mail arrived, but this question has fields to fill in, which a reply "
    "cannot give. Nothing was recorded and the request is still open.",
    "form_heading": "What the flow asks for",
    "form_fault": "Some fields are not right yet. Nothing was recorded, and what you typed is "
    "kept. Mend them and send it again.",
    "form_given": "What was filled in",
    "form_optional": "optional",
    "form_needed": "This is needed.",
    "form_choose": "Choose one",
    "form_not_said": "Not said",
    "form_yes": "Yes",
    "form_no": "No",
    "form_lines": "One a line.",
    "form_json": "As JSON.",
}
_DE = {
    "form_how": "Zu dieser Frage gehören Felder, deshalb genügt eine Antwort per Mail nicht. "
    "Öffnen Sie die Seite, füllen Sie sie aus und entscheiden Sie dort.",
    "form_may": "Auf der Seite gibt es auch Felder, die Sie ausfüllen können; eine Antwort per "
    "Mail lässt sie, wie sie sind.",
    "form_open": "Seite mit den Feldern öffnen",
    "form_title": "Diese Frage wird auf ihrer Seite beantwortet",
    "form_reply": "Ihre Mail ist angekommen, doch zu dieser Frage gehören Felder, die eine Mail "
    "nicht ausfüllen kann. Nichts wurde festgehalten, und die Anfrage ist weiter offen.",
    "form_heading": "Was der Ablauf wissen will",
    "form_fault": "Einige Felder stimmen noch nicht. Nichts wurde festgehalten, und Ihre Eingaben "
    "sind noch da. Verbessern Sie sie und senden Sie sie noch einmal.",
    "form_given": "Was ausgefüllt wurde",
    "form_optional": "freiwillig",
    "form_needed": "Das wird gebraucht.",
    "form_choose": "Bitte wählen",
    "form_not_said": "Keine Angabe",
    "form_yes": "Ja",
    "form_no": "Nein",
    "form_lines": "Je Zeile eines.",
    "form_json": "Als JSON.",
}
_ES = {
    "form_how": "Esta pregunta tiene campos que rellenar, así que no basta con responder al "
    "correo. Abra su página, rellénelos y decida allí.",
    "form_may": "La página tiene además campos que puede rellenar; una respuesta por correo los "
    "deja como están.",
    "form_open": "Abrir la página con los campos",
    "form_title": "Esta pregunta se responde en su página",
    "form_reply": "Su correo ha llegado, pero esta pregunta tiene campos que un correo no puede "
    "rellenar. No se ha registrado nada y la solicitud sigue abierta.",
    "form_heading": "Lo que pide el flujo",
    "form_fault": "Algunos campos aún no están bien. No se ha registrado nada y lo que escribió "
    "se conserva. Corríjalos y envíelo de nuevo.",
    "form_given": "Lo que se rellenó",
    "form_optional": "opcional",
    "form_needed": "Esto es necesario.",
    "form_choose": "Elija uno",
    "form_not_said": "Sin indicar",
    "form_yes": "Sí",
    "form_no": "No",
    "form_lines": "Uno por línea.",
    "form_json": "En JSON.",
}
_FR = {
    "form_how": "Cette question comporte des champs à remplir\u00a0; une réponse par mail ne suffit "
    "donc pas. Ouvrez sa page, remplissez-les et décidez là.",
    "form_may": "La page comporte aussi des champs que vous pouvez remplir\u00a0; une réponse par mail "
    "les laisse tels quels.",
    "form_open": "Ouvrir la page avec les champs",
    "form_title": "Cette question se traite sur sa page",
    "form_reply": "Votre mail est arrivé, mais cette question comporte des champs qu'un mail ne "
    "peut pas remplir. Rien n'a été enregistré et la demande reste ouverte.",
    "form_heading": "Ce que le flux demande",
    "form_fault": "Certains champs ne conviennent pas encore. Rien n'a été enregistré et votre "
    "saisie est conservée. Corrigez-les et envoyez à nouveau.",
    "form_given": "Ce qui a été rempli",
    "form_optional": "facultatif",
    "form_needed": "Ce champ est nécessaire.",
    "form_choose": "Choisissez",
    "form_not_said": "Non précisé",
    "form_yes": "Oui",
    "form_no": "Non",
    "form_lines": "Un par ligne.",
    "form_json": "En JSON.",
}
_JA = {
    "form_how": "この質問には入力欄があるため、返信だけでは回答できません。ページを開いて入力し、"
    "そこで選んでください。",
    "form_may": "ページには任意の入力欄もあります。返信した場合、それらは初期値のままです。",
    "form_open": "入力欄のあるページを開く",
    "form_title": "この質問はページで回答してください",
    "form_reply": "メールは届きましたが、この質問には返信では入力できない欄があります。何も記録"
    "されておらず、依頼はまだ受付中です。",
    "form_heading": "入力が必要な項目",
    "form_fault": "まだ正しくない欄があります。何も記録されていません。入力内容は残っています。"
    "直してもう一度送信してください。",
    "form_given": "入力された内容",
    "form_optional": "任意",
    "form_needed": "必須です。",
    "form_choose": "選択してください",
    "form_not_said": "指定なし",
    "form_yes": "はい",
    "form_no": "いいえ",
    "form_lines": "1行に1つ。",
    "form_json": "JSON形式。",
}

FORM_TEXTS: Mapping[str, Mapping[str, str]] = {
    "en": _EN,
    "de": _DE,
    "es": _ES,
    "fr": _FR,
    "ja": _JA,
}
