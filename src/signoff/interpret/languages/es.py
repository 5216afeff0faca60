"""Spanish."""

from __future__ import annotations

from signoff.interpret.language import Kind, Language
from signoff.interpret.languages.es_consent import CONSENT_GOOD, CONSENT_SLOTS, CONSENT_YES
from signoff.interpret.languages.es_facts import FACT_SLOTS, FACTS
from signoff.interpret.languages.es_refusals import REFUSAL_SLOTS, REFUSALS

# Imperatives and infinitives of deeds that let the work go; each may carry its object.
_STEMS = """
    publica publicad publique publicar publicadlo envia enviad envie enviar manda mandad
    mande mandar paga pagad pague pagar lanza lanzad lance lanzar despliega desplegad
    despliegue desplegar sube subid suba subir firma firmad firme firmar aprueba aprobad
    apruebe aprobar acepta aceptad acepte aceptar autoriza autorizad autorice autorizar
    imprime imprimid imprima imprimir compra comprad compre comprar contrata contratad
    contrate contratar fusiona fusionad mergea mergead haz haced hazlo libera liberad libere
    procede proceded proceda proceder difunde tramita tramitad tramite tramitar abona abonad
    abone abonar conceded borra borrad borre permitid permita ejecuta ejecutad ejecute
"""
_ACTS = [stem + end for stem in _STEMS.split() for end in ("", "lo", "la", "los", "las", "selo")]

_SLOTS = {
    "act": " | ".join(_ACTS)
    + " | adelante con | tirad | tira | tirad para | tira para | seguid adelante | dadle salida",
    "it": """
        lo | la | los | las | esto | esta | este | eso | ello | todo | todos | todas
        esta version | este texto
        """,
    "det": """
        el | la | los | las | un | una | este | esta | estos | estas | ese | esa | tu | su
        vuestro | vuestra | mi | nuestro | nuestra | todo el | toda la | todos los | todas las
        al | del
        """,
    "noun": """
        borrador | texto | documento | contrato | factura | propuesta | informe | version
        comunicado | nota | boletin
        articulo | presupuesto | oferta | diseno | logo | web | pagina | plan | solicitud | pago
        compra | gasto | viaje | correo
        mensaje | respuesta | campana | anuncio | foto | imagen | video | post | traduccion
        menu | manual | guia | cartel | folleto
        release | despliegue | cambio | cambios | pr | codigo | datos | cuentas | pedido
        acuerdo | condiciones | trabajo | resultado | idea | prensa | proyecto
        """,
    "obj": """
        [<det>] [nuevo | nueva | presente] (<noun> | {topic} | <noun> <de> [<det>] (<noun> | \
        {topic})) [final | adjunto | adjunta | actual | nuevo | nueva]
        """,
    "np": """
        [<det>] [<noun>] [nuevo | nueva | final | adjunto | adjunta | actual | presente | mismo \
        | misma] (<noun> | {topic} | {name} | <noun> {name} | <noun> <de> [<det>] (<noun> | \
        {topic} | {name}) | {topic} {name})
        """,
    "de": "de | del | para | con | en | a | al | sobre | por",
    "muy": """
        muy | bastante | realmente | super | mas que | totalmente | completamente | perfectamente
        todo | todo muy | tan | genial y | ya | asi | estupendamente
        """,
    "bien": """
        bien | bueno | buena | perfecto | perfecta | perfectos | genial | estupendo | estupenda
        excelente | fantastico | fantastica | fenomenal
        correcto | correcta | correctos | correctas | listo | lista | listos | conforme
        de acuerdo | ok | okey | vale | en orden | impecable | magnifico | magnifica | claro
        clara | de lujo | de diez | de 10 | precioso | preciosa | bonito | bonita | guay
        redondo | niquelado | bordado | brutal | de maravilla | divino
        adecuado | adecuada | aprobado | aprobada | aprobados | autorizado | autorizada
        aceptado | aceptada | validado | validada | confirmado | confirmada | tal cual
        como esta | completo | completa
        """,
    "cola": """
        para mi | por mi | por mi parte | por mi lado | por nuestra parte | por aqui
        a mi parecer | en mi opinion | de mi parte | tal cual | asi | como esta | hoy | ya
        ahora
        esta vez | en todo | desde mi lado | desde ventas | todo | en su forma actual | tambien
        de nuevo | al presupuesto
        """,
    "cuando": """
        ya | ahora | hoy | manana | cuando quieras | cuando queráis | cuando quieran
        cuanto antes | de inmediato | inmediatamente | tal cual | asi | ya mismo | por favor
        <de> <np> | sin problema | esta tarde | esta semana | para produccion | a produccion
        adelante
        """,
    "listo": """
        esta | están | es | son | queda | quedan | quedo | ha quedado | han quedado | parece
        me parece | me parecen | lo veo | la veo | se ve | pinta | suena | se lee | va | todo
        esta todo | veo
        """,
    "miro": """
        he revisado | hemos revisado | revisado | revisada | lo he revisado | la he revisado
        he leido | lo he leido | la he leido | he mirado | lo he mirado | he comprobado
        comprobado | comprobada | he visto | ya lo he visto | he repasado | leido | visto
        revise | lei | verificado | verificada
        """,
}

