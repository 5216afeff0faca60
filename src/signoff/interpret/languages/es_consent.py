"""Spanish: more ways to say yes, and the deeds by which people let a work go."""

from __future__ import annotations

_DEEDS = """
    public:a,ad,ue,uen,ar,alo,ala,adlo,adla,uenlo,uenla,uelo,uela,emos,emoslo
    envi:a,ad,e,en,ar,alo,ala,adlo,adla,enlo,enla,elo,ela,emos,arlo,arla,aselo,adselo
    mand:a,ad,e,en,ar,alo,ala,adlo,adla,enlo,enla,elo,ela,arlo,arla,aselo,adselo
    pag:a,ad,ue,uen,ar,alo,ala,adlo,adla,uenlo,uenla,uela,uelo,arla,arlo,asela,aselo,adsela,uemos
    lanz:a,ad,en,ar,alo,ala,adlo,adla,enlo,enla,arlo,arla
    despleg:ad,uemos,ar,adlo,adla,arlo,arla
    despliegu:e,en,enlo,enla
    sub:e,id,an,ir,elo,ela,idlo,idla,anlo,anla,irlo,irla,amos
    firm:a,ad,e,en,ar,alo,ala,adlo,adla,enlo,enla,arlo,arla,emos,emoslo
    aprob:ad,adlo,adla,arlo,arla
    aprueb:alo,ala,en,enlo,enla,ese
    acept:a,ad,e,en,ar,alo,ala,adlo,adla,enlo,enla,arlo,arla,emos,amos
    autoriz:a,ad,ar,alo,ala,adlo,adla,arlo,arla
    imprim:e,id,an,ir,elo,ela,idlo,idla,irlo,irla
    compr:a,ad,e,en,ar,alo,ala,alos,alas,adlo,adla,adlos,adlas,enlo,enla,enlos,arlo,arlos,emos,emoslos
    contrat:a,ad,en,ar,alo,ala,adlo,adla,enlo,enla,arlo,arla,emos,emosla,emoslo
    fusion:a,ad,en,ar,alo,ala,adlo,adla,arlo,arla
    merge:a,ad,en,ar,alo,adlo,arlo
    liber:a,ad,en,ar,alo,ala,adlo,adla
    tramit:a,ad,en,ar,alo,ala,adlo,adla,ese
    abon:a,ad,e,en,ar,alo,ala,adlo,adla,ese
    conced:e,ed,a,an,er,eselo,edselo,erselo,anselo,amoselo
    ejecut:a,ad,en,ar,alo,ala,adlo,adla
    difund:e,id,an,ir,elo,ela
    gestion:a,ad,en,ar,alo,ala
    encarg:a,ad,ar,alo,ala,alos,adlo,adlos
    ped:id,ir,idlo,idla,idlos
    pid:e,elo,elos,elas,an,anlos
    reserv:a,ad,e,en,ar,alo,ala,adlo,adla
    contest:adle
    d:ale,adle,ale ya,adselo,aselo,adles
    liquid:a,ad,ar,ala,alo,adla,adlo
    cerr:ad,ar,adlo,arlo,emos con ellos,amos con ellos
    cierr:a con ellos,alo con ellos
    pon:lo,la,edlo,edla,ganlo,ganla
    sac:alo,ala,adlo,adla,arlo,arla
    us:alo,ala,adlo,adla
    adjudic:a,ad,aselo,adselo,ar
    carg:uese,alo
    proced:ase
    reembols:a,ad,e,en,ar,alo,ala
    confirm:a,ad,e,en,ar,alo,ala,adlo,selo
"""


def _forms(said: str) -> str:
    rows = (line.strip().split(":") for line in said.splitlines() if line.strip())
    return " | ".join(stem + end for stem, ends in rows for end in ends.split(","))


