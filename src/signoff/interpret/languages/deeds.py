"""What businesses do, by language: words for one deed under one name.

A thesaurus: the name of a deed, then its words; `_` stands for a space. Verbs stand as they
are looked up, for their forms are made (senses). A word may stand under more than one name.
What a deed permits is not known here.
"""

from __future__ import annotations

from collections.abc import Mapping

from signoff.interpret.languages.deeds_en import EN
from signoff.interpret.languages.deeds_more import IT, JA, NL, ZH
from signoff.interpret.languages.deeds_wider import WIDER

_DE = """
accept: annehmen akzeptieren
again: nochmal noch_einmal erneut zweites_gespräch
apologise: entschuldigen entschuldigung
ask: fragen nachfragen klären anrufen rückfrage erfragen anfragen
award: beauftragen vergeben zuschlag
block: sperren blockieren
book: buchen reservieren
buy: kaufen bestellen nachbestellen beschaffen ordern einkaufen
call: anrufen rufen holen kommen_lassen
charge: berechnen verrechnen
close: schließen zumachen abschließen
compare: zweites_angebot vergleichsangebot vergleichen gegenangebot anderes_angebot
compare: weiteres_angebot
consult: weiterleiten eskalieren vorlegen übergeben weitergeben hinzuziehen draufschauen soll_sehen
delete: löschen entfernen
deploy: deployen ausrollen einspielen durchführen installieren live_gehen
discard: entsorgen wegwerfen wegschmeißen verschrotten
discount: rabatt prozent_auf nachlass
dispute: reklamieren widersprechen beanstanden
enable: einschalten aktivieren freischalten anschalten starten
exchange: tauschen austauschen umtauschen ersetzen
express: express per_kurier
extend: verlängern ausdehnen länger noch_zwei_wochen weitere_wochen weitere_monate
fix: korrigieren ändern anpassen überarbeiten nachbessern ausbessern umschreiben berichtigen
fix: ergänzen
free: kostenlos gratis umsonst kostenfrei
full: voll ganz komplett vollständig alles alle gesamt gesamten ganze ganzen
grant: gewähren geben erlauben freischalten einräumen
half: hälfte halbe
hire: einstellen anstellen zusagen
inspect: prüfen testen untersuchen nachmessen kontrollieren nachzählen
invite: einladen kennenlernen gespräch termin treffen
isolate: isolieren trennen vom_netz
keep: behalten belassen beibehalten so_lassen stehen_lassen aufheben aufbewahren
kulanz: kulanz kulanzweise aus_kulanz
lasting: unbefristet dauerhaft
less: weniger kleiner geringer
move: umlagern umziehen verlegen
negotiate: verhandeln nachverhandeln drücken runterhandeln rabatt
new: neu neue neues
nextweek: nächste_woche
not: nicht_am nicht_vor nicht_heute nicht_jetzt noch_nicht nicht_so nicht_im nicht_diese
nothing: nichts_tun nichts_machen so_lassen
one: ein eins einen eine
onetime: einmalig
open: offen_lassen
other: andere anderen anderer anderes woanders alternative wechseln günstigere billigere
other: jemand_anderen
part: teil teilweise teilbetrag rest hälfte anteilig
pay: zahlen bezahlen überweisen begleichen anweisen auszahlen
publish: veröffentlichen posten online_stellen live_stellen rausgeben publizieren drucken
redo: neu_machen wiederholen nochmal_machen neu_drucken nochmal noch_einmal
refund: erstatten rückerstatten zurückzahlen zurückerstatten
refuse: kein_bedarf nicht_nötig brauchen_wir_nicht kommt_nicht_in_frage auf_keinen_fall kein_geld
refuse: kein_budget keinesfalls lieber_nicht geht_nicht nicht_möglich zu_teuer wollen_wir_nicht
refuse: will_ich_nicht passt_nicht_zu nicht_mit_uns nichts_da kein_interesse ablehnen absagen
refuse: zurückweisen verweigern absage
renew: verlängern erneuern
rent: mieten leihen
repair: reparieren instandsetzen reparatur richten
return: zurückgeben zurückschicken zurücksenden retournieren zurück
revert: zurückrollen zurücksetzen rückgängig
sell: verkaufen
send: senden schicken versenden verschicken abschicken rausschicken raus
ship: liefern ausliefern versenden verschicken rausschicken schicken
sign: unterschreiben unterzeichnen
stop: stornieren abbrechen beenden kündigen streichen einstellen abschalten ausschalten stoppen
stop: verwerfen absagen abblasen auslaufen auslaufen_lassen fallen_lassen canceln rausnehmen
today: heute sofort jetzt gleich
tomorrow: morgen
tonight: heute_abend heute_nacht
two: zwei
wait: warten abwarten verschieben zurückstellen vertagen pausieren aufschieben nächste_woche
wait: nächsten_monat nächstes_jahr schieben zurückhalten einbehalten hinterhand warteliste
wait: vormerken in_reserve liegen_lassen auf_eis hinterhand_behalten keinen_cent
watch: beobachten im_auge
weekend: wochenende samstag sonntag
"""