_SI = """
sí | sí sí | claro que sí | claro | por supuesto | desde luego | sin duda | como no | ok | okay
okey | vale | vale vale | de acuerdo | adelante | dale | dale caña | venga | hecho | perfecto sí
pues sí | sí por favor | sí gracias | sí claro | sí adelante | sí dale | sí hazlo | por mi sí
por mi parte sí | por mi vale | por mi bien | por mi adelante | si adelante | si claro
claro que si | si si | si por favor | si gracias | si dale | si hazlo | hazlo | hacedlo | hágalo
proceda | procede | proceded | procedan | pueden proceder | puedes proceder | podeis proceder
tira | tirad | a por ello | vamos | vamos alla | estoy de acuerdo | estamos de acuerdo
totalmente de acuerdo | cuenta con ello | 👍 | ✅ | 👌 | ✔ | 🆗 | ningun problema
no hay problema | sin problema | sin problemas | no veo problema | con mucho gusto | encantado
encantada | conforme | conformes | correcto | exacto | confirmo | confirmado | te confirmo
les confirmo | confirmamos | va | sale | va bien | me vale | nos vale | a mi me vale | luz verde
tienes luz verde | tienen luz verde | teneis luz verde
"""

_BIEN = """
hazlo | hacedlo | usalo | usadla | dale | ponlo | pasa | sacalo | sacadlo | sigue | seguid | siga
[<obj> | todo | asi | esto | <it>] <listo> [<muy>] <bien> [<cola>] [<cola>]
[<obj>] <listo> [<muy>] <bien> y [<muy>] <bien> | todo [<muy>] <bien> [<cola>]
<muy> <bien> [<cola>] | <bien> [<cola>] | esta todo [<muy>] <bien>
esta [<muy>] <bien> (todo | asi) | tal cual | bien asi | asi esta bien | asi va bien
[lo | la | los | las] (apruebo | aprobamos | autorizo | autorizamos | acepto | aceptamos | \
valido | validamos | firmo | suscribo | doy por bueno | doy por buena | doy el visto bueno | \
damos el visto bueno | damos por bueno | doy mi aprobacion | doy mi conformidad | doy el ok) \
[<obj> | <it>] [<cola>]
yo (lo | la) (apruebo | autorizo | acepto)
(aprobado | aprobada | aprobados | autorizado | autorizada | aceptado | aceptada | validado | \
validada | visto bueno | concedido | concedida | firmado) [<cola>] [<cola>]
queda (aprobado | aprobada | autorizado | autorizada | aceptado)
(tienes | tienen | teneis | tiene) mi (visto bueno | aprobacion | ok | conformidad | \
autorizacion | permiso | voto | bendicion | si | sí)
(mi | nuestro | con mi | con nuestro) (visto bueno | aprobacion | ok | conformidad)
cuenta con mi (aprobacion | visto bueno | ok)
le doy (el ok | el visto bueno | mi aprobacion | luz verde)
<act> [<it> | <obj>] [<cuando>] [<cuando>]
[ya] (se puede | puedes | podeis | pueden | puede | podemos | pueden ustedes) <act> [<it> | \
<obj>] [<cuando>]
[lo | la] (puedes | podeis | pueden | podemos) <act> [<it>] [<cuando>]
(puede | pueden) (salir | publicarse | enviarse | imprimirse | pagarse | continuar | seguir | \
ir) [<cuando>]
a (imprenta | publicar | produccion | imprimir | firmar) | que salga [<cuando>]
listo para (<act> | <noun> | imprenta | produccion)
me (gusta | encanta | gustan | encantan | convence | parece bien | parece perfecto | parece \
genial | parece estupendo | parece correcto | parece correcta) [mucho | muchisimo | asi | <obj> \
| todo] [<cola>]
nos (gusta | encanta | parece bien | convence) [mucho | <obj>]
estoy (contento | contenta | satisfecho | satisfecha | encantado | encantada) con (<obj> | <it>)
(sin | no tengo | no hay | ninguna | ningun | no tenemos | no veo) [mas | ninguna | ningun] \
(cambios | objecion | objeciones | comentarios | pegas | pega | inconveniente | observaciones | \
correcciones | reparos | nada que objetar | errores | dudas | problemas | problema) [<cola>]
nada que (objetar | anadir | cambiar | corregir | decir) [<cola>]
no (cambiaria | tocaria | cambiéis | cambies | toques) (nada | ni una coma)
no veo nada (raro | mal | que cambiar) | no le falta nada
no tengo nada que (objetar | anadir | cambiar) | (cuadra | coincide | encaja) todo
todo (cuadra | correcto | en orden | listo | perfecto | claro | coincide | bien)
justo lo que (queriamos | queria | necesitabamos | pedi | buscabamos | hacia falta)
es (justo | exactamente) lo que (queria | queriamos | pedimos | pedi | necesitamos) | lgtm | 🚀
bordado | lo has clavado | clavado | un diez | chapo | de lujo
[un | una] (muy | gran) (buen | buena) (trabajo | texto | propuesta) asi
"""

