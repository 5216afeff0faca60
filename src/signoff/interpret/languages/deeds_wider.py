"""What businesses do, in nine languages at once: deeds beside those of the other lists.

Common verbs of business, and the people, things and days that are chosen among: see deeds.
"""

from __future__ import annotations

from collections.abc import Mapping

from signoff.interpret.languages.deeds_wider_more import MORE
from signoff.interpret.normal import tokens

# Deeds that are things or times: they say what to do only where nothing else is said of them.
THINGS = frozenset(
    tokens(
        "hotel letter overtime sample voucher technician expert doctor lawyer monday tuesday"
        " wednesday thursday friday afternoon morning"
    )
)
WIDER: Mapping[str, str] = {
    "en": """
    assign: assign reassign allocate
    cap: cap limit restrict
    collect: collect pick_up fetch
    combine: combine bundle consolidate
    commission: commission
    compensate: compensate compensation indemnify
    credit: credit credit_note
    cut: cut reduce lower shrink
    divert: divert reroute redirect detour
    double: double twice_as_many
    empty: empty drain clear_out
    evacuate: evacuate
    expedite: expedite rush speed_up hurry_up
    fine: penalise penalize penalty
    harvest: harvest
    heat: heat heating
    hotel: hotel put_up
    install: install
    lend: lend loan
    letter: letter write
    load: reload
    lower: lower reduce decrease
    match: match price_match
    notify: notify inform tell alert let_know
    outsource: subcontract outsource agency
    overtime: overtime extra_hours
    patch: patch hotfix
    plan: plan schedule timetable
    prepare: prepare get_ready
    quarantine: quarantine isolate lock_away
    recall: recall call_back_the
    register: register enrol enroll sign_up
    relabel: relabel re-label new_label new_labels
    remind: remind reminder chase nudge
    report: report file_a_report
    reset: reset restart reboot power_cycle
    restore: restore reinstate recover bring_back
    retry: retry try_again run_it_again rerun
    reuse: reuse use_again recycle
    sample: sample samples trial pilot
    share: share
    shorten: shorten trim cut_down
    slow: slow_down slow throttle
    split: split divide in_two
    spray: spray
    stand_in: stand_in cover_for temp temps
    store: store put_in_storage warehouse
    substitute: substitute alternative stand-in
    switch: switch change_over move_to swap_to go_over_to
    tender: tender go_to_tender
    tow: tow
    transfer: transfer hand_over relocate
    vaccinate: vaccinate
    voucher: voucher coupon gift_card
    waive: waive let_off forgive
    warn: warn caution warning written_warning
    water: water irrigate
    technician: technician engineer mechanic fitter repairman electrician plumber
    expert: expert specialist surveyor assessor valuer
    doctor: doctor physician gp consultant
    lawyer: lawyer lawyers legal attorney solicitor counsel
    tuesday: tuesday tue tues
    wednesday: wednesday wed
    thursday: thursday thu thurs
    friday: friday fri
    monday: monday
    afternoon: afternoon
    morning: morning
    """,
    "de": """
    assign: zuweisen zuteilen
    cap: begrenzen deckeln beschränken
    collect: abholen einsammeln
    combine: zusammenlegen bündeln
    commission: beauftragen
    compensate: entschädigen entschädigung schadenersatz
    credit: gutschreiben gutschrift
    cut: kürzen reduzieren senken verringern
    divert: umleiten
    double: verdoppeln doppelt
    empty: leeren ausräumen
    evacuate: evakuieren räumen
    expedite: beschleunigen vorziehen
    fine: bußgeld vertragsstrafe
    harvest: ernten lesen
    heat: heizen
    hotel: hotel unterbringen
    install: einbauen montieren
    lend: verleihen ausleihen leihgabe
    letter: brief schreiben
    load: verladen beladen
    lower: senken absenken
    match: mitgehen angleichen
    notify: benachrichtigen informieren mitteilen verständigen
    outsource: fremdvergeben leihfirma zeitarbeit
    overtime: überstunden
    patch: patchen
    plan: einplanen planen terminieren
    prepare: vorbereiten
    quarantine: sperren quarantäne
    recall: zurückrufen rückruf
    register: anmelden registrieren eintragen
    relabel: etikettieren neu_bekleben umetikettieren
    remind: erinnern mahnen erinnerung nachhaken
    report: melden anzeigen anzeige
    reset: neustarten zurücksetzen neu_starten
    restore: wiederherstellen
    retry: nochmal_versuchen erneut_versuchen
    reuse: wiederverwenden
    sample: muster probe testlauf pilotphase
    share: teilen weitergeben
    shorten: kürzen straffen
    slow: drosseln verlangsamen
    split: aufteilen teilen
    spray: spritzen
    stand_in: vertretung aushilfe ersatz
    store: einlagern lagern
    substitute: ersatz alternative ersatzprodukt
    switch: wechseln umsteigen
    tender: ausschreiben ausschreibung
    tow: abschleppen
    transfer: übergeben versetzen verlegen
    vaccinate: impfen
    voucher: gutschein
    waive: erlassen verzichten
    warn: abmahnen abmahnung verwarnen verwarnung
    water: bewässern gießen
    technician: techniker monteur installateur
    expert: gutachter sachverständige sachverständiger
    doctor: arzt ärztin
    lawyer: anwalt anwältin rechtsabteilung juristen jurist
    tuesday: dienstag
    wednesday: mittwoch
    thursday: donnerstag
    friday: freitag
    monday: montag
    afternoon: nachmittag nachmittags
    morning: vormittag vormittags
    """,
    "es": """
    assign: asignar reasignar
    cap: limitar restringir
    collect: recoger
    combine: combinar agrupar juntar
    commission: encargar
    compensate: compensar indemnizar
    credit: abono nota_de_crédito
    cut: recortar reducir bajar
    divert: desviar redirigir
    double: duplicar doble
    empty: vaciar
    evacuate: evacuar desalojar
    expedite: acelerar adelantar
    fine: multar sancionar penalizar
    harvest: cosechar vendimiar recolectar
    heat: calentar
    hotel: hotel alojar
    install: instalar montar
    lend: prestar
    letter: carta escribir
    load: cargar
    lower: bajar rebajar
    match: igualar
    notify: notificar informar avisar
    outsource: subcontratar externalizar
    overtime: horas_extra horas_extras
    patch: parchear parche
    plan: programar planificar agendar
    prepare: preparar
    quarantine: cuarentena aislar
    recall: retirar
    register: inscribir registrar
    relabel: reetiquetar etiquetar
    remind: recordar recordatorio
    report: denunciar informar
    reset: reiniciar
    restore: restaurar restablecer recuperar
    retry: reintentar probar_otra_vez
    reuse: reutilizar
    sample: muestra muestras prueba piloto
    share: compartir
    shorten: acortar recortar
    slow: ralentizar reducir_velocidad
    split: dividir repartir
    spray: fumigar pulverizar
    stand_in: suplente sustituto
    store: almacenar guardar
    substitute: sustituto alternativa
    switch: cambiar_a cambiar_de
    tender: licitar licitación
    tow: remolcar grúa
    transfer: trasladar transferir
    vaccinate: vacunar
    voucher: vale cupón bono
    waive: condonar perdonar
    warn: advertir amonestar apercibimiento amonestación
    water: regar
    technician: técnico mecánico fontanero electricista
    expert: perito experto
    doctor: médico doctora doctor
    lawyer: abogado abogados jurídico
    tuesday: martes
    wednesday: miércoles
    thursday: jueves
    friday: viernes
    monday: lunes
    """,
    "fr": """
    assign: attribuer affecter
    cap: limiter plafonner restreindre
    collect: récupérer ramasser
    combine: regrouper grouper fusionner
    commission: commander mandater
    compensate: indemniser dédommager
    credit: avoir créditer
    cut: réduire diminuer baisser
    divert: détourner dévier rediriger
    double: doubler double
    empty: vider
    evacuate: évacuer
    expedite: accélérer avancer
    fine: pénaliser sanctionner
    harvest: récolter vendanger
    heat: chauffer
    hotel: hôtel loger héberger
    install: installer monter poser
    lend: prêter
    letter: courrier lettre écrire
    load: charger
    lower: baisser abaisser
    match: aligner s_aligner
    notify: informer prévenir aviser notifier
    outsource: sous-traiter externaliser intérim
    overtime: heures_supplémentaires heures_sup
    patch: patcher correctif
    plan: planifier programmer
    prepare: préparer
    quarantine: quarantaine isoler
    recall: rappeler rappel
    register: inscrire enregistrer
    relabel: réétiqueter étiqueter
    remind: relancer relance rappeler
    report: signaler déclarer
    reset: redémarrer réinitialiser
    restore: restaurer rétablir
    retry: réessayer relancer
    reuse: réutiliser
    sample: échantillon échantillons essai pilote
    share: partager
    shorten: raccourcir écourter
    slow: ralentir
    split: partager diviser répartir
    spray: pulvériser traiter
    stand_in: remplaçant remplacement
    store: stocker entreposer
    substitute: substitut alternative
    switch: changer_de passer_à passer_chez
    tender: appel_d_offres
    tow: remorquer dépanner
    transfer: transférer muter
    vaccinate: vacciner
    voucher: bon_d_achat chèque_cadeau
    waive: renoncer faire_grâce annuler
    warn: avertir avertissement
    water: arroser irriguer
    technician: technicien mécanicien plombier réparateur
    expert: expert spécialiste
    doctor: médecin docteur
    lawyer: avocat juriste juridique service_juridique
    tuesday: mardi
    wednesday: mercredi
    thursday: jeudi
    friday: vendredi
    monday: lundi
    afternoon: après-midi
    morning: matin matinée
    """,
    **MORE,
}