_ES = """
accept: aceptar coger dar
again: otra_vez de_nuevo segunda_entrevista
apologise: disculparse disculpas
ask: preguntar consultar llamar aclarar averiguar
block: bloquear
book: reservar
buy: pide pídela pídelo pídelas pídelos pedid pedidla pedidlo
accept: cógela cógelo cógelas cógelos
buy: comprar pedir encargar adquirir reponer
call: llamar avisar
charge: cobrar facturar
close: cerrar
compare: comparar segundo_presupuesto otro_presupuesto otra_oferta
consult: escalar derivar que_lo_vea pasar_a remitir_a consultar_con
delete: borrar eliminar quitar
deploy: desplegar instalar lanzar
discard: tirar desechar descartar
dispute: reclamar impugnar
enable: activar encender habilitar
exchange: cambiar reemplazar sustituir
extend: prorrogar ampliar alargar prolongar más_tiempo semanas_más meses_más
fix: corregir cambiar modificar ajustar revisar arreglar actualizar añadir quitar
free: gratis sin_coste sin_costo sin_cargo
full: todo toda completo completa entero total todos todas íntegro
grant: conceder dar otorgar permitir
half: mitad
hire: contratar
inspect: comprobar probar inspeccionar verificar
invite: invitar entrevistar citar conocer
keep: mantener conservar guardar déjalo_así la_que_es
less: menos menor
move: mover trasladar pasar
negotiate: negociar regatear descuento mejor_precio
not: todavía_no aún_no hoy_no ahora_no no_antes no_en no_este
nothing: no_hacer_nada
one: uno una
onetime: una_vez
online: videollamada en_línea
other: otro otra otros otras alternativa alternativo más_barato distinto
part: parte parcial mitad
pay: pagar abonar transferir liquidar
publish: publicar subir colgar lanzar difundir
redo: rehacer repetir volver_a de_nuevo otra_vez
refund: reembolsar devolver_el_dinero reintegrar devolver
refuse: no_hace_falta ni_hablar no_queremos no_quiero no_procede no_hay_presupuesto
refuse: de_ninguna_manera no_es_necesario demasiado_caro no_nos_interesa ni_un_euro no_hay_dinero
refuse: rechazar negar denegar
renew: renovar prorrogar
rent: alquilar
repair: reparar arreglar
return: devolver retornar
sell: vender
send: enviar mandar remitir
ship: enviar entregar despachar mandar
sign: firmar
stop: cancelar anular parar detener terminar suspender descartar retirar dejar_de no_seguimos
stop: olvidar olvídate déjalo
today: hoy ahora
tomorrow: mañana
tonight: esta_noche
two: dos
wait: esperar aplazar posponer retrasar más_adelante más_tarde próxima_semana próximo_mes
wait: próximo_año aguantar lista_de_espera semana_que_viene mes_que_viene
watch: vigilar observar
weekend: fin_de_semana sábado domingo
"""

