"""Spanish: plain facts that may stand beside an approval, of words that take nothing back."""

from __future__ import annotations

_NUMBERS = " | ".join(str(number) for number in range(1, 32))

FACT_SLOTS = {
    "cosa": """
        <noun> | {topic} | precio | precios | importe | importes | cifra | cifras | numeros | suma
        total | plazo | plazos | fecha | fechas | nombre | nombres | direccion | cantidad
        cantidades | colores | color | fotos | imagenes | tabla | tablas | capitulo | apartado
        parrafo | parrafos | titulo | titular | introduccion | cierre | final | resumen | anexo
        anexos | fuentes | citas | redaccion | tono | estilo | estructura | contenido | mensaje
        pruebas | prueba | tests | test | build | logs | documentacion | migracion | staging
        mercancia | material | entrega | servicio | servicios | obra | obras | trabajo | trabajos
        montaje | reparacion | horas | partes | tique | tiques | ticket | tickets | recibos
        justificantes | recibo | gastos | coste | costes | condiciones | descuento | iva | clausulas
        clausula | cliente | clientes | jefe | jefa | equipo | companeros | contabilidad
        finanzas | legal | compras | ventas | marketing | direccion | proveedor | empresa
        entrevista | impresion | curriculum | referencias | candidato | candidata | vacaciones
        turno | cobertura | hotel | vuelo | tren | curso | formacion | feria | proyecto
        departamento | calidad | resultado | comparativa | punto | puntos | detalles | datos
        version | semana | mes | dia | ano | euros | euro | lunes | martes | miercoles | jueves
        viernes | enero | febrero | marzo | abril | mayo | junio | julio | agosto | septiembre
        octubre | noviembre | diciembre | concepto | logotipo | contratos | facturas | portatiles
        proceso | firma | presupuesto | plazo de entrega | hora | necesidad | trimestre | tildes | \
        ministra | nombre
        """,
    "inicio": """
        el | la | los | las | un | una | este | esta | estos | estas | esto | eso | nuestro
        nuestra | su | sus | mi | lo | todo | todos | todas | ya | he | hemos | hoy | ayer | tambien
        aqui | es | son | esta | estan | me | nos | les | se | ambos | ahora | llevan | lleva
        <cosa>
        """,
    "es_verbo": """
        es | son | esta | estan | ha | han | he | hemos | fue | fueron | coincide | coinciden
        cuadra | cuadran | alcanza | llega | llego | llegaron | cubre | cubren | cumple | cumplen
        funciona | funcionan | funciono | pasa | pasan | paso | pasaron | tiene | tienen | tenemos
        hay | entra | entran | encaja | encajan | corresponde | corresponden | refleja | recoge
        trabaja | trabajan | trabajamos | hizo | hicieron | gusta | gustan | encanta | queda | \
        quedan
        quedo | quedaron | suena | lee | ve | ven | lleva | llevan | conozco | conocemos | merece
        merecen | necesita | necesitan | necesitamos | va | van | sale | salen | mejora | sustituye
        """,
    "palabra": """
        {name} | <cosa> | <es_verbo> | el | la | los | las | un | una | unos | unas | este | esta \
        | estos
        estas | esto | eso | nuestro | nuestra | nuestros | nuestras | su | sus | tu | tus | mi
        mis | ellos | ellas | el | ella | lo | le | les | se | me | nos | os | todo | toda | todos \
        | todas | y | e | con | de
        del | al | a | en | por | para | entre | desde | segun lo acordado | como | que antes
        que el anterior | que la anterior | ya | tambien | ademas | hoy | ayer | ahora | siempre
        nunca falla | bien | mejor | muy | mas | mucho | bastante | realmente | tan | totalmente
        completamente | perfectamente | correctamente | puntualmente | a tiempo | rapido | rapida
        correcto | correcta | correctos | correctas | bueno | buena | buenos | buenas | claro
        clara | claros | claras | completo | completa | completos | completas | exacto | exacta
        exactos | conforme | listo | lista | razonable | razonables | justo | adecuado | adecuada
        barato | barata | economico | economica | competitivo | estable | limpio | verde | verdes
        bonito | bonita | util | necesario | necesaria | necesarios | fiable | serio | seria | nuevo
        nueva | nuevos | nuevas | mismo | misma | primer | primera | segundo | segunda | tercero
        tercera | tercer | cuarto | leido | leida | revisado | revisada | revisados | comprobado
        comprobada | comprobados | probado | probada | visto | mirado | repasado | verificado
        hablado | comentado | acordado | acordada | pactado | pedido | recibido | recibida
        recibidos | llegado | entregado | entregada | hecho | hecha | terminado | terminada
        aprobado | aprobada | previsto | prevista | presupuestado | incluido | incluida | resuelto
        avisado | informado | dentro | limites | orden | plazo | ano | anos | meses | semanas
        dias | horas | minutos | veces | dos | tres | cuatro | cinco | diez | euros | € | % | ok
        todo bien | sin errores | sin problemas | sin fallos | sin incidencias | hace | calma
        detalle | baja | cuenta | cambio | especialmente | sobre todo | ganas | gracias a
        """
    f" | {_NUMBERS}",
}

FACTS = """
<inicio> <es_verbo> [<palabra>+] | <inicio> <palabra>+ <es_verbo> [<palabra>+]
(he | hemos | es | son | esta | estan | ha | han | llevan | lleva | funciona | cuadra | cuadran | \
coincide | cumple) <palabra>+
[<det>] <cosa> [<cosa>] [y <cosa>] [<muy>] (<bien> | <super> | revisado | revisada | revisados | \
comprobado | comprobada | recibido | recibida | entregado | verde | verdes | a tiempo | razonable)
(sin | ningun | ninguna) (errores | error | fallos | fallo | problemas | incidencias | incidencia \
| retrasos | sorpresas | erratas) | (buen | gran | muy buen) <cosa> | (buena | gran | muy buena) \
<cosa>
(sobre todo | especialmente) [<det>] <cosa>
"""
