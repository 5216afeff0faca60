# ruff: noqa: RUF001 - letters of other alphabets are what this file is about
"""The fixed words that mail programs and people write around an answer, by language.

Only words and patterns: what follows from finding one is decided in
quotes.py and reply.py. Every pattern is anchored or looks at single words,
so that no text makes it slow.
"""

from __future__ import annotations

import re

# What the marker line of our own mails says, in each language of words/.
MARKER_CORES = (
    "write your answer above this line",
    "bitte über dieser zeile antworten",
    "escriba su respuesta encima de esta línea",
    "écrivez votre réponse au-dessus de cette ligne",
    "この行より上に返信を書いてください",
)

_WROTE = """
    wrote|writes|write|a écrit|écrit|a ecrit|schrieb|geschrieben|schreibt|escribió|escribio|
    escribiste|escreveu|escreveste|ha scritto|scritto|scrisse|schreef|geschreven|skrev|skrifaði|
    написал|написала|написав|написала|пише|пишет|писал|писала|napisał|napisała|napisał\\(a\\)|
    napsal|napsala|napsal\\(a\\)|napísal|kirjoitti|kirjutas|írta|yazdı|yazmış|a scris|έγραψε|
    έγραψεν|كتب|كتبت|כתב|כתבה|heeft geschreven|đã viết|menulis|rašė|rakstīja|написа|je napisao|
    je napisala|napisao|napisala|escriure|va escriure|idatzi du|เขียน|เขียนว่า|missatge de
"""
_WROTE_JOINED = "写道|寫道|写了|書きました|さんは書き|のメール|さんから|작성|썼습니다|wrote:|님이"
_WROTE_WORDS = "|".join(word.strip() for word in _WROTE.split("|"))
WROTE = re.compile(rf"(?<!\w)(?:{_WROTE_WORDS})(?!\w)|{_WROTE_JOINED}", re.IGNORECASE)
ENDS_WITH_WROTE = re.compile(r"(?:wrote|написал|написала|schrieb|écrit|escribió)$", re.IGNORECASE)

DATE = re.compile(
    r"""\d{1,2}[:.h]\d{2}(?!\d)            # a time of day
      | (?<!\d)(?:19|20)\d\d(?!\d)         # a year
      | \d{1,2}[./-]\d{1,2}[./-]\d{2,4}    # a date in figures
      | (?<!\w)\d{1,2}\.?\ (?:de\ )?[^\W\d_]{3,} # 3 March, 3. März, 3 de marzo
      | (?<!\w)[^\W\d_]{3,12}\.?\ \d{1,2}(?!\w)  # March 3
      | \d{1,4}[年月日년월일]""",
    re.VERBOSE,
)
# A date and a time with a year, at the start of a line: an attribution whose verb was lost.
FULL_DATE_FIRST = re.compile(
    r"^(?:(?:on|le|am|el|il|em|op|den|dnia)\s+)?"
    r"(?:\d{4}-\d\d-\d\d[ T,]+(?:at )?\d{1,2}:\d\d"
    r"|[^\W\d_]{2,10}\.?,? [^\n:]{4,24}(?:19|20)\d\d,?(?: at| à| um| a las)? \d{1,2}[:.]\d\d"
    r"|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? [^\n:]{3,30}\d{1,2}:\d\d)",
    re.IGNORECASE,
)
OPENER = re.compile(
    r"^(?:-+ ?)?(?:on|le|am|op|el|em|il|in data|a|den|dnia|w dniu|at|på|på den|в|вс|пн|вт|ср|чт|"
    r"пт|сб|dne|на|la|pada|vào|kl|ti|to|on[a-z]{2,3}|ma|ke|pe|la|su|在|於|于|\d)(?!\w)",
    re.IGNORECASE,
)

_FROM = """from|de|von|van|da|fra|från|od|от|від|lähettäjä|发件人|發件人|寄件者|寄件人|差出人|
    送信者|보낸 사람|보낸사람|
    kimden|gönderen|feladó|από|message du|reply-to|sender|expéditeur|absender|
    remitente|remetente|mittente|afzender|avsändare|afsender|nadawca|odesílatel|odosielateľ|
    expeditor|από τον|מאת|من|từ|dari|de la|จาก|pošiljatelj|pošiljalac|
    pošiljač|saatja|siuntėjas|sūtītājs|nuo"""
