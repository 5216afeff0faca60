"""French: how people refuse, and how they ask for changes."""

from __future__ import annotations

from signoff.interpret.language import Kind

_NON = """
donc [c est] non $ | ^ pas cette fois ($ | ,)
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
ca ne va pas du tout | en desaccord | pas comme ca
hors de question | c est non | ce sera non | 👎 | ❌ | 🚫 | ⛔ | avis defavorable | ^ impossible | \
^ pas pour moi | ^ c est non
"""
_REJET = """
je rejette | rejete | rejetee | rejeter | rejetez | refuse | refusee | refuser | refusez
je refuse | nous refusons | on refuse | je decline | nous declinons | decline | hors de question
certainement pas | surement pas | absolument pas | pas question | jamais de la vie
on laisse tomber | laisse tomber | laissez tomber | on abandonne | abandonne | abandonnez
abandonner | on oublie | oubliez | annule | annulez | annuler | on annule | a la poubelle
poubelle | a jeter | inacceptable | inadmissible | on arrete tout | n interesse (plus | personne)
ne nous interesse pas | pas interesse | pas interesses | pas de budget | plus de budget
il n y a plus de budget | on ne (prend | fait) pas | fermez (la | le) | ferme la pr | tu peux (la \
| le) fermer
vous pouvez (la | le) fermer | stoppez | ^ stop | on arrete la | avons choisi un autre | a ete \
retenu
(on a | nous avons) (deja | choisi | retenu) (quelqu un | un autre | une autre)
"""
_MODIF = """
(envoie | envoyez | envoyer | renvoie | renvoyez | prépare | préparez | préparer | fais | faites \
| faire | il faut | il me faut | je veux | je voudrais) [moi | nous] \
(une nouvelle | un nouveau | une autre | un autre) (version | brouillon | projet)
(il faut | il faudrait | faudrait | il va falloir) [<trou>] [<trou>] <corriger> [<trou>+]
il faut (que | une | un) | il faudrait | faudrait | il manque [<trou>+] | (manque | manquent) \
[<trou>+]
on devrait <corriger> | devrait (etre | dire | mentionner) | doit (etre | mentionner) | \
doivent etre | va falloir <corriger>
[est | sont | c est | un peu | beaucoup | bien] trop (long | longue | longs | court | courte | \
formel \
| technique | tot | tard | petit | petite | grand | grande | lourd | vague | commercial | sombre)
<chose> [<trou>] [<trou>] (est | sont) [<trou>] (faux | fausse | incorrect | incorrecte | errone | \
erronee | floue | flou | flous | obsolete | confus | perime | perimee | illisible | coupee | coupe)
(est | sont) [<trou>] (faux | fausse | incorrect | incorrecte | errone | erronee | floue | flou | \
obsolete | confus | illisible) | (il y a | il reste | j ai vu | j ai trouve | contient) [encore] \
(une | des | un | plusieurs | quelques | deux | trois) (erreur | erreurs | faute | fautes | \
coquille \
| coquilles | probleme | problemes | bug) | erreur (dans | sur) | une erreur | des erreurs | \
coquilles
coquille | faute de frappe | fautes | mal (ecrit | traduit | orthographie | cadre | aligne)
pas clair | n est pas (clair | claire | bon | bonne | correct | a jour | lisible | pret | prete | \
complet | celui | celle | le bon | la bonne | conforme)
ne (correspond | correspondent | fonctionne | marche | colle | s affiche | mentionne | reconnait | \
me plait | me convainc | me convient | respecte | figure | figurent) pas | ne marche pas
je ne suis pas (convaincu | convaincue | fan | satisfait | satisfaite)
(l ancienne | l ancien | les anciens | les anciennes) <chose> [apparait | figure | est] | c est \
encore \
(l ancienne | l ancien)
(a | a faire) (revoir | corriger | refaire | reprendre | modifier | completer | remplacer | \
ajuster | \
rectifier) | au lieu de | plutot que | a la place de | je prefererais | je prefere
j aimerais (que | voir | un | une) | je voudrais (que | voir | un | une) | repartir de
merci de [bien vouloir] <corriger> [<trou>+] | (priere de | veuillez | pensez a | n oubliez pas \
de) \
<corriger> [<trou>+] | <corrige> [<trou>+] | <corriger> [<trou>+]
(un peu plus | beaucoup plus | moins | rends le plus | faites plus | fais plus) (court | courte | \
clair | claire | simple | formel | long | longue | sobre | grand | grande | de details)
(peux tu | pouvez vous | pourrais tu | pourriez vous | tu peux | vous pouvez) [<trou>] [<trou>] \
<corriger> [<trou>+] | pas encore (pret | prete | bon | au point | tout a fait)
besoin de (modifications | changements | corrections) | besoin d une (relecture | correction)
"""

REFUSALS = {
    Kind.NO: _NON,
    Kind.REJECT: _REJET,
    Kind.CHANGE: _MODIF,
}

REFUSAL_SLOTS = {
    "trou": "<mot> | {topic} | {name} | svp | s il vous plait | tarif | page",
    "corriger": """
        corriger | changer | modifier | ajouter | rajouter | supprimer | enlever | retirer
        raccourcir | remplacer | reformuler | refaire | reecrire | preciser | adapter | ajuster
        simplifier | completer | actualiser | mettre a jour | reduire | deplacer | alleger
        traduire | revoir | reprendre | detailler | rectifier | retravailler | couper | inverser
        """,
    "corrige": """
        corrigez | change | changez | modifiez | ajoute | ajoutez | rajoute | rajoutez
        supprime | supprimez | enleve | enlevez | retire | retirez | raccourcis | raccourcissez
        remplace | remplacez | reformule | reformulez | refais | refaites | reecris | reecrivez
        mets (le | la | les | un | une) (logo | titre | date | photo | prix | nom | mention)
        mettez (le | la | les | un | une) (logo | titre | date | photo | prix | nom | mention)
        precise | precisez | adaptez | ajustez | simplifiez | completez | actualisez | reduisez
        deplacez | allegez | traduisez | revois | revoyez | reprenez | detaillez | rectifiez
        corrige (le | la | les | moi | ca | l) | modifie (le | la | les) | reduis (le | la | les)
        """,
}