_APOYO = """
(he | hemos) (hablado con | comprobado | probado | comparado | consultado con) <np> [y <bien>]
(esto | eso | <np>) (coincide con | corresponde a | cumple con | respeta | refleja | cubre) <np>
<np> (ha llegado | llego | esta entregado | esta entregada | esta en presupuesto | funciona | \
funcionan) [<muy>] [<bien>]
[ya] <miro> [<np> | <it> | todo] [<de> <np>] [y <miro> [<np>]] [<muy>] [<cola>] [dos veces | \
con detalle | entero | con calma | esta manana]
<np> <listo> [<muy>] <bien> [y [<muy>] <bien>] | (cuadra | coincide | encaja) [todo] [con] [<np>]
[ya] he avisado a <np> | ya (avise | hable con | he hablado con) [a] <np>
(legal | finanzas | {name} | el equipo | el cliente | direccion) [tambien] (esta de acuerdo | \
lo ha aprobado | ha dado el ok | ha dado el visto bueno | esta conforme)
se lee [muy] bien
[muy] (claro | clara | bien escrito | bien redactado | bien explicado | claro y conciso)
me gusta <muy> <np>
me (gusta | encanta) (el tono | como ha quedado | la foto | el titulo | <np>)
entra en presupuesto | dentro de presupuesto
"""

