"""Spanish."""

from __future__ import annotations

from signoff.channels.email.words.catalogue import Words

_OPEN = "No se registró nada. La solicitud sigue abierta."
_OTHER_WAY = "Responda al último correo sobre ella, o abra su página y responda allí."

ES = Words(
    language="es",
    weekdays=("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
    months=("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
            "octubre", "noviembre", "diciembre"),
    outcomes={
        "approved": "aprobado",
        "approve": "aprobar",
        "rejected": "rechazado",
        "reject": "rechazar",
        "needs_revision": "requiere revisión",
        "needs_changes": "requiere cambios",
        "yes": "sí",
        "no": "no",
    },
    texts={
        "marker": "-- escriba su respuesta encima de esta línea --",
        "quoted": "«{text}»",
        "comma": ", ",
        "either": "{first} o {last}",
        "day": "{day} de {month} de {year}",
        "moment": "{weekday} {day}, {time}",
        "days": "{n} días",
        "hours": "{n} horas",
        "minutes": "{n} minutos",
        "a_minute": "un minuto",
        "by_email": "por correo",
        "by_email_page": "en la página del correo",
        "by_dashboard": "en el panel",
        "by_api": "por la API",
        "by_console": "en la consola",
        "by_other": "por {channel}",
        "found_button": "elegido directamente",
        "found_exact": "dicho con esas palabras",
        "found_rule": "leído de las palabras por reglas fijas",
        "found_model": "leído de las palabras por un modelo de lenguaje",
        "found_default": "el valor para una respuesta vacía",
        "found_timeout": "aplicado al vencer el plazo",
        "found_free_text": "palabras, transmitidas tal cual",
        "found_with": "{found}: {model}",
        "image": "[imagen: {name}]",
        "image_unnamed": "sin nombre",
        "review_subject": "Revisar: {title}",
        "round": "{subject} (ronda {n})",
        "how_words": "Responda a este correo con sus propias palabras; se transmiten tal cual.",
        "how_choices": "Responda a este correo con {choices} en la primera línea; puede añadir un "
        "comentario.",
        "how_many": "Responda a este correo con una de estas respuestas en la primera línea; puede "
        "añadir un comentario.",
        "buttons": "O elija aquí: se abre una página, y nada se registra hasta que lo confirme en "
        "ella.",
        "until": "Este correo se puede responder durante {span}, hasta el {moment}. Hasta que "
        "alguien responda, el flujo espera.",
        "why_you": "El flujo {flow} pregunta en su paso {step}. Recibe este correo porque allí "
        "decide {address}. Solo cuenta una respuesta desde esa dirección.",
        "adjusted_one": "Ajustado según 1 lección de revisiones anteriores: {lessons}.",
        "adjusted_many": "Ajustado según {n} lecciones de revisiones anteriores: {lessons}.",
        "cut": "El texto es más largo de lo que un correo puede mostrar.",
        "cut_page": "Está completo en la página de la solicitud.",
        "cut_at": "El texto completo: {url}",
        "read_all": "Leerlo todo",
        "open_review": "Abrir la página de la solicitud",
        "sign_in_subject": "Entrar en signoff",
        "sign_in_title": "Su enlace de acceso",
        "sign_in": "Con este enlace entra usted como {address}. Sirve una vez, hasta {moment}.",
        "sign_in_next": "Ábralo y pulse el botón de la página. Hasta entonces no ocurre nada.",
        "sign_in_open": "Entrar",
        "sign_in_not_you": "¿No pidió usted este enlace? Entonces no haga nada: sin él no entra nadie.",
        "open_request": "Abrir la solicitud",
        "see_request": "Ver la solicitud",
        "link": "{label}: {url}",
        "you_wrote": "Usted escribió:",
        "unclear_title": "No quedó claro qué decidió",
        "unclear_preview": "La solicitud sigue abierta. {how}",
        "unclear": "Su correo llegó, pero sus palabras no dicen sin lugar a dudas cuál de los "
        "resultados ofrecidos eligió. No se registró nada y la solicitud sigue abierta.",
        "again_title": "¿Cuál de estos quiere decir?",
        "again": "Gracias. Seguimos sin estar seguros; nada está decidido y el flujo espera.",
        "again_last": "Es la última vez que preguntamos por correo. Una respuesta que no podamos "
        "leer se guarda, y los responsables del flujo la ven.",
        "short_words": "Responda con uno de estos y nada más: {choices}.",
        "short_numbers": "Responda con {numbers}.",
        "number_means": "{number} significa {choice}",
        "full_stop": "{text}.",
        "recorded": "Registrado: {outcome}",
        "recorded_words": "Su respuesta está registrada",
        "recorded_preview": "El flujo continúa con su respuesta.",
        "done": "Gracias. Su respuesta está registrada y el flujo continúa.",
        "nothing_more": "No hay nada más que hacer.",
        "read_by_rule": "Reglas fijas leyeron sus palabras como {outcome}.",
        "read_by_model": "Un modelo de lenguaje leyó sus palabras como {outcome}.",
        "objection_own": "¿Quería decir otra cosa? El flujo no espera y otra respuesta a este "
        "correo no cambia nada, pero usted es responsable de él: inícielo de nuevo y decida otra "
        "vez.",
        "objection": "¿Quería decir otra cosa? El flujo no espera y otra respuesta a este correo "
        "no cambia nada; escriba enseguida a {owner}.",
        "somebody_in_charge": "los responsables del flujo",
        "not_you": "¿No envió usted esta respuesta? Avise enseguida a los responsables del flujo; "
        "el registro muestra cómo llegó.",
        "fact_request": "Solicitud",
        "fact_question": "Pregunta",
        "fact_recorded": "Registrado como",
        "fact_by": "Por",
        "fact_at": "Fecha",
        "own_words": "sus propias palabras, transmitidas tal cual",
        "outcome_found": "{outcome} ({found})",
        "who_by": "{who}, {channel}",
        "your_mail": "Su correo",
        "settled": "{who} dio {answer} {channel} el {moment}.",
        "an_answer": "una respuesta en palabras",
        "stands": "Esa respuesta vale; la suya no se registró.",
        "gone_expired": "Su plazo terminó; ya nadie tiene que responderla.",
        "gone_cancelled": "Fue cancelada; ya nadie tiene que responderla.",
        "gone": "Está cerrada; ya nadie tiene que responderla.",
        "not_recorded": "Su respuesta no se registró.",
        "intruder_title": "Otra persona intentó responder por usted",
        "intruder_preview": "No se registró nada. La solicitud está como estaba.",
        "intruder": "Un correo de {sender} respondió a una solicitud dirigida a usted. No venía de "
        "su dirección, o no se pudo comprobar quién lo envió.",
        "intruder_holds": "No se registró nada, y la solicitud está como estaba.",
        "intruder_next": "Si fue usted, responda otra vez desde esta dirección o en la página de "
        "la solicitud. Si no, no hay nada que hacer; quizá convenga avisar a quien administra su "
        "correo.",
        "nobody_known": "una dirección desconocida",
        "notice_subject": "{title}: {request}",
        "undelivered_title": "No se pudo llegar a {address}",
        "undelivered": "El correo con esta solicitud para {address} no se pudo entregar y no se "
        "enviará otra vez.",
        "undelivered_why": "Lo que se comunicó: {why}",
        "away_title": "{address} no está",
        "away": "Llegó una respuesta automática de {address}: ausente, sin fecha.",
        "away_until": "Llegó una respuesta automática de {address}: ausente hasta el {day}.",
        "still_waits": "La solicitud sigue abierta y el flujo espera.",
        "undelivered_next": "Compruebe la dirección, pregunte a la persona por otro medio, o "
        "responda en la página de la solicitud.",
        "away_asked": "Ahora se pregunta también a {name}; vale la respuesta de cualquiera de los dos.",
        "away_next": "Si no puede esperar, pregunte a otra persona, o responda en la página de la "
        "solicitud.",
        "why_you_because": "El flujo {flow} pregunta en su paso {step}. Por qué usted: {why}. "
        "Solo cuenta una respuesta de {address}.",
        "also_one": "También se pregunta a: {names}. Una respuesta decide.",
        "also_claim": "También se pregunta a: {names}. La primera respuesta decide; responda "
        "«asumir» para reservarse la solicitud hasta entonces.",
        "also_many": "{needed} de {n} deben estar de acuerdo. También se pregunta a: {names}.",
        "also_veto": "{needed} de {n} deben estar de acuerdo, y un solo rechazo decide en contra. "
        "También se pregunta a: {names}.",
        "also_words": "{needed} de {n} deben responder. También se pregunta a: {names}.",
        "stage": "Esta es la etapa {stage} de {n} de la decisión.",
        "in_place": "Se le pregunta en lugar de {name}.",
        "escalated": "{name} no respondió a tiempo; por eso se le pregunta ahora a usted.",
        "escalated_nobody": "Nadie respondió a tiempo; por eso se le pregunta ahora a usted.",
        "reminder": "Recordatorio: esta solicitud espera desde hace {span} y aún necesita su "
        "respuesta.",
        "due_answer": "Responda antes del {moment}. Después se registra {outcome} automáticamente.",
        "due_approve": "Responda antes del {moment}. Después se aprueba automáticamente.",
        "due_fail": "Responda antes del {moment}. Después ya nadie puede responder y el flujo "
        "falla.",
        "due_on": "Responda antes del {moment}. Después el flujo continúa sin respuesta.",
        "due_passed": "Responda antes del {moment}. Después se pregunta a otra persona.",
        "commands": "¿No le corresponde decidir? Responda «reasignar a» con la dirección de un "
        "colega. ¿No tiene tiempo ahora? Responda «posponer 2 días».",
        "counted_title": "Su voto está contado",
        "counted": "Su respuesta {outcome} está contada. Hasta ahora están de acuerdo {n} de los "
        "{needed} que deben estarlo.",
        "counted_words": "Su respuesta está contada: es la número {n} de las {needed} que hacen "
        "falta.",
        "counted_waits": "Aún faltan: {names}.",
        "counted_alone": "Aún no se pregunta a nadie más: no se aprueba hasta que se añada a alguien.",
        "counted_change": "Hasta que se decida puede cambiar su voto: responda otra vez a este "
        "correo.",
        "taken_title": "Ya no se necesita nada de usted",
        "taken_decided_title": "Está decidido",
        "taken_decided": "La solicitud en la que votó está decidida.",
        "taken_answered": "{by} ha respondido.",
        "taken_stage_passed": "Suficientes personas están de acuerdo, y ahora se pregunta a las "
        "siguientes.",
        "taken_claimed": "{by} la ha asumido y responderá.",
        "taken_reassigned": "Se ha pasado a otra persona.",
        "taken_delegated": "Se ha pasado a la persona que le sustituye.",
        "taken_escalated": "No se respondió a tiempo y se ha pasado a otra persona.",
        "taken_superseded": "Hay una versión más nueva. Si se le pregunta por ella, llegará en un "
        "correo propio.",
        "taken_withdrawn": "Fue retirada; el flujo ya no pregunta.",
        "taken_timed_out": "Su plazo terminó, y se cerró automáticamente.",
        "late_at": "Cuándo: {moment}.",
        "late_asked": "Ahora se pregunta a: {names}.",
        "late_newer": "Sobre la versión más nueva: {settled}",
        "taken_holds": "Ya no se puede responder al correo que le preguntaba.",
        "taken_next": "No tiene que hacer nada.",
        "somebody": "Otra persona",
        "done_claim_title": "La solicitud es suya ahora",
        "done_claim": "Ha asumido esta solicitud. Hasta que responda o la libere, nadie más puede "
        "responder.",
        "done_release_title": "La solicitud está liberada",
        "done_release": "Ya no se reserva esta solicitud: pueden responder todos a quienes se "
        "pregunta.",
        "done_reassign_title": "La solicitud se ha pasado",
        "done_reassign": "Ahora se pregunta a {to} en su lugar.",
        "done_delegate_title": "Alguien le sustituye",
        "done_delegate": "Hasta el {day}, las solicitudes que le llegarían van a {to}, también las que ahora le esperan.",
        "done_snooze_title": "Se le recordará más tarde",
        "done_snooze": "No recibirá recordatorios de esta solicitud antes del {moment}. Su plazo "
        "se mantiene.",
        "done_next": "Para contestarla, responda a este correo.",
        "receipt": "Comprobante: {receipt}",
        "high_risk": "Riesgo alto",
    },
    refusals={
        "closed": (
            "Demasiado tarde: esto ya está resuelto",
            "",
            "",
            "Si tiene que cambiar, pida a los responsables del flujo que lo inicien de nuevo.",
        ),
        "expired": (
            "El plazo para responder por correo terminó",
            "Su correo llegó después del plazo indicado en la solicitud.",
            "No se registró nada.",
            "Abra la página de la solicitud; si sigue abierta, responda allí.",
        ),
        "unknown_key": (
            "Este correo ya no se puede responder",
            "El correo al que respondió es demasiado antiguo: su dirección de respuesta ya no se "
            "usa.",
            "No se registró nada.",
            _OTHER_WAY,
        ),
        "passed": (
            "Su paso ya está decidido",
            "Ya estuvieron de acuerdo suficientes personas de su paso, y ahora se pregunta a las siguientes.",
            "No se registró nada.",
            "No tiene que hacer nada. La página muestra cómo está.",
        ),
        "revoked": (
            "Esta solicitud ya no es suya",
            "Desde que se envió el correo, la solicitud fue retirada o pasó a otra persona.",
            "No se registró nada.",
            "No tiene que hacer nada. La página muestra cómo está.",
        ),
        "wrong_sender": (
            "Esta solicitud se envió a otra dirección",
            "Respondió a una solicitud desde una dirección a la que no se envió.",
            "No se registró nada; quien fue preguntado aún puede responder.",
            "Si se la enviaron a usted, responda desde la dirección que la recibió. Si se la "
            "reenviaron, pida que responda quien se la reenvió.",
        ),
        "forged": (
            "La dirección de respuesta no encaja",
            "La dirección a la que fue su correo se cambió, o es de otra persona.",
            "No se registró nada.",
            "Responda al correo que preguntó, desde la dirección que lo recibió, y deje la "
            "dirección de respuesta como está.",
        ),
        "unknown_ticket": (
            "No conocemos esa solicitud",
            "La dirección a la que fue su correo no es de ninguna solicitud de aquí.",
            "No se registró nada.",
            "Responda al correo que preguntó, y deje la dirección de respuesta como está.",
        ),
        "not_authenticated": (
            "No pudimos comprobar quién envió esto",
            "Su servidor de correo no demostró que el correo viene de su dominio.",
            "No se registró nada.",
            "Responda en la página de la solicitud, o pregunte por DKIM a quien administra su "
            "correo.",
        ),
        "empty": (
            "No hay respuesta en su correo",
            "Su correo llegó, pero encima de la cita no había palabras suyas.",
            _OPEN,
            "Responda otra vez con su respuesta en la primera línea, encima de la cita.",
        ),
        "encrypted": (
            "No podemos leer correo cifrado",
            "Su correo llegó cifrado, y no tenemos la clave.",
            _OPEN,
            "Responda sin cifrar, o en la página de la solicitud.",
        ),
        "attachment_only": (
            "Leemos texto, no archivos adjuntos",
            "Su correo llegó con un archivo adjunto y sin texto.",
            _OPEN,
            "Responda otra vez con su respuesta en la primera línea.",
        ),
        "not_yours": (
            "No le corresponde responder a esta solicitud",
            "Usted no está, o ya no está, entre las personas a quienes se pregunta.",
            "No se registró nada.",
            "No tiene que hacer nada. La página muestra cómo está.",
        ),
        "claimed": (
            "Otra persona ha asumido esta solicitud",
            "{who} la ha asumido y responderá.",
            "No se registró nada.",
            "Si la libera, podrá responder otra vez.",
        ),
        "four_eyes": (
            "Otra persona debe aprobarla",
            "Usted inició esta ejecución o aquella de la que procede, y quien la inicia no puede "
            "aprobarla.",
            _OPEN,
            "Debe aprobarla otra persona. Usted sí puede responder en contra.",
        ),
        "needs_proof": (
            "Esta solicitud pide una prueba más segura",
            "Su servidor de correo no demostró con la seguridad que pide esta solicitud que el "
            "correo es suyo.",
            _OPEN,
            "Inicie sesión en la página de la solicitud y responda allí, o pregunte a quien "
            "administra su correo por DKIM.",
        ),
        "not_active": (
            "Su cuenta aquí se cerró",
            "Las respuestas desde su dirección ya no cuentan.",
            "No se registró nada.",
            "No tiene que hacer nada. Si es un error, escriba a quienes llevan el flujo.",
        ),
        "superseded": (
            "Hay una versión más nueva de esta solicitud",
            "Lo que respondió fue sustituido por una versión más nueva.",
            "No se registró nada.",
            "Responda al último correo sobre ella, o abra su página.",
        ),
        "command_unclear": (
            "No quedó claro qué hay que hacer",
            "Su correo empieza como algo que podemos hacer, pero no sigue así.",
            "No se cambió nada. La solicitud sigue abierta.",
            "Escriba una línea y nada más: asumir; liberar; reasignar a DIRECCIÓN; delegar en "
            "DIRECCIÓN hasta 24/12/2026; posponer 2 días; posponer hasta 24/12/2026.",
        ),
        "command_person": (
            "La solicitud no se pasó",
            "{who} no es nadie a quien este flujo pueda preguntar.",
            "No se cambió nada; se le sigue preguntando a usted.",
            "Nombre a alguien a quien se pueda preguntar, o escriba a los responsables del flujo.",
        ),
        "command_date": (
            "Esa fecha no sirve",
            "El día o la hora que dio ya pasó, o falta más de un año.",
            "No se cambió nada; se le sigue preguntando a usted.",
            "Escríbalo otra vez con un día por venir, como 24/12/2026.",
        ),
        "command_snooze": (
            "No hay nada que posponer",
            "No queda ningún recordatorio de esta solicitud.",
            "No se cambió nada. La solicitud espera como estaba.",
            "Respóndala cuando pueda; su plazo se mantiene.",
        ),
        "command_refused": (
            "Eso no se puede hacer con esta solicitud",
            "Tal como está la solicitud, usted no puede asumirla, liberarla ni pasarla.",
            "No se cambió nada.",
            "Abra la página de la solicitud para ver cómo está.",
        ),
        "": (
            "Su correo no se registró",
            "Su correo llegó, pero no se pudo tomar como respuesta.",
            "No se registró nada.",
            _OTHER_WAY,
        ),
    },
)  # fmt: skip
