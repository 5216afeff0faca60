"""What things are sorted by, in German, French and Spanish, and in the others: see sorts."""

from __future__ import annotations

from collections.abc import Mapping

from signoff.interpret.languages.sorts_wider import WIDER

MORE: Mapping[str, str] = {
    "de": """
    small: klein kleine kleinen kleiner kleines kleinste winzig kompakt
    large: groß große großen großer großes größte größeren riesig
    medium: mittel mittlere mittleren mittelgroß
    cheap: günstig billig günstigste günstige billigste preiswert sparsam
    dear: teuer teure premium luxus
    fast: schnell schnellste express eilig
    early: früh früher früheste früh_am_morgen
    late: spät später
    morning: morgens vormittag vormittags frühstück früh
    noon: mittag mittags mittagessen
    afternoon: nachmittag nachmittags
    evening: abend abends abendessen feierabend
    night: nacht nachts über_nacht
    today: heute sofort jetzt gleich umgehend unverzüglich
    tomorrow: morgen
    week: diese_woche innerhalb_einer_woche in_den_nächsten_tagen paar_tage
    nextweek: nächste_woche kommende_woche
    month: monat diesen_monat nächsten_monat
    weekend: wochenende samstag sonntag
    monday: montag montags
    tuesday: dienstag
    wednesday: mittwoch
    thursday: donnerstag
    friday: freitag
    saturday: samstag
    sunday: sonntag
    spring: frühling frühjahr
    summer: sommer
    autumn: herbst
    winter: winter
    urgent: dringend sofort eilt eilig notfall brandeilig kritisch unverzüglich umgehend
    urgent: steht_alles steht_still alles_steht notarzt akut
    low: niedrig hat_zeit kann_warten hat_noch_zeit keine_eile irgendwann unwichtig gering
    low: bei_gelegenheit
    normal: normal üblich standard regulär wie_üblich
    indoors: drinnen innen saal halle raum
    outdoors: draußen garten im_freien freien terrasse wiese hof
    online: online virtuell video zoom videokonferenz remote teams fern
    onsite: vor_ort persönlich
    home: zuhause zu_hause daheim homeoffice
    office: büro
    email: e-mail email mail schriftlich
    phone: telefon anruf telefonisch anrufen
    post: post brief postweg
    sms: sms whatsapp
    air: luft luftfracht flugzeug flug fliegen
    sea: see seefracht schiff
    rail: bahn zug schiene
    road: straße lkw
    bus: bus
    car: auto wagen pkw
    taxi: taxi
    bike: fahrrad rad
    van: transporter kleinbus
    truck: lkw laster lastwagen
    pickup: abholung abholen selbst_abholen
    delivery: lieferung liefern zustellung
    courier: kurier bote
    one: ein eins einen eine 1
    two: zwei 2 beide beiden paar
    three: drei 3
    first: erste ersten erster erstes
    second: zweite zweiten zweiter zweites
    third: dritte dritten
    full: voll ganz komplett vollständig alles alle
    half: hälfte halb halbe
    part: teil teilweise
    none: kein keine keinen keins nichts
    new: neu neue neuen neues
    old: alt alte alten altes
    internal: intern hausintern mitarbeiter eigene
    external: extern externe externen agentur dienstleister
    public: öffentlich
    confidential: vertraulich geheim
    billing: rechnung abrechnung zahlung abgebucht mahnung
    technical: technik technisch fehlermeldung absturz passwort software server funktioniert_nicht
    sales: vertrieb verkauf angebot preis
    legal: recht rechtlich vertrag anwalt
    hr: personal bewerbung urlaubsantrag
    finance: finanzen buchhaltung
    complaint: beschwerde reklamation beschwert verärgert unzufrieden enttäuscht
    complaint: unverschämt frechheit
    complaint: unmöglich zum_dritten_mal kaputt_angekommen wütend
    praise: lob wunderbar großartig begeistert super toll danke dank zufrieden
    praise: ausgezeichnet herrlich
    positive: positiv zufrieden begeistert
    negative: negativ schlecht unzufrieden
    neutral: neutral sachlich
    inquiry: anfrage frage fragt möchte_wissen will_wissen
    spam: spam werbung werbemail gewonnen
    fraud: betrug betrügerisch phishing
    bug: fehler absturz stürzt_ab kaputt funktioniert_nicht geht_nicht fehlermeldung
    feature: wunsch wäre_schön funktion vorschlag idee
    vegetarian: vegetarisch ohne_fleisch vegetarische gemüse fleischlos kein_fleisch
    vegan: vegan vegane
    meat: fleisch rind steak lamm schwein huhn hähnchen braten schnitzel
    fish: fisch lachs forelle dorsch thunfisch
    coffee: kaffee espresso
    tea: tee
    red: rot rote roten rotes
    blue: blau blaue blauen blaues
    green: grün grüne grünen grünes
    yellow: gelb gelbe gelben
    black: schwarz schwarze schwarzen
    white: weiß weiße weißen
    grey: grau graue grauen
    wood: holz eiche kiefer
    metal: metall stahl
    card: karte kreditkarte
    cash: bar bargeld
    transfer: überweisung
    invoice: rechnung
    monthly: monatlich
    yearly: jährlich
    weekly: wöchentlich
    daily: täglich
    left: links linke linken
    right: rechts rechte rechten
    window: fenster fensterplatz
    aisle: gang gangplatz
    beginner: anfänger einsteiger
    advanced: fortgeschrittene fortgeschritten
    adult: erwachsene erwachsenen
    child: kind kinder
    temporary: befristet vorübergehend
    permanent: unbefristet dauerhaft
    """,
    "fr": """
    small: petit petite petits petites
    large: grand grande grands grandes gros grosse
    medium: moyen moyenne
    cheap: pas_cher moins_cher économique bon_marché
    dear: haut_de_gamme premium luxe
    fast: rapide vite express
    early: tôt
    late: tard
    morning: matin matinée
    noon: midi déjeuner
    afternoon: après-midi
    evening: soir soirée dîner
    night: nuit
    today: aujourd_hui maintenant tout_de_suite immédiatement
    tomorrow: demain
    week: cette_semaine dans_la_semaine quelques_jours
    nextweek: semaine_prochaine
    weekend: week-end samedi dimanche
    monday: lundi
    tuesday: mardi
    wednesday: mercredi
    thursday: jeudi
    friday: vendredi
    urgent: urgent urgente urgence tout_de_suite immédiatement critique
    low: faible bas peut_attendre basse rien_ne_presse pas_pressé quand_vous_aurez_le_temps
    normal: normal normale standard habituel comme_d_habitude courant
    indoors: intérieur salle dedans
    outdoors: extérieur jardin dehors plein_air terrasse
    online: en_ligne visio virtuel zoom à_distance distanciel
    onsite: sur_place présentiel en_personne
    home: maison domicile
    email: mail courriel e-mail email
    phone: téléphone appel appeler
    post: courrier lettre poste
    air: avion aérien
    sea: bateau mer maritime
    rail: train ferroviaire
    road: route camion
    bus: bus car
    car: voiture
    bike: vélo
    van: camionnette fourgon utilitaire
    truck: camion poids_lourd
    pickup: retrait
    delivery: livraison
    one: un une 1 seul
    two: deux 2
    three: trois 3
    first: premier première
    second: deuxième second seconde
    full: entier entière totalité complet complète tout
    half: moitié demi
    part: partie partiel partielle
    none: aucun aucune rien
    new: nouveau nouvelle neuf neuve
    old: ancien ancienne vieux
    internal: interne
    external: externe prestataire
    public: public publique
    confidential: confidentiel confidentielle secret
    billing: facturation facture paiement prélèvement débité
    technical: technique panne mot_de_passe connexion logiciel
    sales: commercial vente devis tarif
    legal: juridique contrat avocat
    complaint: réclamation plainte mécontent furieux inadmissible scandaleux déçu inacceptable
    praise: compliment félicitations bravo merci ravi ravie formidable excellent super
    positive: positif ravi content satisfait
    negative: négatif mécontent
    neutral: neutre
    inquiry: question renseignement demande
    spam: spam indésirable pub publicité
    fraud: fraude arnaque
    bug: bug plante erreur ne_marche_pas ne_fonctionne_pas
    feature: fonctionnalité suggestion ce_serait_bien
    vegetarian: végétarien végétarienne légumes sans_viande
    vegan: végétalien vegan
    meat: viande bœuf boeuf agneau poulet steak porc
    fish: poisson saumon truite thon cabillaud
    coffee: café
    tea: thé
    red: rouge
    blue: bleu bleue
    green: vert verte
    black: noir noire
    white: blanc blanche
    card: carte
    cash: espèces liquide
    transfer: virement
    monthly: mensuel mensuelle mois
    yearly: annuel annuelle
    left: gauche
    right: droite
    beginner: débutant
    adult: adulte
    child: enfant
    """,
    "es": """
    small: pequeño pequeña pequeños chico
    large: grande grandes
    medium: mediano mediana medio
    cheap: barato barata económico
    dear: premium lujo
    fast: rápido rápida urgente exprés
    early: temprano pronto
    late: tarde
    morning: mañana_por_la_mañana por_la_mañana de_mañana
    noon: mediodía almuerzo
    afternoon: por_la_tarde
    evening: noche cena
    night: noche
    today: hoy ahora ya cuanto_antes inmediatamente
    tomorrow: mañana
    week: esta_semana unos_días
    nextweek: semana_que_viene próxima_semana
    weekend: fin_de_semana sábado domingo
    monday: lunes
    tuesday: martes
    wednesday: miércoles
    thursday: jueves
    friday: viernes
    urgent: urgente urgencia ya inmediatamente crítico cuanto_antes emergencia
    low: baja puede_esperar bajo sin_prisa no_corre_prisa cuando_podáis cuando_puedan
    normal: normal habitual estándar como_siempre
    indoors: dentro interior sala salón
    outdoors: fuera jardín aire_libre terraza exterior
    online: en_línea online virtual zoom videollamada remoto
    onsite: presencial en_persona
    home: casa domicilio
    email: correo email e-mail
    phone: teléfono llamada llamar
    post: carta
    air: avión aéreo
    sea: barco marítimo
    rail: tren
    road: carretera camión
    bus: autobús bus
    car: coche carro
    bike: bici bicicleta
    van: furgoneta
    truck: camión
    pickup: recogida recoger
    delivery: envío entrega
    one: un uno una 1
    two: dos 2 ambos ambas
    three: tres 3
    first: primero primera primer
    second: segundo segunda
    full: entero entera completo completa todo total
    half: mitad medio media
    part: parte parcial
    none: ninguno ninguna nada
    new: nuevo nueva
    old: viejo vieja antiguo
    internal: interno interna
    external: externo externa
    public: público pública
    confidential: confidencial secreto
    billing: facturación factura cobro cobrado pago
    technical: técnico técnica contraseña programa no_funciona error
    sales: ventas presupuesto comercial
    legal: legal jurídico contrato
    complaint: queja reclamación enfadado enfadada indignado vergüenza inaceptable harto
    praise: elogio felicitación gracias encantado encantada maravilloso estupendo felicidades
    positive: positivo contento satisfecho
    negative: negativo descontento
    neutral: neutro neutral
    inquiry: consulta pregunta duda
    spam: spam basura publicidad
    fraud: fraude estafa
    bug: fallo error no_funciona
    feature: función sugerencia estaría_bien
    vegetarian: vegetariano vegetariana verduras sin_carne
    vegan: vegano vegana
    meat: carne ternera cordero pollo cerdo filete
    fish: pescado salmón merluza atún
    coffee: café
    tea: té
    red: rojo roja
    blue: azul
    green: verde
    black: negro negra
    white: blanco blanca
    card: tarjeta
    cash: efectivo
    transfer: transferencia
    monthly: mensual
    yearly: anual
    left: izquierda
    right: derecha
    beginner: principiante
    adult: adulto adultos
    child: niño niños
    """,
    **WIDER,
}