CONSENT_SLOTS = {
    "hecho": _forms(_DEEDS)
    + """
        | mandame <obj> | mandadme <obj> | pasame <obj> | enviame <obj> | adelante con <obj> | \
        tirad para adelante | tira para adelante | tirad adelante
        tira adelante | dale salida | dadle salida | dale caña | dadle caña | dale gas | al lio
        ponerlo en produccion | ponedlo en produccion | ponlo en marcha | ponedlo en marcha
        poned en marcha | a imprenta con ello | seguid | siga adelante | sigan adelante
        sigue adelante | hagan el pago | haz el pago | hacer el pago | hacerlo | hacedlo | hazlo
        hagamoslo | haganlo | hagan <obj> | seguir adelante | tirar adelante | darle | avanzar
        avancen | avanza | avance | procedan | dar salida | pasarlo | pasalo a produccion
        pasadlo a produccion | que consulte | que entre | dejadle entrar | dejala entrar
        dale acceso | dadle acceso | darle acceso | dale permiso | dadle permiso | que salga
        que se publique | que se pague | que se envie | que lo publiquen | que la paguen
        que lo manden | que siga adelante | que pase | que vaya | que se haga | publiquese
        paguese | enviese | que entre en produccion
        """,
    "prisa": """
        ya | ya mismo | hoy | hoy mismo | ahora | ahora mismo | manana | cuando quieras
        cuando queráis | cuando quieran | cuando gustes | cuando gusten | cuando puedas
        cuando podáis | cuanto antes | lo antes posible | de una vez | sin miedo | sin problema
        sin problemas | sin dudarlo | por favor | porfa | tranquilamente | con confianza
        tal cual | tal y como esta | asi | asi mismo | como esta | esta tarde | esta noche
        esta semana | este viernes | el lunes | el martes | el miercoles | el jueves | el viernes
        a las {name} | a la hora prevista | segun lo previsto | como estaba previsto
        como acordamos | como siempre | de inmediato | entonces | pues | ya esta | a produccion
        a imprenta | a todos | al cliente | en la web | de mi parte | para el lunes
        """,
    "super": """
        estupendo | estupenda | buenisimo | buenisima | buenisimos | chulo | chula | chulisimo
        chulisima | precioso | preciosa | preciosos | una pasada | un lujo | una maravilla
        maravilloso | maravillosa | espectacular | increible | impresionante | cojonudo
        un gustazo | perfectisimo | fenomenal | fetén | sobresaliente | acertado | acertada
        muy acertado | muy acertada | logrado | lograda | bien hecho | bien resuelto
        bien planteado | bien pensado | bien estructurado | bien redactado | ideal | justo
        razonable | de acuerdo a lo hablado | como hablamos | como acordamos | a mi gusto
        a nuestro gusto | de 10 | un 10 | magnificos | geniales | listos | claros | limpio | limpia
        elegante | fino | solido | solida | profesional | coherente | bonitos | de primera
        de nota | top | guapo | guapa | padre | chévere | bacan | barbaro | barbara | buenas
        """,
}

CONSENT_YES = """
(si | sí) (perfecto | genial | estupendo | correcto | de acuerdo | vale | ok | todo bien | venga | \
por supuesto | desde luego | claro que si | adelante | confirmado | hecho | gracias)
(claro | pues claro | venga | vale | ok | bueno | perfecto | genial | hecho | dale) (sí | \
adelante | venga | vale | va | pues | que sí)
por supuesto que sí | faltaria mas | faltaría más | como no | eso esta hecho | trato hecho
claro hombre | claro mujer | pues adelante | adelante pues | venga adelante | ok adelante
vale adelante | adelante entonces | por mi (parte | lado) (adelante | ok | vale | perfecto | \
todo bien | bien | conforme | de acuerdo | correcto | genial | sin problema)
por mi (perfecto | ok | genial | conforme | de acuerdo | correcto | encantado | encantada | sin \
problema | sin problemas | estupendo | dale | adelante)
por (nuestra parte | parte nuestra) (adelante | ok | vale | perfecto | todo bien | conforme)
de (mi | nuestra) parte (ok | todo ok | todo bien | adelante | perfecto | conforme | si | sí | vale)
me parece (ok | bien | perfecto | genial | estupendo | correcto | fenomenal | razonable | buena \
idea | una buena idea | muy buena idea) | nos parece (ok | bien | perfecto | genial | correcto)
me apunto | cuenta conmigo | contad conmigo | a favor | yo a favor | voto a favor | voto que sí
votamos a favor | voto sí | doy mi si | doy mi sí | un sí rotundo | un si rotundo | rotundamente sí
visto bueno | tiene mi visto bueno | tienes mi visto bueno | luz verde (por | de) mi parte
okis | oki | oka | ok ok | vamos a ello | al lio | tirando | palante | para adelante | pa lante
dale no mas | dale nomas | ándale | orale | va que va | simon | listo | lista | listo adelante
ok perfecto | perfecto gracias | de acuerdo en todo | de acuerdo con (todo | ello | <obj> | eso)
totalmente conforme | conforme con (todo | <obj> | ello) | visto y conforme | leido y conforme
leido y aprobado | revisado y conforme | revisado y aprobado | a mi me parece bien
me parece bien asi | bien por mi | bien por mi parte | ok por mi | ok por mi parte | ok por mi lado
todo ok | todo ok por mi (parte | lado) | todo bien por mi (parte | lado) | ok desde aqui
"""