_OTHER = """sent|date|to|subject|cc|bcc|reply-to|reply to|envoyé|envoyé le|date d'envoi|à|a|objet|
    sujet|gesendet|datum|an|betreff|verzonden|verzonden op|aan|onderwerp|inviato|data|oggetto|
    risposta|per|sendt|dato|til|emne|skickat|till|ämne|kopia|wysłano|wysłane|do|temat|дата|кому|
    тема|отправлено|надіслано|дата:|发送时间|發送時間|收件人|主题|主題|日期|抄送|副本|寄件日期|
    收件者|主旨|送信日時|日時|日付|宛先|件名|보낸 날짜|날짜|받는 사람|받는사람|제목|참조|
    enviado|enviado el|
    enviada|fecha|para|asunto|assunto|lähetetty|päivä|päiväys|vastaanottaja|aihe|odesláno|komu|
    předmět|dátum|predmet|trimis|către|subiect|importance|wichtigkeit|priority|tarih|gönderildi|
    kime|konu|elküldve|címzett|tárgy|στάλθηκε|ημερομηνία|προς|θέμα|תאריך|אל|נושא|التاريخ|إلى|
    الموضوع|ngày|đến|chủ đề|tanggal|kepada|ส่ง|ถึง|เรื่อง|poslano|poslato|prima|za|saadetud|
    adressaat|teema|išsiųsta|kam|
    tema|nosūtīts|subjek|attachments|mailed by|signed by|org"""


def _labels(listed: str) -> frozenset[str]:
    return frozenset(label.strip().casefold() for label in listed.split("|"))


FROM_LABELS = _labels(_FROM)
HEADER_LABELS = FROM_LABELS | _labels(_OTHER)
LABELLED = re.compile(r"^[*_]{0,2}(?P<label>[^\W\d][^:：*\n]{0,24}?)[*_]{0,2}\s?[:：][*_]{0,2}")

SEPARATOR_WORDS = re.compile(
    r"original|forwarded|reply|message|nachricht|mitteilung|messaggio|mensaje|mensagem|wiadomo|"
    r"meddela|meddelelse|besked|bericht|сообщени|повідомлен|origine|transféré|weitergeleitet|"
    r"inoltrat|reenviad|encaminhad|doorgestuurd|wrote|writes|écrit|schrieb|写道|邮件|郵件|原始|"
    r"元の|転送|원본|전달|viestin?|zpráva|správa|üzenet|ileti|posta|μήνυμα|mesaj|הודעה|رسالة",
    re.IGNORECASE,
)
BEGIN_FORWARDED = re.compile(
    r"(?:begin forwarded message|forwarded message|début du message (?:réexpédié|transféré)|"
    r"anfang der weitergeleiteten (?:nachricht|e-mail)|inicio del mensaje reenviado|"
    r"inizio messaggio inoltrato|início da mensagem (?:encaminhada|reencaminhada)|"
    r"begin doorgestuurd bericht|vidarebefordrat brev|start på videresendt besked|"
    r"videresendt melding|начало переадресованного (?:сообщения|письма)|"
    r"początek przekazywanej wiadomości|přeposlaná zpráva|továbbított levél kezdete|"
    r"välitetty viesti alkaa|下面是被转发的邮件|以下是轉寄的郵件|"
    r"転送されたメッセージ|전달된 메시지)\W*",
    re.IGNORECASE,
)