_FR = """
accept: prendre prend on_prend accepter
again: encore_une_fois de_nouveau à_nouveau revoir
apologise: excuser excuses
ask: demander interroger appeler clarifier voir_avec
block: bloquer
book: réserver
buy: acheter commander racheter recommander
call: appeler
charge: facturer
close: fermer clôturer clore
compare: autre_devis deuxième_devis second_devis comparer voyez_aussi aussi_avec demandez_aussi
consult: escalader transmettre_à soumettre_à consulter passer_à
delete: supprimer effacer
deploy: déployer installer lancer mettre_en_production
discard: jeter détruire
dispute: contester réclamer
enable: activer allumer
exchange: échanger remplacer changer
extend: prolonger étendre rallonger semaines_de_plus mois_de_plus
fix: corriger changer modifier ajuster revoir reprendre retoucher adoucir raccourcir compléter
fix: mettre_à_jour
free: gratuit gratuitement offert
full: tout toute totalité intégralité intégralement entier complet totalement
grant: accorder donner octroyer autoriser
half: moitié
hire: embaucher recruter engager
inspect: vérifier tester contrôler inspecter
invite: inviter rencontrer recevoir convoquer
keep: garder conserver maintenir laisser_tel
less: moins
move: déplacer
negotiate: négocier marchander remise baisser meilleur_prix
not: pas_avant surtout_pas pas_encore pas_maintenant pas_aujourd_hui pas_cette pas_ce pas_comme
one: un une
online: visio en_ligne
other: autre autres ailleurs alternative moins_cher moins_chère moins_chers
part: partie partiel partiellement moitié reste
pay: payer régler verser virer
publish: publier poster diffuser mettre_en_ligne
redo: refaire recommencer répéter de_nouveau à_nouveau
refund: rembourser
refuse: inutile pas_besoin hors_de_question surtout_pas pas_question pas_possible pas_de_budget
refuse: trop_cher pas_nécessaire ne_voulons_pas ne_veux_pas on_ne_veut_pas pas_intéressé
refuse: pas_intéressés refuser rejeter décliner
renew: renouveler reconduire prolonger
rent: louer
repair: réparer
return: renvoyer retourner rendre complète_son compléter_son
sell: vendre
send: envoyer expédier transmettre
ship: expédier livrer envoyer
sign: signer
stop: annuler arrêter résilier cesser abandonner stopper interrompre retirer laisser_tomber
stop: laissez_tomber
today: aujourd_hui maintenant tout_de_suite
tomorrow: demain
tonight: ce_soir
two: deux
wait: attendre reporter repousser différer plus_tard semaine_prochaine mois_prochain
wait: année_prochaine mettre_en_attente suspendre patienter décaler
watch: surveiller observer
weekend: week-end samedi dimanche
"""

_PT = """
accept: aceitar pegar
again: de_novo novamente outra_vez
apologise: desculpar desculpas
ask: perguntar consultar ligar esclarecer
block: bloquear
book: reservar
buy: comprar encomendar pedir adquirir repor
call: chamar
charge: cobrar
close: fechar encerrar
compare: comparar segundo_orçamento outro_orçamento
consult: encaminhar escalar passar_para consultar_com
cover: cobrir cobre
delete: apagar excluir deletar remover
deploy: implantar instalar lançar
discard: descartar jogar_fora
dispute: contestar reclamar
enable: ativar ligar habilitar
exchange: trocar troca substituir
extend: prorrogar estender prolongar mais_tempo semanas_a_mais mais_semanas mais_meses
fix: corrigir mudar alterar ajustar revisar arrumar atualizar
free: sem_custo de_graça grátis cortesia
full: tudo todo todas todos completo inteiro total integral
grant: conceder dar liberar permitir
half: metade meia
hire: contratar
inspect: verificar testar inspecionar conferir
invite: convidar entrevistar chamar conhecer
keep: manter guardar ficar_com
less: menos menor
move: mover transferir
negotiate: negociar desconto pechinchar melhor_preço
not: ainda_não agora_não hoje_não não_antes não_na não_no
nothing: não_faz_nada deixa_assim
one: um uma
onetime: só_desta_vez
online: videochamada
other: outro outra outros outras alternativa mais_barato diferente
part: parte parcial metade
pay: pagar transferir liquidar quitar
pilot: só_na_loja primeiro_só piloto
publish: publicar postar divulgar lançar
redo: refazer repetir de_novo novamente
refund: reembolsar devolver_o_dinheiro devolver_o_valor estornar devolver
refuse: não_precisa não_queremos não_quero nem_pensar de_jeito_nenhum sem_verba sem_orçamento
refuse: muito_caro não_vale_a_pena não_temos_interesse não_é_necessário recusar negar rejeitar
refuse: não_dá não_rola
renew: renovar prorrogar
rent: alugar
repair: reparar consertar arrumar
return: devolver retornar
sell: vender
send: enviar mandar remeter
ship: enviar entregar despachar mandar
sign: assinar
stop: cancelar parar encerrar suspender descartar retirar desistir deixa_pra_lá
today: hoje hj agora
tomorrow: amanhã
tonight: hoje_à_noite hj_à_noite
two: dois duas
wait: esperar aguardar adiar mais_tarde para_depois pra_depois semana_que_vem
wait: mês_que_vem ano_que_vem segurar
wait: próxima_semana
watch: observar monitorar
weekend: fim_de_semana sábado domingo
"""
_FIRST = {
    "en": EN,
    "de": _DE,
    "es": _ES,
    "fr": _FR,
    "pt": _PT,
    "it": IT,
    "nl": NL,
    "ja": JA,
    "zh": ZH,
}
DEEDS: Mapping[str, str] = {code: said + WIDER[code] for code, said in _FIRST.items()}