CONSENT_GOOD = """
[<prisa>] [<it>] <hecho> [<obj> | <it>] [<prisa>] [<prisa>]
[ya] [lo | la | los | las | se lo | se la | le | les] (puedes | podeis | pueden | puede | podemos \
| vamos a | se puede) <hecho> [<it> | <obj>] [<prisa>] [<prisa>]
(puede | pueden) (publicarse | enviarse | pagarse | desplegarse | imprimirse | tramitarse | \
ejecutarse | subirse | salir | ir) [<prisa>] | (autorizo | autorizamos | apruebo | ordeno) \
(el pago | la compra | el envio | la publicacion | el gasto | el despliegue | <obj>) [<prisa>]
adelante con (ello | eso | todo | el pago | la compra | el envio | la publicacion | <obj>) [<prisa>]
(aceptamos | acepto | aprobamos | firmamos | firmo | compramos | contratamos | publicamos | \
pagamos | lo firmo | la firmo | lo compro | nos lo quedamos | me lo quedo) [<obj> | <it>] [<prisa>]
[<obj> | todo | asi | esto | <it> | os | te | le | les] [ha | han] (<listo> | quedado | salido) \
[<muy>] <super> [<cola>] [<prisa>]
(os | te | le | les) ha (quedado | salido) [<muy>] (<bien> | <super>) [<cola>]
[<obj>] (quedo | quedaron | queda | quedan | salio | luce | pinta) [<muy>] (<bien> | <super>)
[<muy>] <super> [<cola>] | [esta | es] [<muy>] <super> y [<muy>] (<super> | <bien>)
[es] un (precio | texto | trabajo | diseno | resultado | plan) [<muy>] (<super> | <bien>)
[es] una (propuesta | oferta | idea | version | opcion | campana) [<muy>] (<super> | <bien>)
(me | nos) (parece | parecen) [<muy>] (<bien> | <super>) [<obj> | todo] [<cola>]
(me | nos) (gusta | encanta | gustan | encantan | convence) [mucho | muchisimo] [<obj> | todo | \
como (ha quedado | quedo | esta | queda | suena | lo habeis planteado)] [sobre todo <np>] [<cola>]
(tienes | teneis | tienen | tiene) (nuestro | nuestra | mi) (visto bueno | aprobacion | ok | \
conformidad | autorizacion | permiso | bendicion | apoyo | luz verde) [<prisa>]
(doy | damos | le doy | le damos | te doy | os doy | les doy) (el | mi | nuestro | nuestra) \
(visto bueno | ok | conformidad | aprobacion | autorizacion | permiso | apoyo | si | sí) [<prisa>]
(lo | la) (doy por | damos por | veo | vemos) (aprobado | aprobada | bueno | buena | perfecto | \
perfecta | bien | muy bien | genial | claro | clara | valido | valida | correcto | correcta)
(queda | quedan | esta | estan) (aprobado | aprobada | autorizado | autorizada | validado | \
concedido | confirmada | confirmado | aprobadisimo) [<cola>] [<prisa>] | aprobadisimo | aprobadisima
(no tengo | no veo | no hay | no encuentro | sin) [mas | ningun | ninguna | nada] (objecion | \
objeciones | reparo | reparos | inconveniente | inconvenientes | problema | problemas | pega | \
pegas | comentarios | cambios | fallos | errores | objetar | nada que objetar | que objetar) \
[<cola>]
(ningun | ninguna) (reparo | pega | objecion | inconveniente | problema | cambio | comentario) \
[<cola>] | (nada | no tengo nada) (que | en) (objetar | contra | anadir | decir | corregir)
no (cambiaria | cambio | tocaria | le cambiaria) (nada | ni una coma | ni una palabra)
justo (asi | lo que queria | lo que hacia falta) | asi (me gusta | mismo | se hace) | tal cual esta
ni una pega | todo en orden | todo correcto | todo perfecto | todo claro | correcto todo
acceso (completo | concedido | autorizado) | permiso concedido | concedido
"""