_CORTESIA = """
gracias | muchas gracias | mil gracias | muchisimas gracias
gracias [a] (todos | {name} | equipo | por todo)
gracias por (<np> | todo | avisar | el trabajo | la paciencia | tu trabajo | vuestro trabajo | \
el esfuerzo | enviarlo | preguntar | esperar)
hola | hola a todos | hola [buenos dias | {name} | equipo | {name} {name}] | buenos dias [{name}]
buenas [tardes | noches] [{name}] | buenas | estimado [senor | {name}]
estimada [senora | {name}] | estimados | querida {name} | querido {name} | por favor | un saludo
saludos | saludos cordiales | un abrazo | abrazos | atentamente | cordialmente | besos
feliz (dia | finde | semana)
buen (trabajo | finde | dia | fin de semana | viaje) [equipo | {name} | a todos]
gran trabajo [equipo | {name} | chicos | a todos] | que (buen | gran) trabajo | bien hecho
enhorabuena | felicidades | felicitaciones | genial trabajo
hasta (luego | manana | pronto | el lunes) | perdon por (el retraso | la tardanza | la demora)
disculpa el retraso | disculpad el retraso | siento el retraso | equipo | chicos | a todos
mil gracias por (<np> | todo | la rapidez) | gracias por (la rapidez | la ayuda | tu ayuda | \
la propuesta | la informacion | el aviso | la espera) | buen viaje | buenos dias a todos
estimados senores | estimada senora | estimado senor | buenas a todos | buenos dias {name} {name}
(muy | que) buen (curro | trabajo) | trabajazo | curro | currazo | que maravilla | que pasada
bien ahi | olé vosotros | sois (unos cracks | los mejores | geniales) | eres (un crack | genial | \
una crack) | crack | cracks | maquina | chapeau | que ganas | por fin | yupi | bieen | viva
que tengais (buen | buena) (dia | finde | tarde | semana) | un abrazo [{name}] | saludos [{name}]
un saludo [{name}] | un saludo a todos | nos vemos [el lunes | manana] | enhorabuena a todos
(gracias | muchas gracias | mil gracias | muchisimas gracias) por <palabra>+
(hola | buenos dias | buenas tardes | buenas) [,] {topic} | un placer | que bien | bravo | ole | \
🙂 | 😊 | 🙏 | 👏 | 💪 | 🎉 | 😍 | ❤ | 😀 | 😄 | 🔥 | ✨ | 🥳 | 🙌 | 🤝
"""

_OTRA_VEZ = """
(con copia | copia) a | centro de coste | (ponme | pon a {name}) en copia
(tenme | mantenme) al tanto
para la proxima | la proxima vez | la proxima | para la proxima vez | para el proximo
para la siguiente | en el futuro | en adelante | a futuro | para otra vez | la siguiente vez
para el futuro | el proximo mes | proximamente | en la proxima | en el proximo
"""

LANGUAGE = Language(
    code="es",
    slots={**_SLOTS, **CONSENT_SLOTS, **FACT_SLOTS, **REFUSAL_SLOTS},
    phrases={
        Kind.YES: _SI + CONSENT_YES,
        Kind.GOOD: _BIEN + CONSENT_GOOD,
        Kind.SUPPORT: _APOYO,
        Kind.FACT: FACTS,
        Kind.COURTESY: _CORTESIA,
        Kind.LATER: _OTRA_VEZ,
        Kind.SEPARATOR: """
            y | e | asi que | pues | entonces | tambien | bueno | ademas | ya que esta todo bien
            ah | que | por mi parte | por mi lado | por mi | de mi parte | por nuestra parte
            de nuestra parte | por aqui
            """,
        **REFUSALS,
    },
    plain="""
        el la los las de que en un una por con para es al lo como mas se su ya esta este esto le
        les me te nos pero si no son han he
        """
    "del muy todo sobre tambien fue era ha hay desde todos cuando ser dos entre donde quien",
)
