"""Spanish: how people refuse, ask for changes, put off; and what makes us doubt."""

from __future__ import annotations

from signoff.interpret.language import Kind

_NO = """
asi que no $ | por eso no $ | ^ esta vez no ($ | ,)
^ no $ | ^ no , | ^ no gracias | ^ no no | ^ no quiero | ^ no queremos | ^ no podemos
^ pues no | ^ que no | ^ lo siento no | , no $ | ^ de momento no | de momento no $ | ^ por ahora no
^ mejor no | ^ me temo que no | ^ va a ser que no | ^ ni de coña | ^ claro que no
no (lo | la | los | las) (apruebo | autorizo | acepto | publiques | publiqueis | envies | \
envieis | mandes | mandeis | pagues | pagueis | veo bien | firmo | firmes | aprobamos | \
autorizamos | aceptamos | quiero | queremos | publiquen | envien | paguen | contrates)
no (apruebo | aprobado | aprobada | autorizo | autorizado | autorizada | acepto | aceptamos | \
estoy de acuerdo | estamos de acuerdo | puedo aprobar | puedo aceptar | puedo autorizar | \
podemos aprobar | podemos aceptar | podemos autorizar | publicar | publiques | publiqueis | \
publicad | pagar | pagueis | pagues | envies | enviar | firmes | firmar | doy el visto bueno | \
damos el visto bueno | puede salir | procede | se puede publicar | se aprueba | se autoriza | \
conforme | le des | le deis | concedas | concedemos | doy permiso | tiene mi visto bueno)
no puedo (aprobarlo | aprobarla | aceptarlo | autorizarlo | autorizarla | firmarlo | firmarla)
en desacuerdo | estoy en contra | estamos en contra | voto en contra | ^ en contra $ | ^ asi no
asi no $ | 👎 | ❌ | 🚫 | ⛔ | ^ nada de eso | ^ de eso nada | ^ denegado
"""
_RECHAZO = """
rechazo | rechazado | rechazada | rechazar | lo rechazo | la rechazo | rechazamos | rechazadlo
rechazadla | rechazalo | rechazala | denegado | denegada | denegar | denegamos | deniego
deniegalo | descartado | descartada | descartar | descartalo | descartadlo | lo descartaria
descarto | descartemos | cancela | cancelad | cancelar | cancelado | cancelalo | cancelemos
anular | anulado | anuladlo | olvidalo | olvidadlo | olvidaos de | olvidate de | ni hablar
de ninguna manera | de ningun modo | ni de broma | ni en broma | ni loco | jamas | en absoluto
no (nos | me | les) interesa | no interesa | no hay presupuesto | [ya] no queda presupuesto
ni un euro | inaceptable | tiralo | tiradlo | a la basura | no vamos a (pagar | publicar | firmar \
| aceptar | seguir | comprar | contratar) | no seguimos con | no hace falta | fuera de lugar
ya no hace falta | ya no (lo | la | los | las) necesitamos | abortar | aborta | bloquea | bloquear
cierra el pr | cerrarlo | cierralo | cerradlo | ya tenemos (otro | otra | proveedor | a alguien)
hemos (elegido | optado por | decidido) (otro | otra | no | a otro | a otra) | lo dejamos estar
dejadlo estar | dejalo estar | dejemoslo estar | pasamos de | paso de esto | no seguiremos adelante
"""
_CAMBIO = """
(envia | envía | enviame | envíame | enviad | envie | envíe | manda | mandame | mándame | mandad \
| prepara | haz | necesito | quiero) (un nuevo | una nueva | otro | otra) (borrador | version \
| propuesta)
falta | faltan | (falta | faltan | le falta | le faltan) <hueco>+ | hay que <cambiar> | habria que \
<cambiar> | hay que | \
habria que
(deberia | deberian | debe | deben | tiene que | tienen que) (ser | decir | poner | incluir | \
estar | llevar | <cambiar> | aparecer)
<cambia> [<hueco>+] | por favor [<hueco>+] <cambiar> | (rogamos | ruego | pedimos) [que] [lo | \
la | los | las] (sustituyan | cambien | corrijan | modifiquen | revisen | retiren | anadan | \
actualicen)
<cambiar> | dale una vuelta | dadle una vuelta | darle una vuelta | dale otra vuelta | otra vuelta
[es | esta | son | queda | se hace | me parece] demasiado (largo | larga | corto | corta | formal \
| \
tecnico | pronto | grande | pequeno | agresivo | oscuro | claro | denso | pequena)
[es | esta | queda | sigue | se hace] muy (largo | larga | confuso | confusa | flojo | floja | \
corto | pequena | pequeno | denso | pobre) | se hace (largo | larga | larguisimo | larguisima)
[<cosa>] (esta | estan | es | son) [<hueco>] (mal | incorrecto | incorrecta | incorrectos | \
incorrectas | erroneo | erronea | equivocado | equivocada | desactualizado | desactualizada | \
obsoleto | obsoleta | borroso | borrosa | borrosas | confuso | confusa | pixelado | cortado | \
incompleto | incompleta | repetido | repetida | duplicado)
(es | son | esta | estan | sale | aparece) [todavia | aun] (el | la | los | las) (antiguo | \
antigua \
| antiguos | antiguas | viejo | vieja | anterior | de antes)
(hay | tiene | contiene | veo | he visto) [<hueco>] [<hueco>] (error | errores | errata | erratas \
| fallo | fallos | faltas) | error en | un error | erratas | errata | falta de ortografia
no (coincide | coinciden | cuadra | cuadran | se entiende | se lee | queda claro | esta claro | \
es correcto | es correcta | son correctos | corresponde | aparece | aparecen | menciona | incluye \
| funciona | carga | esta completo | esta lista | esta listo | es nuestro | es nuestra | dice \
nada | lleva a | me convence | nos convence | me gusta | me encaja | es lo que)
poco claro | en vez de | en lugar de | sobra | sobran | prefiero | preferiria | es el {name} no el
me gustaria (que | ver | mas) | (hacedlo | hazlo | ponlo | ponedlo | ponla) [un poco] (mas | \
menos) \
<palabra> | un poco mas (corto | corta | claro | clara | largo | simple | sencillo | formal | \
grande \
| pequeno) | necesita (cambios | mas | una | un | revision | otra) | con cambios
(puedes | podeis | podrias | podriais | pueden | puede | podrian) [<hueco>] (<cambiar> | poner) \
[<hueco>+] | todavia no esta | aun no esta | devuelto | devolver | se ve (borroso | mal | pixelado \
| cortado) | sale (cortado | cortada | borroso | borrosa | pixelado | mal)
"""
_ESPERA = """
^ espera | ^ esperad | ^ espere | ^ esperen | esperar a | esperemos | esperamos (al | a | hasta)
espera (a | al | un | hasta) | esperad (a | al | un | hasta) | mejor (esperar | esperamos | \
esperemos)
aguarda | ^ todavia no | ^ aun no | , todavia no | ahora no | hoy no | ^ mas tarde | mas adelante
aplaza | aplazad | aplazar | aplazalo | aplazamos | pospon | posponer | pospongamos | posponerlo
retrasa | retrasad | retrasar | pausa | en pausa | dejalo para | dejadlo para | dejarlo para
dejemoslo para | lo dejamos para | no toques nada | no toqueis nada | nada hasta
(mejor | para) [el] (lunes | martes | miercoles | jueves | viernes) | hasta nueva orden | parad
^ quieto | ^ quietos | frenad | frena | mejor (manana | la semana que viene | el mes que viene) | \
no se despliega nada
para la semana que viene | todavia no (lo | la | es | hay que) | no (lo | la) (publiques | \
publiqueis | envies | pagues | despliegues) (todavia | aun | hoy)
"""