SIGNATURE_RULE = re.compile(r"(?:-{2,3}|—|–|_{2,3})")
MOBILE_SIGNATURE = re.compile(
    r"\W{0,3}(?:sent (?:from|via|with|using)\b|get outlook for\b|envoyé (?:de|depuis|à partir)\b|"
    r"télécharger outlook\b|(?:gesendet|verschickt|geschickt) (?:von|mit|aus)\b|"
    r"von meine[mr] .{0,30}(?:gesendet|gesandt)|diese nachricht wurde von .{0,60}gesendet|"
    r"enviado (?:desde|do|de|a partir|por)\b|inviato da\w*\b|verzonden (?:vanaf|met|van|via)\b|"
    r"sendt fra\b|skickat från\b|skickades från\b|отправлено (?:с|из)\b|надіслано з\b|"
    r"wysłan[eoy] z\b|lähetetty \w+sta\b|odesláno z\w*\b|trimis de pe\b|elküldve\b|"
    r"iphone(?:から送信| 傳送)|从我的|從我的|发自我的|發自我的|나의 .{1,20}에서 보냄|"
    r"this message was sent (?:from|via)\b|"
    r"(?:someone )?from (?:my )?(?:iphone|ipad|mobile|android|blackberry|galaxy|tablet)"
    r"(?: \w+)?\W*$)",
    re.IGNORECASE,
)
NOT_MOBILE = re.compile(
    r"sent (?:from|via|with|using) (?:my|the|our) (?:desk|office)\b", re.IGNORECASE
)

CLOSING = re.compile(
    r"(?:(?:best|kind|warm|with best|with kind|warmest|many)? ?(?:regards|wishes)|cheers|sincerely|"
    r"yours(?: sincerely| truly| faithfully)?|best|thanks|many thanks|thank you|thx|"
    r"thanks and regards|respectfully|"
    r"(?:mit )?(?:freundliche|beste|viele|liebe|schöne|herzliche)n? "
    r"(?:grüße|grüßen|gruesse|grüsse|gruß)|vg|lg|mfg|danke(?: und gruß)?|cordialement|"
    r"bien (?:cordialement|à vous)|salutations(?: distinguées)?|merci|saludos(?: cordiales)?|"
    r"un saludo|atentamente|gracias|cumprimentos|atenciosamente|obrigad[oa]|cordiali saluti|"
    r"distinti saluti|saluti|grazie|met vriendelijke groet(?:en)?|groet(?:en|jes)?|mvh|"
    r"med vänlig(?:a)? hälsning(?:ar)?|med venlig hilsen|med vennlig hilsen|hilsen|"
    r"с уважением|спасибо|z poważaniem|pozdrawiam|s pozdravem|üdvözlettel|saygılarımla|"
    r"よろしくお願いします|よろしくお願いいたします|此致|감사합니다)\W*",
    re.IGNORECASE,
)
# Colons where the letters alone are a title: 'PD Dr. Weiss'.
POSTSCRIPT = re.compile(
    r"(?:p\.?[ -]?){1,3}s\b\.?(?=\W)|p\.?\s?d\.?\s?:|post ?scriptum\b|pos(?:t?data)\b|nachtrag\b|"
    r"з\.?ы\.?\s?[:.-]|追伸|又及|附言|추신",
    re.IGNORECASE,
)
# Courtesies that mean something when they stand alone; a bare 'Regards' says nothing.
THANKS = re.compile(
    r"(?:many )?thank|thx|danke|merci|gracias|obrigad|grazie|спасибо|감사", re.IGNORECASE
)

GREETING = re.compile(
    r"(?:hi|hello|hey|hiya|dear|greetings|good (?:morning|afternoon|evening|day)|gentlemen|"
    r"hallo|guten (?:tag|morgen|abend)|moin|servus|grüß gott|liebe[rs]?|sehr geehrte[rn]?|"
    r"bonjour|bonsoir|salut|cher|chère|chers|coucou|hola|buenos días|buenas(?: tardes)?|"
    r"estimad[oa]s?|querid[oa]s?|olá|oi|bom dia|boa tarde|prezad[oa]s?|ciao|buongiorno|salve|"
    r"gentile|egregio|beste|geachte|goedemorgen|goedemiddag|hej|hei|god dag|kære|kjære|"
    r"здравствуйте|привет|добрый день|уважаем\w+|вітаю|cześć|dzień dobry|witam|szanown\w+|ahoj|"
    r"dobrý den|szia|tisztelt|merhaba|selam|sayın|γεια|שלום|مرحبا|こんにちは|お疲れ様です|"
    r"お世話になっております|您好|你好|안녕하세요)(?P<rest>(?!\w).*)?",
    re.IGNORECASE,
)

