"""French: how people refuse, and how they ask for changes."""

from __future__ import annotations

from signoff.interpret.language import Kind

_NON = """
^ non | ^ ah non | ^ non non | ^ non merci | ^ desole non | je n approuve pas
je ne (valide | l approuve | donne | signe) pas | je ne (peux | veux | souhaite | suis) pas \
(valider | approuver | accepter | d accord | signer | autoriser | le valider)
je refuse | n est pas (valide | approuve | accepte | acceptable | possible)
(pas | non) (valide | approuve | accepte | d accord | validee | conforme)
ne (publiez | publie | envoyez | envoie | payez | paie | paye | signez | signe | lancez | \
deployez | mergez | merge | mettez) pas
ne le (publiez | publie | envoyez | envoie | signez | lancez) pas
ne la (publiez | publie | envoyez | payez | signez | lancez) pas
on ne (publie | valide | signe | paie | peut pas publier | peut pas valider | lance | deploie) \
pas
on ne peut pas (publier | valider | accepter | signer | laisser) | ne va pas du tout
ne me (convient | plait | va | convainc) pas | ca ne va pas | en desaccord | pas comme ca
hors de question | c est non | ce sera non | 👎 | ❌ | 🚫 | ⛔ | avis defavorable | impossible
"""
_REJET = """
je rejette | rejete | rejetee | rejeter | rejetez | refuse | refusee | refuser | refusez
je refuse | nous refusons | on refuse | je decline | nous declinons | decline | hors de question
certainement pas | surement pas | absolument pas | pas question | jamais de la vie
on laisse tomber | laisse tomber | laissez tomber | on abandonne | abandonne | abandonnez
abandonner | on oublie | oubliez | annule | annulez | annuler | on annule | a la poubelle
poubelle | a jeter | inacceptable | inadmissible | on arrete tout | n interesse (plus | personne)
ne nous interesse pas | pas interesse | pas interesses | pas de budget | plus de budget
il n y a plus de budget | on ne (prend | fait) pas | impossible | fermez | ferme la pr | stoppez
stop
"""
_MODIF = """
il faut | il faudrait | faudrait | il manque | manque | manquent | on devrait | ca devrait
devrait (etre | dire) | doit etre | doivent etre
trop (long | longue | longs | court | courte | cher | chere | formel | technique | tot | tard | \
petit | petite | grand | grande | lourd | vague | commercial | sombre)
c est trop | est faux | est fausse | sont faux | faux | fausse | incorrect | incorrecte | errone
erronee | erreur dans | une erreur | des erreurs | erreur sur | faute | fautes | coquille
coquilles | faute de frappe | mal (ecrit | traduit | orthographie | cadre | aligne) | pas clair
n est pas (clair | claire | bon | bonne | correct | a jour | lisible | pret | prete | complet)
ne (correspond | correspondent | fonctionne | marche | colle | s affiche | mentionne | \
reconnait) pas
ne marche pas | confus | floue | flou | obsolete | a revoir | a corriger | a refaire
a reprendre | a modifier | au lieu de | plutot que | a la place de | je prefererais | je prefere
j aimerais (que | voir | un | une) | je voudrais (que | voir | un | une) | repartir de | revoir
reprendre
corrige | corrigez | corriger | corrigez moi | change | changez | changer | modifie | modifiez
modifier | ajoute | ajoutez | ajouter | rajoute | rajoutez | rajouter | supprime | supprimez
supprimer | enleve | enlevez | enlever | retire | retirez | retirer | raccourcis | raccourcir
raccourcissez | remplace | remplacez | remplacer | reformule | reformulez | reformuler | refais
refaites | refaire | refasse | reecris | reecrire | reecrivez | mets (le | la | les | un | une)
mettez (le | la | les | un | une) | precise | precisez | preciser | adapte | adaptez | ajuste
ajustez | ajuster | simplifie | simplifiez | complete | completez | completer | actualise
actualisez | mettre a jour | reduis | reduire | reduisez | deplace | deplacez | allege | allegez
traduis | traduisez | revois | revoyez
(plus | moins) (court | courte | clair | claire | simple | formel | long | longue | sobre | \
grand | grande | de details)
peux tu (changer | ajouter | corriger | enlever | modifier | revoir | raccourcir | mettre)
pouvez vous (changer | ajouter | corriger | enlever | modifier | revoir | raccourcir | mettre | \
preciser)
pourrais tu | pourriez vous | presque | pas encore | besoin de (modifications | changements)
"""

REFUSALS = {
    Kind.NO: _NON,
    Kind.REJECT: _REJET,
    Kind.CHANGE: _MODIF,
}