REFUSALS = {
    Kind.NO: _NO,
    Kind.REJECT: _RECHAZO,
    Kind.CHANGE: _CAMBIO,
    Kind.HOLD: _ESPERA,
    Kind.CONTRAST: """
        pero | aunque | sin embargo | excepto | salvo | primero | antes | solo que
        solo falta | si | en cuanto | el resto
        """,
    Kind.MOCK: """
        claro , claro | sí claro , | ya claro | seguro que sí , | como no , | qué original
        sí hombre | si hombre | ya ya | 🙄 | 😏 | 🙃 | 👎
        """,
    Kind.ROLLBACK: """
        rollback | revierte | revertid | revertir | revertidlo | vuelve (atras | a la) | volved \
        [ya] (atras | a la) | volver (atras | a la version anterior) | marcha atras | echad atras
        dad marcha atras | restaurad | restaura
        """,
    Kind.NEGOTIATE: """
        negocia | negociad | negociar | renegociar | negociemos | negociadlo | pideles que
        pidele (que | un) | pedidles (que | un) | pedir rebaja | regatea | que bajen | baja el \
        precio
        bajar el precio | contraoferta | mas barato | mejor precio | [es | me parece] [demasiado | \
        muy] (caro | cara | carisimo | carisima) | descuento | apretadles | rebaja
        """,
    Kind.DISPUTE: """
        reclama | reclamad | reclamar | reclamadla | reclamala | reclamalo | reclamadlo | disputar
        impugna | impugnad | nos cobran | nos han cobrado | cobrado (dos veces | de mas | doble)
        no hicieron | no (hemos recibido | nos ha llegado | llego nunca | corresponde a lo)
        """,
    Kind.ESCALATE: """
        que lo (decida | lleven | lleve | mire | vea | revise | decidan) [ya] (el | la | los | \
        legal \
        | direccion | abogados | mi jefe | mi jefa | juridico)
        (lo | la) tiene que (decidir | aprobar | firmar | ver) | consultalo con | consultadlo con
        escala | escalad | escalar | escalalo | pasalo a | pasadlo a | pasaselo a | no me \
        corresponde
        no es decision mia | no depende de mi | no me toca decidir | debe decidirlo | a legal
        al departamento legal | a los abogados | preguntadselo a | preguntaselo a | hablalo con
        """,
    Kind.INFO: """
        mas informacion | mas detalles | mas datos | necesito (mas | saber | ver)
        preguntale | preguntadle | que aclaren | falta informacion | aclaradme | aclarame
        preguntad al | pregunta al | pedidles mas datos | que expliquen | explicadme
        """,
    Kind.NEGATION: """
        no | ni | nunca | jamas | sin | nada | ningun | ninguna | tampoco | deja de
        """,
    Kind.DOUBT: """
        no | ni | nunca | jamas | sin | nada | pero | aunque | sin embargo | excepto | salvo
        menos | solo | quizas | quiza | tal vez | a lo mejor | igual no | no se | creo
        supongo | depende | espera | esperad | todavia | aun | despues | antes | primero
        casi | en teoria | dudo | duda | dudas | rechazado | rechazo | dice | dijo | dicen
        ojala | de broma | es broma | broma | jaja | jajaja | o | mejor | en realidad
        mas bien | podria | deberia | habria | cuando | una vez | en cuanto | hasta | tras
        """,
    Kind.CONDITION: """
        si | siempre que | siempre y cuando | a condicion de | con la condicion | solo si
        a menos que | salvo que | con tal de | en cuanto
        """,
    Kind.TIMING: """
        cuando | una vez | hasta que | hasta | despues de | antes de | tras | mientras
        """,
    Kind.POLITE: """
        ^ puedes | ^ podeis | ^ podrias | ^ podriais | ^ pueden | ^ puede | , puedes
        , podrias | por favor | ^ me puedes | ^ nos puedes | ^ que tal si
        """,
    Kind.MACHINE: """
        ignora | ignorad | ignore | olvida (tus | las | todas) | tus instrucciones
        las instrucciones | instrucciones | instrucciones anteriores | sistema | eres un
        eres una | ahora eres | actua como | finge
        debes (responder | devolver | marcar | aprobar) | responde (con | solo) | devuelve
        marca como | el modelo | asistente | haz como si | resultado
        """,
    Kind.AWAY: """
        en caso de urgencia | (si es urgente , | para urgencias) | pongase en contacto con
        contacte con | contactar con | te llamo (ahora | en | luego) | ahora te llamo
        en una reunion | estare fuera | estare ausente
        estoy de viaje | estoy de vacaciones | de vacaciones | fuera de la oficina | de baja hasta
        estoy fuera | ausente | respuesta automatica | lo miro | lo mirare | la miro | la mirare
        (lo | la) reviso (manana | luego | mas tarde | esta | el) | (lo | la) revisare | te digo \
        algo
        os digo algo | dejame que | dejame | deja que | reenviado a | se lo he pasado a | se lo \
        paso a
        no soy la persona | yo no llevo | lo hable con | lo tengo que pensar | ya te dire | ya os \
        dire
        tengo que pensarlo | lo pienso | me lo pienso | ^ no se $ | no se (que | si | como | cual \
        | quien) | , no se | ni idea | no estoy seguro
        no estoy segura | como tu veas | lo que tu digas | me da igual | mas o menos | 🙄 | 🤔 | 🤷
        """,
    Kind.MENDED: """
        corregido | corregida | corregidos | cambiado | anadido | incluido | quitado
        actualizado | arreglado | modificado | corrijan | corrijas | cambien | cambies | cambiais
        corrija | arregles | arreglen | anadan | anadas | quites | quiten | incluyan | corrijais
        anadais | quiteis | arregleis | cambiáis
        """,
    Kind.URGENT: """
        urgente | urgentemente | cuanto antes | lo antes posible | ya mismo | prioridad alta
        critico
        """,
    Kind.LOW: "baja | prioridad baja | sin prisa | cuando puedas | no corre prisa",
    Kind.NORMAL: "normal | prioridad normal | media",
}

