"""German."""

from __future__ import annotations

from signoff.channels.email.words.catalogue import Words

_OPEN = "Nichts wurde festgehalten. Die Anfrage ist weiter offen."
_OTHER_WAY = "Antworten Sie auf die neueste Mail dazu, oder öffnen Sie die Seite der Anfrage."

DE = Words(
    language="de",
    weekdays=("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
    months=("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September",
            "Oktober", "November", "Dezember"),
    outcomes={
        "approved": "freigegeben",
        "approve": "freigeben",
        "rejected": "abgelehnt",
        "reject": "ablehnen",
        "needs_revision": "überarbeiten",
        "needs_changes": "ändern",
        "yes": "ja",
        "no": "nein",
    },
    texts={
        "marker": "-- bitte über dieser Zeile antworten --",
        "quoted": "„{text}“",
        "comma": ", ",
        "either": "{first} oder {last}",
        "day": "{day}. {month} {year}",
        "moment": "{weekday}, {day}, {time}",
        "days": "{n} Tage",
        "hours": "{n} Stunden",
        "minutes": "{n} Minuten",
        "a_minute": "eine Minute",
        "by_email": "per Mail",
        "by_email_page": "auf der Seite der Mail",
        "by_dashboard": "im Dashboard",
        "by_api": "über die API",
        "by_console": "in der Konsole",
        "by_other": "über {channel}",
        "found_button": "direkt gewählt",
        "found_exact": "wörtlich genannt",
        "found_rule": "nach festen Regeln aus den Worten gelesen",
        "found_model": "von einem Sprachmodell aus den Worten gelesen",
        "found_default": "die Vorgabe für eine leere Antwort",
        "found_timeout": "zum Ablauf der Frist gesetzt",
        "found_free_text": "Worte, unverändert weitergegeben",
        "found_with": "{found}: {model}",
        "image": "[Bild: {name}]",
        "image_unnamed": "ohne Namen",
        "review_subject": "Prüfen: {title}",
        "round": "{subject} (Runde {n})",
        "how_words": "Antworten Sie auf diese Mail mit eigenen Worten; sie werden unverändert "
        "weitergegeben.",
        "how_choices": "Antworten Sie auf diese Mail mit {choices} in der ersten Zeile; ein "
        "Kommentar darf folgen.",
        "how_many": "Antworten Sie auf diese Mail mit einer dieser Antworten in der ersten Zeile; "
        "ein Kommentar darf folgen.",
        "buttons": "Oder wählen Sie hier: Eine Seite öffnet sich, und erst Ihre Bestätigung dort "
        "hält etwas fest.",
        "until": "Diese Mail kann noch {span} lang beantwortet werden, bis {moment}. Bis jemand "
        "antwortet, wartet der Ablauf.",
        "why_you": "Der Ablauf {flow} fragt in seinem Schritt {step}. Sie bekommen diese Mail, "
        "weil darin {address} entscheidet. Nur eine Antwort von dieser Adresse zählt.",
        "adjusted_one": "Nach 1 Lehre aus früheren Prüfungen angepasst: {lessons}.",
        "adjusted_many": "Nach {n} Lehren aus früheren Prüfungen angepasst: {lessons}.",
        "cut": "Der Text ist länger, als eine Mail zeigen kann.",
        "cut_page": "Auf der Seite der Anfrage steht er ganz.",
        "cut_at": "Der ganze Text: {url}",
        "read_all": "Alles lesen",
        "open_review": "Seite der Anfrage öffnen",
        "sign_in_subject": "Bei signoff anmelden",
        "sign_in_title": "Ihr Anmelde-Link",
        "sign_in": "Mit diesem Link melden Sie sich als {address} an. Er gilt einmal, bis {moment}.",
        "sign_in_next": "Öffnen Sie ihn und drücken Sie auf der Seite den Knopf. Vorher geschieht nichts.",
        "sign_in_open": "Anmelden",
        "sign_in_not_you": "Sie haben keinen Link verlangt? Dann tun Sie nichts: Ohne ihn kommt niemand hinein.",
        "open_request": "Anfrage öffnen",
        "see_request": "Anfrage ansehen",
        "link": "{label}: {url}",
        "you_wrote": "Sie schrieben:",
        "unclear_title": "Ihre Entscheidung war nicht eindeutig",
        "unclear_preview": "Die Anfrage ist weiter offen. {how}",
        "unclear": "Ihre Mail ist angekommen, doch aus ihren Worten geht nicht zweifelsfrei hervor, "
        "welches der angebotenen Ergebnisse gemeint ist. Nichts wurde festgehalten, die Anfrage ist weiter offen.",
        "again_title": "Was davon meinen Sie?",
        "again": "Danke. Es ist noch immer nicht sicher; nichts ist entschieden, der Ablauf "
        "wartet.",
        "again_last": "Wir fragen nun zum letzten Mal per Mail. Eine Antwort, die wir nicht "
        "deuten können, bleibt erhalten und wird den Verantwortlichen gezeigt.",
        "short_words": "Antworten Sie mit einem davon und sonst nichts: {choices}.",
        "short_numbers": "Antworten Sie mit {numbers}.",
        "number_means": "{number} heißt {choice}",
        "full_stop": "{text}.",
        "recorded": "Festgehalten: {outcome}",
        "recorded_words": "Ihre Antwort ist festgehalten",
        "recorded_preview": "Der Ablauf geht mit Ihrer Antwort weiter.",
        "done": "Danke. Ihre Antwort ist festgehalten, der Ablauf geht weiter.",
        "nothing_more": "Mehr ist nicht zu tun.",
        "read_by_rule": "Feste Regeln lasen Ihre Worte als {outcome}.",
        "read_by_model": "Ein Sprachmodell las Ihre Worte als {outcome}.",
        "objection_own": "Haben Sie etwas anderes gemeint? Der Ablauf wartet nicht, und eine "
        "weitere Antwort ändert nichts; doch Sie verantworten ihn: Starten Sie ihn neu und "
        "entscheiden Sie noch einmal.",
        "objection": "Haben Sie etwas anderes gemeint? Der Ablauf wartet nicht, und eine weitere "
        "Antwort ändert nichts; schreiben Sie deshalb gleich an {owner}.",
        "somebody_in_charge": "die Verantwortlichen des Ablaufs",
        "not_you": "Diese Antwort ist nicht von Ihnen? Sagen Sie es gleich den Verantwortlichen; "
        "die Aufzeichnung zeigt, wie sie hereinkam.",
        "fact_request": "Anfrage",
        "fact_question": "Frage",
        "fact_recorded": "Festgehalten als",
        "fact_by": "Von",
        "fact_at": "Am",
        "own_words": "Ihre eigenen Worte, unverändert weitergegeben",
        "outcome_found": "{outcome} ({found})",
        "who_by": "{who}, {channel}",
        "your_mail": "Ihre Mail",
        "settled": "{who} gab {answer} {channel}: {moment}.",
        "an_answer": "eine Antwort in Worten",
        "stands": "Diese Antwort gilt; Ihre wurde nicht festgehalten.",
        "gone_expired": "Ihre Zeit ist um; niemand muss sie mehr beantworten.",
        "gone_cancelled": "Sie wurde zurückgezogen; niemand muss sie mehr beantworten.",
        "gone": "Sie ist geschlossen; niemand muss sie mehr beantworten.",
        "not_recorded": "Ihre Antwort wurde nicht festgehalten.",
        "intruder_title": "Jemand anderes wollte für Sie antworten",
        "intruder_preview": "Nichts wurde festgehalten. Die Anfrage steht wie zuvor.",
        "intruder": "Eine Mail von {sender} beantwortete eine Anfrage an Sie. Sie kam nicht von "
        "Ihrer Adresse, oder ihr Absender ließ sich nicht prüfen.",
        "intruder_holds": "Nichts wurde festgehalten, die Anfrage steht wie zuvor.",
        "intruder_next": "Waren Sie es selbst, antworten Sie noch einmal von dieser Adresse oder "
        "auf der Seite der Anfrage. Wenn nicht, ist nichts zu tun; vielleicht möchte Ihre "
        "Mailverwaltung davon wissen.",
        "nobody_known": "einer unbekannten Adresse",
        "notice_subject": "{title}: {request}",
        "undelivered_title": "{address} wurde nicht erreicht",
        "undelivered": "Die Mail mit dieser Anfrage an {address} war nicht zustellbar und wird "
        "nicht noch einmal gesendet.",
        "undelivered_why": "Gemeldet wurde: {why}",
        "away_title": "{address} ist abwesend",
        "away": "Von {address} kam eine automatische Antwort: abwesend, ohne Datum.",
        "away_until": "Von {address} kam eine automatische Antwort: abwesend bis {day}.",
        "still_waits": "Die Anfrage ist weiter offen, der Ablauf wartet.",
        "undelivered_next": "Prüfen Sie die Adresse, fragen Sie die Person auf anderem Weg, oder "
        "antworten Sie auf der Seite der Anfrage.",
        "away_asked": "Nun wird auch {name} gefragt; die Antwort von beiden zählt.",
        "away_next": "Wenn es nicht warten kann, fragen Sie jemand anderen, oder antworten Sie auf "
        "der Seite der Anfrage.",
        "why_you_because": "Der Ablauf {flow} fragt in seinem Schritt {step}. Warum Sie: {why}. "
        "Nur eine Antwort von {address} zählt.",
        "also_one": "Ebenfalls gefragt: {names}. Eine Antwort entscheidet.",
        "also_claim": "Ebenfalls gefragt: {names}. Die erste Antwort entscheidet; mit "
        "„übernehmen“ behalten Sie die Anfrage bis dahin für sich.",
        "also_many": "{needed} von {n} müssen zustimmen. Ebenfalls gefragt: {names}.",
        "also_veto": "{needed} von {n} müssen zustimmen, und eine Ablehnung entscheidet dagegen. "
        "Ebenfalls gefragt: {names}.",
        "also_words": "{needed} von {n} müssen antworten. Ebenfalls gefragt: {names}.",
        "stage": "Dies ist Stufe {stage} von {n} der Entscheidung.",
        "in_place": "Sie werden anstelle von {name} gefragt.",
        "escalated": "{name} hat nicht rechtzeitig geantwortet; deshalb werden nun Sie gefragt.",
        "escalated_nobody": "Niemand hat rechtzeitig geantwortet; deshalb werden nun Sie gefragt.",
        "reminder": "Zur Erinnerung: Diese Anfrage wartet schon {span} und braucht noch Ihre "
        "Antwort.",
        "due_answer": "Bitte antworten Sie bis {moment}. Danach wird automatisch {outcome} "
        "festgehalten.",
        "due_approve": "Bitte antworten Sie bis {moment}. Danach gilt sie automatisch als "
        "freigegeben.",
        "due_fail": "Bitte antworten Sie bis {moment}. Danach kann niemand mehr antworten, und "
        "der Ablauf schlägt fehl.",
        "due_on": "Bitte antworten Sie bis {moment}. Danach geht der Ablauf ohne Antwort weiter.",
        "due_passed": "Bitte antworten Sie bis {moment}. Danach wird jemand anderes gefragt.",
        "commands": "Nicht Ihre Entscheidung? Antworten Sie „weitergeben an“ mit der Adresse "
        "einer Kollegin oder eines Kollegen. Gerade keine Zeit? Antworten Sie „zurückstellen 2 "
        "Tage“.",
        "counted_title": "Ihre Stimme ist gezählt",
        "counted": "Ihre Antwort {outcome} ist gezählt. Bisher haben {n} von {needed} zugestimmt, "
        "die zustimmen müssen.",
        "counted_words": "Ihre Antwort ist gezählt, als Nummer {n} von {needed} nötigen.",
        "counted_waits": "Noch offen: {names}.",
        "counted_alone": "Sonst ist noch niemand gefragt: Ohne eine weitere Person wird nichts genehmigt.",
        "counted_change": "Bis zur Entscheidung können Sie Ihre Stimme ändern: Antworten Sie noch "
        "einmal auf diese Mail.",
        "taken_title": "Von Ihnen wird nichts mehr gebraucht",
        "taken_decided_title": "Es ist entschieden",
        "taken_decided": "Die Anfrage, zu der Sie abgestimmt haben, ist entschieden.",
        "taken_answered": "{by} hat geantwortet.",
        "taken_stage_passed": "Genug Personen haben zugestimmt; nun werden die nächsten gefragt.",
        "taken_claimed": "{by} hat die Anfrage übernommen und wird antworten.",
        "taken_reassigned": "Die Anfrage wurde an jemand anderen weitergegeben.",
        "taken_delegated": "Die Anfrage wurde an Ihre Vertretung weitergegeben.",
        "taken_escalated": "Die Anfrage wurde nicht rechtzeitig beantwortet und an jemand anderen "
        "weitergegeben.",
        "taken_superseded": "Es gibt eine neuere Fassung. Werden Sie dazu gefragt, kommt eine "
        "eigene Mail.",
        "taken_withdrawn": "Die Anfrage wurde zurückgezogen; der Ablauf fragt nicht mehr.",
        "taken_timed_out": "Ihre Zeit ist um; sie wurde automatisch geschlossen.",
        "late_at": "Wann: {moment}.",
        "late_asked": "Gefragt sind jetzt: {names}.",
        "late_newer": "Zur neueren Fassung: {settled}",
        "taken_holds": "Auf die Mail, die Sie fragte, kann nicht mehr geantwortet werden.",
        "taken_next": "Für Sie ist nichts zu tun.",
        "somebody": "Jemand anderes",
        "done_claim_title": "Die Anfrage liegt nun bei Ihnen",
        "done_claim": "Sie haben die Anfrage übernommen. Bis Sie antworten oder sie zurückgeben, "
        "kann sonst niemand antworten.",
        "done_release_title": "Die Anfrage ist zurückgegeben",
        "done_release": "Sie behalten die Anfrage nicht mehr für sich: Alle Gefragten können "
        "antworten.",
        "done_reassign_title": "Die Anfrage ist weitergegeben",
        "done_reassign": "Nun wird {to} an Ihrer Stelle gefragt.",
        "done_delegate_title": "Sie werden vertreten",
        "done_delegate": "Bis {day} gehen Anfragen an Sie an {to}, auch die, die jetzt auf Sie warten.",
        "done_snooze_title": "Sie werden später erinnert",
        "done_snooze": "Vor {moment} werden Sie an diese Anfrage nicht erinnert. Ihre Frist "
        "bleibt.",
        "done_next": "Um sie zu beantworten, antworten Sie auf diese Mail.",
        "receipt": "Quittung: {receipt}",
        "high_risk": "Hohes Risiko",
    },
    refusals={
        "closed": (
            "Zu spät: Das ist bereits entschieden",
            "",
            "",
            "Wenn sich daran etwas ändern muss, bitten Sie die Verantwortlichen, den Ablauf neu zu "
            "starten.",
        ),
        "expired": (
            "Die Zeit, per Mail zu antworten, ist um",
            "Ihre Mail kam nach der in der Anfrage genannten Zeit an.",
            "Nichts wurde festgehalten.",
            "Öffnen Sie die Seite der Anfrage; ist sie noch offen, antworten Sie dort.",
        ),
        "unknown_key": (
            "Auf diese Mail kann nicht mehr geantwortet werden",
            "Die beantwortete Mail ist zu alt: Ihre Antwortadresse wird nicht mehr benutzt.",
            "Nichts wurde festgehalten.",
            _OTHER_WAY,
        ),
        "passed": (
            "Ihr Schritt ist entschieden",
            "Genug Personen Ihres Schritts haben zugestimmt, und die nächsten sind jetzt gefragt.",
            "Nichts wurde festgehalten.",
            "Für Sie ist nichts zu tun. Die Seite zeigt den Stand.",
        ),
        "revoked": (
            "Diese Anfrage liegt nicht mehr bei Ihnen",
            "Seit die Mail gesendet wurde, ist die Anfrage zurückgezogen oder jemand anderem "
            "gegeben worden.",
            "Nichts wurde festgehalten.",
            "Für Sie ist nichts zu tun. Die Seite zeigt den Stand.",
        ),
        "wrong_sender": (
            "Diese Anfrage ging an eine andere Adresse",
            "Sie haben eine Anfrage von einer Adresse aus beantwortet, an die sie nicht ging.",
            "Nichts wurde festgehalten; wer gefragt wurde, kann weiter antworten.",
            "Ging sie an Sie, antworten Sie von der Adresse, die sie bekam. Wurde sie Ihnen "
            "weitergeleitet, bitten Sie die Person, die sie weiterleitete, zu antworten.",
        ),
        "forged": (
            "Die Antwortadresse passt nicht",
            "Die Adresse, an die Ihre Mail ging, wurde verändert oder gehört jemand anderem.",
            "Nichts wurde festgehalten.",
            "Antworten Sie auf die Mail, die fragte, von der Adresse, die sie bekam, und lassen Sie "
            "die Antwortadresse, wie sie ist.",
        ),
        "unknown_ticket": (
            "Diese Anfrage kennen wir nicht",
            "Die Adresse, an die Ihre Mail ging, gehört hier zu keiner Anfrage.",
            "Nichts wurde festgehalten.",
            "Antworten Sie auf die Mail, die fragte, und lassen Sie die Antwortadresse, wie sie "
            "ist.",
        ),
        "not_authenticated": (
            "Der Absender ließ sich nicht prüfen",
            "Ihr Mailserver hat nicht nachgewiesen, dass die Mail von Ihrer Domain kommt.",
            "Nichts wurde festgehalten.",
            "Antworten Sie auf der Seite der Anfrage, oder fragen Sie Ihre Mailverwaltung nach "
            "DKIM.",
        ),
        "empty": (
            "In Ihrer Mail steht keine Antwort",
            "Ihre Mail ist angekommen, doch über dem Zitat standen keine eigenen Worte.",
            _OPEN,
            "Antworten Sie noch einmal, mit Ihrer Antwort in der ersten Zeile, über dem Zitat.",
        ),
        "encrypted": (
            "Verschlüsselte Mails können wir nicht lesen",
            "Ihre Mail kam verschlüsselt an, und wir haben keinen Schlüssel dafür.",
            _OPEN,
            "Antworten Sie unverschlüsselt, oder auf der Seite der Anfrage.",
        ),
        "attachment_only": (
            "Wir lesen Text, keine Anhänge",
            "Ihre Mail kam mit einem Anhang und ohne Text an.",
            _OPEN,
            "Antworten Sie noch einmal, mit Ihrer Antwort in der ersten Zeile.",
        ),
        "not_yours": (
            "Diese Anfrage ist nicht Ihre",
            "Sie gehören nicht oder nicht mehr zu denen, die gefragt sind.",
            "Nichts wurde festgehalten.",
            "Für Sie ist nichts zu tun. Die Seite zeigt den Stand.",
        ),
        "claimed": (
            "Jemand anderes hat diese Anfrage übernommen",
            "{who} hat sie übernommen und wird antworten.",
            "Nichts wurde festgehalten.",
            "Wird sie zurückgegeben, können Sie wieder antworten.",
        ),
        "four_eyes": (
            "Jemand anderes muss das freigeben",
            "Sie haben diesen Ablauf oder den gestartet, aus dem er hervorging, und dürfen ihn nicht "
            "freigeben.",
            _OPEN,
            "Jemand anderes muss freigeben. Dagegen entscheiden dürfen Sie.",
        ),
        "needs_proof": (
            "Diese Anfrage verlangt einen stärkeren Nachweis",
            "Ihr Mailserver hat nicht so sicher nachgewiesen, wie es diese Anfrage verlangt, dass "
            "die Mail von Ihnen ist.",
            _OPEN,
            "Melden Sie sich auf der Seite der Anfrage an und antworten Sie dort, oder fragen Sie "
            "Ihre Mailverwaltung nach DKIM.",
        ),
        "not_active": (
            "Ihr Konto wurde hier geschlossen",
            "Antworten von Ihrer Adresse zählen nicht mehr.",
            "Nichts wurde festgehalten.",
            "Für Sie ist nichts zu tun. Ist das ein Irrtum, schreiben Sie denen, die den Ablauf "
            "betreiben.",
        ),
        "superseded": (
            "Es gibt eine neuere Fassung dieser Anfrage",
            "Was Sie beantwortet haben, wurde durch eine neuere Fassung ersetzt.",
            "Nichts wurde festgehalten.",
            "Antworten Sie auf die neueste Mail dazu, oder öffnen Sie ihre Seite.",
        ),
        "command_unclear": (
            "Es war nicht klar, was zu tun ist",
            "Ihre Mail beginnt wie etwas, das wir tun können, geht aber nicht so weiter.",
            "Nichts wurde geändert. Die Anfrage ist weiter offen.",
            "Schreiben Sie eine Zeile und sonst nichts: übernehmen; zurückgeben; weitergeben an "
            "ADRESSE; vertreten durch ADRESSE bis 24.12.2026; zurückstellen 2 Tage; zurückstellen "
            "bis 24.12.2026.",
        ),
        "command_person": (
            "Die Anfrage wurde nicht weitergegeben",
            "{who} ist niemand, den dieser Ablauf fragen darf.",
            "Nichts wurde geändert; gefragt sind weiter Sie.",
            "Nennen Sie jemanden, der gefragt werden darf, oder schreiben Sie den "
            "Verantwortlichen.",
        ),
        "command_date": (
            "Dieser Tag geht nicht",
            "Der genannte Tag oder Zeitpunkt ist vorbei oder mehr als ein Jahr entfernt.",
            "Nichts wurde geändert; gefragt sind weiter Sie.",
            "Schreiben Sie es noch einmal mit einem kommenden Tag, wie 24.12.2026.",
        ),
        "command_snooze": (
            "Es gibt nichts zurückzustellen",
            "An diese Anfrage wird nicht mehr erinnert.",
            "Nichts wurde geändert. Die Anfrage wartet wie zuvor.",
            "Antworten Sie, wenn Sie so weit sind; die Frist bleibt.",
        ),
        "command_refused": (
            "Das geht mit dieser Anfrage nicht",
            "So wie die Anfrage steht, können Sie sie nicht übernehmen, zurückgeben oder "
            "weitergeben.",
            "Nichts wurde geändert.",
            "Die Seite der Anfrage zeigt den Stand.",
        ),
        "": (
            "Ihre Mail wurde nicht festgehalten",
            "Ihre Mail ist angekommen, konnte aber nicht als Antwort gelten.",
            "Nichts wurde festgehalten.",
            _OTHER_WAY,
        ),
    },
)  # fmt: skip
