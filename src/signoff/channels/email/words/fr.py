"""French. A space before a double sign is a no-break one, as French has it."""

from __future__ import annotations

from signoff.channels.email.words.catalogue import Words

_OPEN = "Rien n'a été enregistré. La demande est toujours ouverte."
_OTHER_WAY = "Répondez au dernier mail à son sujet, ou ouvrez sa page et répondez-y."

FR = Words(
    language="fr",
    weekdays=("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    months=("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
            "octobre", "novembre", "décembre"),
    outcomes={
        "approved": "approuvé",
        "approve": "approuver",
        "rejected": "refusé",
        "reject": "refuser",
        "needs_revision": "à revoir",
        "needs_changes": "à modifier",
        "yes": "oui",
        "no": "non",
    },
    texts={
        "marker": "-- écrivez votre réponse au-dessus de cette ligne --",
        "quoted": "«\u00a0{text}\u00a0»",
        "comma": ", ",
        "either": "{first} ou {last}",
        "day": "{day} {month} {year}",
        "moment": "{weekday} {day}, {time}",
        "days": "{n} jours",
        "hours": "{n} heures",
        "minutes": "{n} minutes",
        "a_minute": "une minute",
        "by_email": "par mail",
        "by_email_page": "sur la page du mail",
        "by_dashboard": "dans le tableau de bord",
        "by_api": "par l'API",
        "by_console": "dans la console",
        "by_other": "par {channel}",
        "found_button": "choisi directement",
        "found_exact": "dit en ces mots",
        "found_rule": "lu dans les mots par des règles fixes",
        "found_model": "lu dans les mots par un modèle de langage",
        "found_default": "la valeur d'une réponse vide",
        "found_timeout": "appliqué à l'échéance",
        "found_free_text": "des mots, transmis tels quels",
        "found_with": "{found}\u00a0: {model}",
        "image": "[image\u00a0: {name}]",
        "image_unnamed": "sans nom",
        "review_subject": "À vérifier\u00a0: {title}",
        "round": "{subject} (tour {n})",
        "how_words": "Répondez à ce mail avec vos propres mots\u00a0; ils sont transmis tels quels.",
        "how_choices": "Répondez à ce mail par {choices} en première ligne\u00a0; vous pouvez "
        "ajouter un commentaire.",
        "buttons": "Ou choisissez ici\u00a0: une page s'ouvre, et rien n'est enregistré avant que "
        "vous y confirmiez.",
        "until": "On peut répondre à ce mail pendant {span}, jusqu'au {moment}. Tant que personne "
        "ne répond, le flux attend.",
        "why_you": "Le flux {flow} pose la question à son étape {step}. Vous recevez ce mail parce "
        "que {address} y décide. Seule une réponse de cette adresse compte.",
        "adjusted_one": "Ajusté selon 1 leçon de vérifications passées\u00a0: {lessons}.",
        "adjusted_many": "Ajusté selon {n} leçons de vérifications passées\u00a0: {lessons}.",
        "cut": "Le texte est plus long que ce qu'un mail peut montrer.",
        "cut_page": "Il est en entier sur la page de la demande.",
        "cut_at": "Le texte entier\u00a0: {url}",
        "read_all": "Tout lire",
        "open_review": "Ouvrir la page de la demande",
        "open_request": "Ouvrir la demande",
        "see_request": "Voir la demande",
        "link": "{label}\u00a0: {url}",
        "you_wrote": "Vous avez écrit\u00a0:",
        "unclear_title": "Votre décision n'était pas claire",
        "unclear_preview": "La demande est toujours ouverte. {how}",
        "unclear": "Votre mail est arrivé, mais ses mots ne disent pas avec certitude lequel des "
        "résultats proposés vous choisissez. Rien n'a été enregistré et la demande est toujours ouverte.",
        "again_title": "Lequel voulez-vous dire\u00a0?",
        "again": "Merci. Nous n'en sommes toujours pas sûrs\u00a0; rien n'est décidé et le flux "
        "attend.",
        "again_last": "C'est la dernière fois que nous demandons par mail. Une réponse que nous ne "
        "savons pas lire est gardée, et les responsables du flux la voient.",
        "short_words": "Répondez par l'un de ceux-ci et rien d'autre\u00a0: {choices}.",
        "short_numbers": "Répondez par {numbers}.",
        "number_means": "{number} signifie {choice}",
        "full_stop": "{text}.",
        "recorded": "Enregistré\u00a0: {outcome}",
        "recorded_words": "Votre réponse est enregistrée",
        "recorded_preview": "Le flux continue avec votre réponse.",
        "done": "Merci. Votre réponse est enregistrée et le flux continue.",
        "nothing_more": "Il n'y a plus rien à faire.",
        "read_by_rule": "Des règles fixes ont lu vos mots comme {outcome}.",
        "read_by_model": "Un modèle de langage a lu vos mots comme {outcome}.",
        "objection_own": "Vouliez-vous dire autre chose\u00a0? Le flux n'attend pas et une autre "
        "réponse à ce mail ne change rien, mais vous en êtes responsable\u00a0: relancez-le et "
        "décidez à nouveau.",
        "objection": "Vouliez-vous dire autre chose\u00a0? Le flux n'attend pas et une autre "
        "réponse à ce mail ne change rien\u00a0; écrivez tout de suite à {owner}.",
        "somebody_in_charge": "aux responsables du flux",
        "not_you": "Cette réponse n'est pas de vous\u00a0? Dites-le tout de suite aux responsables "
        "du flux\u00a0; l'enregistrement montre comment elle est arrivée.",
        "fact_request": "Demande",
        "fact_question": "Question",
        "fact_recorded": "Enregistré comme",
        "fact_by": "Par",
        "fact_at": "Le",
        "own_words": "vos propres mots, transmis tels quels",
        "outcome_found": "{outcome} ({found})",
        "who_by": "{who}, {channel}",
        "your_mail": "Votre mail",
        "settled": "{who} a répondu {answer} {channel} le {moment}.",
        "an_answer": "avec ses propres mots",
        "stands": "Cette réponse vaut\u00a0; la vôtre n'a pas été enregistrée.",
        "gone_expired": "Son délai est passé\u00a0; plus personne n'a à y répondre.",
        "gone_cancelled": "Elle a été annulée\u00a0; plus personne n'a à y répondre.",
        "gone": "Elle est close\u00a0; plus personne n'a à y répondre.",
        "not_recorded": "Votre réponse n'a pas été enregistrée.",
        "intruder_title": "Quelqu'un d'autre a voulu répondre pour vous",
        "intruder_preview": "Rien n'a été enregistré. La demande est comme avant.",
        "intruder": "Un mail de {sender} a répondu à une demande qui vous était adressée. Il ne "
        "venait pas de votre adresse, ou son expéditeur n'a pas pu être vérifié.",
        "intruder_holds": "Rien n'a été enregistré, et la demande est comme avant.",
        "intruder_next": "Si c'était vous, répondez encore depuis cette adresse ou sur la page de "
        "la demande. Sinon, il n'y a rien à faire\u00a0; l'administrateur de votre messagerie "
        "voudra peut-être le savoir.",
        "nobody_known": "une adresse inconnue",
        "notice_subject": "{title}\u00a0: {request}",
        "undelivered_title": "{address} n'a pas été joint",
        "undelivered": "Le mail qui présente cette demande à {address} n'a pas pu être remis et ne "
        "sera pas renvoyé.",
        "undelivered_why": "Ce qui a été signalé\u00a0: {why}",
        "away_title": "{address} est absent",
        "away": "Une réponse automatique est venue de {address}\u00a0: absence, sans date.",
        "away_until": "Une réponse automatique est venue de {address}\u00a0: absence jusqu'au "
        "{day}.",
        "still_waits": "La demande est toujours ouverte et le flux attend.",
        "undelivered_next": "Vérifiez l'adresse, joignez la personne autrement, ou répondez sur la "
        "page de la demande.",
        "away_next": "Si cela ne peut pas attendre, demandez à quelqu'un d'autre, ou répondez sur "
        "la page de la demande.",
        "page_title": "Votre décision",
        "high_risk": "Risque élevé",
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
    refusals={
        "closed": (
            "Trop tard\u00a0: c'est déjà décidé",
            "",
            "",
            "Si cela doit changer, demandez aux responsables du flux de le relancer.",
        ),
        "expired": (
            "Le délai pour répondre par mail est passé",
            "Votre mail est arrivé après le délai donné dans la demande.",
            "Rien n'a été enregistré.",
            "Ouvrez la page de la demande\u00a0; si elle est encore ouverte, répondez-y.",
        ),
        "unknown_key": (
            "On ne peut plus répondre à ce mail",
            "Le mail auquel vous répondez est trop ancien\u00a0: son adresse de réponse ne sert "
            "plus.",
            "Rien n'a été enregistré.",
            _OTHER_WAY,
        ),
        "revoked": (
            "Cette demande n'est plus la vôtre",
            "Depuis l'envoi du mail, la demande a été retirée ou confiée à quelqu'un d'autre.",
            "Rien n'a été enregistré.",
            "Vous n'avez rien à faire. La page montre où elle en est.",
        ),
        "wrong_sender": (
            "Cette demande a été envoyée à une autre adresse",
            "Vous avez répondu depuis une adresse à laquelle elle n'a pas été envoyée.",
            "Rien n'a été enregistré\u00a0; la personne interrogée peut toujours répondre.",
            "Si elle vous était adressée, répondez depuis l'adresse qui l'a reçue. Si on vous l'a "
            "transférée, demandez à cette personne de répondre.",
        ),
        "forged": (
            "L'adresse de réponse ne convient pas",
            "L'adresse à laquelle votre mail est allé a été modifiée, ou est celle d'un autre.",
            "Rien n'a été enregistré.",
            "Répondez au mail qui pose la question, depuis l'adresse qui l'a reçu, et laissez "
            "l'adresse de réponse comme elle est.",
        ),
        "unknown_ticket": (
            "Nous ne connaissons pas cette demande",
            "L'adresse à laquelle votre mail est allé n'est celle d'aucune demande ici.",
            "Rien n'a été enregistré.",
            "Répondez au mail qui pose la question, et laissez l'adresse de réponse comme elle "
            "est.",
        ),
        "not_authenticated": (
            "Nous n'avons pas pu vérifier qui a envoyé ce mail",
            "Votre serveur de messagerie n'a pas prouvé que le mail vient de votre domaine.",
            "Rien n'a été enregistré.",
            "Répondez sur la page de la demande, ou parlez de DKIM à l'administrateur de votre "
            "messagerie.",
        ),
        "empty": (
            "Votre mail ne contient pas de réponse",
            "Votre mail est arrivé, mais il n'y avait aucun mot de vous au-dessus de la citation.",
            _OPEN,
            "Répondez encore, avec votre réponse en première ligne, au-dessus de la citation.",
        ),
        "encrypted": (
            "Nous ne lisons pas les mails chiffrés",
            "Votre mail est arrivé chiffré, et nous n'avons pas de clé pour le lire.",
            _OPEN,
            "Répondez encore sans chiffrement, ou sur la page de la demande.",
        ),
        "attachment_only": (
            "Nous lisons du texte, pas des pièces jointes",
            "Votre mail est arrivé avec une pièce jointe et sans texte.",
            _OPEN,
            "Répondez encore, avec votre réponse en première ligne.",
        ),
        "": (
            "Votre mail n'a pas été enregistré",
            "Votre mail est arrivé, mais n'a pas pu compter comme réponse.",
            "Rien n'a été enregistré.",
            _OTHER_WAY,
        ),
    },
)  # fmt: skip