REFUSAL_SLOTS = {
    "hueco": "<palabra> | {topic} | {name} | ese | esa | esos | esas | antiguo | antigua",
    "cambiar": """
        cambiar | corregir | anadir | agregar | quitar | acortar | reescribir | rehacer | ajustar
        actualizar | modificar | sustituir | reemplazar | recortar | aclarar | mejorar | arreglar
        retocar | cambiarlo | cambiarla | corregirlo | corregirla | rehacerlo | rehacerla | resumir
        revisarlo a fondo | cambiarlos | desglosar | completar | eliminar | reducir | simplificar
        """,
    "cambia": """
        cambia | cambiad | cambie | cambien | cambialo | cambiala | cambiadlo | cambiadla | corrige
        corregid | corrija | corrijan | corrigelo | corrigela | corregidlo | corregidla | anade
        anadid | anada | anadan | añádele | agrega | agregue | agreguen | quita | quitad | quite
        quiten | quitadlo | elimina | eliminad | elimine | borra (la | el) | acorta | acortad
        acortadlo | acortadla | recorta | recortad | recortadla | recortadlo | resume | resumid
        reescribe | reescribid | reescribidlo | rehaz | rehaced | rehacedlo | rehacedla
        revisad (el | la | los | las) | revisa (el | la | los | las) | ajusta | ajustad | ajusten
        actualiza | actualizad | actualice | actualicen | modifica | modificad | modifiquen
        sustituye | sustituid | sustituidla | sustituidlo | sustituyan | sustituyanlo | lo \
        sustituyan
        reemplaza | reemplazad | reemplacen | reduce | reducid | aclarad | aclara (el | la | que)
        incluye (el | la | los | las) | incluid | incluyan | pon (el | la | los | las | un | una)
        poned (el | la | los | las | un | una) | ponle | ponedle | mejora (el | la) | mejorad
        arregla | arreglad | arreglen | traduce | especifica | especificad | detalla | detallad
        repite | repetid
        """,
}
