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
        "how_many": "Répondez à ce mail par l'une de ces réponses en première ligne\u00a0; vous "
        "pouvez ajouter un commentaire.",
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
        "sign_in_subject": "Se connecter à signoff",
        "sign_in_title": "Votre lien de connexion",
        "sign_in": "Ce lien vous connecte en tant que {address}. Il sert une fois, jusqu'au {moment}.",
        "sign_in_next": "Ouvrez-le et appuyez sur le bouton de la page. Rien ne se passe avant.",
        "sign_in_open": "Se connecter",
        "sign_in_not_you": "Vous n'avez pas demandé ce lien\u00a0? Alors ne faites rien\u00a0: sans lui, personne n'entre.",
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
        "away_asked": "On consulte maintenant aussi {name}\u00a0; la réponse de l'un ou de l'autre compte.",
        "away_next": "Si cela ne peut pas attendre, demandez à quelqu'un d'autre, ou répondez sur "
        "la page de la demande.",
        "why_you_because": "Le flux {flow} pose la question à son étape {step}. Pourquoi "
        "vous\u00a0: {why}. Seule une réponse de {address} compte.",
        "also_one": "Sont aussi consultés\u00a0: {names}. Une réponse décide.",
        "also_claim": "Sont aussi consultés\u00a0: {names}. La première réponse décide\u00a0; "
        "répondez «\u00a0prendre\u00a0» pour vous réserver la demande jusque-là.",
        "also_many": "{needed} personnes sur {n} doivent être d'accord. Sont aussi "
        "consultés\u00a0: {names}.",
        "also_veto": "{needed} personnes sur {n} doivent être d'accord, et un seul refus décide "
        "contre. Sont aussi consultés\u00a0: {names}.",
        "also_words": "{needed} personnes sur {n} doivent répondre. Sont aussi consultés\u00a0: "
        "{names}.",
        "stage": "C'est la phase {stage} sur {n} de la décision.",
        "in_place": "On vous consulte à la place de {name}.",
        "escalated": "{name} n'a pas répondu à temps\u00a0; c'est donc à vous que l'on demande "
        "maintenant.",
        "escalated_nobody": "Personne n'a répondu à temps\u00a0; c'est donc à vous que l'on "
        "demande maintenant.",
        "reminder": "Rappel\u00a0: cette demande attend depuis {span} et il manque encore votre "
        "réponse.",
        "due_answer": "Répondez avant le {moment}. Ensuite, {outcome} est enregistré "
        "automatiquement.",
        "due_approve": "Répondez avant le {moment}. Ensuite, elle est approuvée automatiquement.",
        "due_fail": "Répondez avant le {moment}. Ensuite, plus personne ne peut répondre et le "
        "flux échoue.",
        "due_on": "Répondez avant le {moment}. Ensuite, le flux continue sans réponse.",
        "due_passed": "Répondez avant le {moment}. Ensuite, on consulte quelqu'un d'autre.",
        "commands": "Ce n'est pas à vous de décider\u00a0? Répondez «\u00a0transférer à\u00a0» "
        "suivi de l'adresse d'un collègue. Pas le temps maintenant\u00a0? Répondez "
        "«\u00a0reporter 2 jours\u00a0».",
        "counted_title": "Votre voix est comptée",
        "counted": "Votre réponse {outcome} est comptée. Pour l'instant, {n} des {needed} "
        "personnes nécessaires sont d'accord.",
        "counted_words": "Votre réponse est comptée\u00a0: c'est la numéro {n} des {needed} "
        "nécessaires.",
        "counted_waits": "On attend encore\u00a0: {names}.",
        "counted_alone": "Personne d'autre n'est encore consulté\u00a0: sans ajout, rien n'est approuvé.",
        "counted_change": "Tant que rien n'est décidé, vous pouvez changer votre voix\u00a0: "
        "répondez de nouveau à ce mail.",
        "taken_title": "On n'attend plus rien de vous",
        "taken_decided_title": "C'est décidé",
        "taken_decided": "La demande pour laquelle vous avez voté est décidée.",
        "taken_answered": "{by} a répondu.",
        "taken_stage_passed": "Assez de personnes sont d'accord, et on consulte maintenant les "
        "suivantes.",
        "taken_claimed": "{by} l'a prise et répondra.",
        "taken_reassigned": "Elle a été transférée à quelqu'un d'autre.",
        "taken_delegated": "Elle a été transférée à la personne qui vous remplace.",
        "taken_escalated": "Elle est restée sans réponse à temps et a été transférée à quelqu'un "
        "d'autre.",
        "taken_superseded": "Il y en a une version plus récente. Si l'on vous consulte à ce "
        "sujet, un mail à part arrivera.",
        "taken_withdrawn": "Elle a été retirée\u00a0; le flux ne demande plus rien.",
        "taken_timed_out": "Son délai est passé, et elle a été close automatiquement.",
        "late_at": "Quand\u00a0: {moment}.",
        "late_asked": "Sont consultés maintenant\u00a0: {names}.",
        "late_newer": "Sur la version plus récente\u00a0: {settled}",
        "taken_holds": "On ne peut plus répondre au mail qui vous consultait.",
        "taken_next": "Vous n'avez rien à faire.",
        "somebody": "Quelqu'un d'autre",
        "done_claim_title": "La demande est à vous",
        "done_claim": "Vous avez pris cette demande. Tant que vous ne répondez pas ou ne la "
        "rendez pas, personne d'autre ne peut répondre.",
        "done_release_title": "La demande est rendue",
        "done_release": "Vous ne gardez plus cette demande pour vous\u00a0: toutes les personnes "
        "consultées peuvent répondre.",
        "done_reassign_title": "La demande est transférée",
        "done_reassign": "On consulte maintenant {to} à votre place.",
        "done_delegate_title": "Quelqu'un vous remplace",
        "done_delegate": "Jusqu'au {day}, les demandes qui vous viendraient vont à {to}, comme celles qui vous attendent déjà.",
        "done_snooze_title": "On vous le rappellera plus tard",
        "done_snooze": "Vous n'aurez pas de rappel de cette demande avant le {moment}. Son délai "
        "reste.",
        "done_next": "Pour y répondre, répondez à ce mail.",
        "receipt": "Reçu\u00a0: {receipt}",
        "high_risk": "Risque élevé",
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
        "passed": (
            "Votre étape est décidée",
            "Assez de personnes de votre étape sont d'accord, et les suivantes sont consultées maintenant.",
            "Rien n'a été enregistré.",
            "Vous n'avez rien à faire. La page montre où elle en est.",
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
        "not_yours": (
            "Ce n'est pas à vous de répondre à cette demande",
            "Vous n'êtes pas, ou plus, parmi les personnes consultées.",
            "Rien n'a été enregistré.",
            "Vous n'avez rien à faire. La page montre où elle en est.",
        ),
        "claimed": (
            "Quelqu'un d'autre a pris cette demande",
            "{who} l'a prise et répondra.",
            "Rien n'a été enregistré.",
            "Si elle est rendue, vous pourrez de nouveau répondre.",
        ),
        "four_eyes": (
            "Quelqu'un d'autre doit l'approuver",
            "Vous avez lancé cette exécution ou celle dont elle est issue, et qui la lance ne peut "
            "pas l'approuver.",
            _OPEN,
            "Quelqu'un d'autre doit l'approuver. Vous pouvez tout de même répondre contre.",
        ),
        "needs_proof": (
            "Cette demande exige une preuve plus sûre",
            "Votre serveur de messagerie n'a pas prouvé aussi sûrement que cette demande l'exige "
            "que le mail est de vous.",
            _OPEN,
            "Connectez-vous sur la page de la demande et répondez-y, ou parlez de DKIM à "
            "l'administrateur de votre messagerie.",
        ),
        "not_active": (
            "Votre compte ici a été fermé",
            "Les réponses venant de votre adresse ne comptent plus.",
            "Rien n'a été enregistré.",
            "Vous n'avez rien à faire. Si c'est une erreur, écrivez à ceux qui gèrent le flux.",
        ),
        "superseded": (
            "Il y a une version plus récente de cette demande",
            "Ce à quoi vous avez répondu a été remplacé par une version plus récente.",
            "Rien n'a été enregistré.",
            "Répondez au dernier mail à son sujet, ou ouvrez sa page.",
        ),
        "command_unclear": (
            "Nous n'avons pas compris ce qu'il faut faire",
            "Votre mail commence comme quelque chose que nous savons faire, mais ne continue pas "
            "ainsi.",
            "Rien n'a été changé. La demande est toujours ouverte.",
            "Écrivez une ligne et rien d'autre\u00a0: prendre\u00a0; rendre\u00a0; transférer à "
            "ADRESSE\u00a0; déléguer à ADRESSE jusqu'au 24/12/2026\u00a0; reporter 2 jours\u00a0; "
            "reporter jusqu'au 24/12/2026.",
        ),
        "command_person": (
            "La demande n'a pas été transférée",
            "{who} n'est pas quelqu'un que ce flux peut consulter.",
            "Rien n'a été changé\u00a0; c'est toujours vous que l'on consulte.",
            "Nommez quelqu'un que l'on peut consulter, ou écrivez aux responsables du flux.",
        ),
        "command_date": (
            "Cette date ne convient pas",
            "Le jour ou l'heure que vous avez donné est passé, ou à plus d'un an.",
            "Rien n'a été changé\u00a0; c'est toujours vous que l'on consulte.",
            "Écrivez-le encore une fois avec un jour à venir, comme 24/12/2026.",
        ),
        "command_snooze": (
            "Il n'y a rien à reporter",
            "Plus aucun rappel de cette demande n'est prévu.",
            "Rien n'a été changé. La demande attend comme avant.",
            "Répondez quand vous serez prêt\u00a0; son délai reste.",
        ),
        "command_refused": (
            "Ce n'est pas possible avec cette demande",
            "En l'état, vous ne pouvez ni prendre, ni rendre, ni transférer cette demande.",
            "Rien n'a été changé.",
            "Ouvrez la page de la demande pour voir où elle en est.",
        ),
        "": (
            "Votre mail n'a pas été enregistré",
            "Votre mail est arrivé, mais n'a pas pu compter comme réponse.",
            "Rien n'a été enregistré.",
            _OTHER_WAY,
        ),
    },
)  # fmt: skip