BANNER = re.compile(
    r"\W{0,4}(?:"
    r"(?:caution|warning|external|attention|achtung|extern\w*|vorsicht|warnung|prudence|"
    r"atención|precaución|attenzione|notice|be careful|security notice|let op)\b.{0,40}"
    r"(?:external|extern|outside|e-?mail|sender|mail|courriel|correo|link|attachment)"
    r"|\[?(?:external(?: e-?mail| sender| message)?|extern(?:e e-?mail|e mail)?)\]\W*$"
    r"|(?:this|diese|ce|este|questa|deze) (?:e-?mail|message|nachricht|courriel|mensaje|correo|"
    r"bericht|mail)\b.{0,40}(?:outside|extern|außerhalb|extérieur|fuera|esterno|buiten)"
    r"|you don.t (?:often|usually) get e-?mail from"
    r"|some people who received this message don.t often get"
    r"|(?:sie erhalten|vous n.obtenez|no suele recibir).{0,40}"
    r"(?:nicht (?:oft|häufig)|souvent|correo)"
    r"|learn why this is important"
    r")",
    re.IGNORECASE,
)
BANNER_GOES_ON = re.compile(
    r"(?:do not|don.t|never|please do not|please use caution|exercise caution|klicken|ne cliquez|"
    r"no haga|non cliccare)\b.{0,80}"
    r"(?:click|link|attachment|open|anhäng|anlage|öffnen|pièce|adjunto|allegat)"
    r"|(?:unless|wenn|sauf|a menos)\b.{0,60}(?:sender|recogni|absender|expéditeur|remitente)"
    r"|.{0,60}\b(?:recogni[sz]e the sender|know the content is safe)",
    re.IGNORECASE,
)
# What a company or a scanner adds below every mail; nobody's own words follow it.
DISCLAIMER = re.compile(
    r"\W{0,4}(?:"
    r"(?:this|the information in this) (?:e-?mail|message|communication)\b.{0,60}"
    r"(?:confidential|privileged|intended (?:only|solely)|intended for)"
    r"|confidentiality (?:notice|note)|legal (?:notice|disclaimer)|disclaimer\W*$|disclaimer: "
    r"|diese (?:e-?mail|nachricht) (?:enthält|ist) .{0,40}vertraulich"
    r"|ce (?:message|courriel|mail) .{0,60}confidentiel"
    r"|este (?:mensaje|correo) .{0,60}confidencial"
    r"|esta mensagem .{0,60}confidencia"
    r"|questo (?:messaggio|e-?mail) .{0,60}riservat"
    r"|(?:virus-free|virenfrei|sans virus|libre de virus)\b.{0,40}"
    r"|(?:this (?:e-?mail|message) has been|diese e-?mail wurde) "
    r"(?:scanned|checked|von avast|auf viren)"
    r"|please consider the environment before printing"
    r")",
    re.IGNORECASE,
)
LIST_FOOTER = re.compile(r"mailing list|unsubscribe|mailman|groups\.google|listinfo", re.IGNORECASE)
HTML_ONLY_NOTE = re.compile(
    r"\W*(?:this (?:message|e-?mail) (?:is|requires|contains|was sent) .{0,30}html|"
    r"(?:please |to )?(?:view|open|use|read|see) .{0,50}html|"
    r"your (?:mail|e-?mail) (?:client|program|reader) "
    r"(?:does(?:n.t| not)|cannot|can.t) (?:support|show|display) html|"
    r"(?:diese (?:nachricht|e-?mail)|ihr (?:e-?mail|mail).?programm|um diese) .{0,60}html|"
    r"(?:ce (?:message|courriel)|votre (?:messagerie|logiciel)|pour (?:voir|afficher)) .{0,60}html|"
    r"(?:este (?:mensaje|correo)|su (?:programa|cliente)|para ver) .{0,60}html|"
    r"(?:esta mensagem|o seu (?:programa|cliente)) .{0,60}html|"
    r".{0,40}html\s?(?:メール|形式).{0,30}(?:表示|ご覧|対応))",
    re.IGNORECASE,
)
