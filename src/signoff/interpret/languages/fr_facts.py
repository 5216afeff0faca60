"""French: plain facts that may stand beside an approval, of words that take nothing back."""

from __future__ import annotations

_NUMBERS = " | ".join(str(number) for number in range(1, 32))

FACT_SLOTS = {
    "chose": """
        <noun> | {topic} | prix | montant | montants | chiffres | chiffre | total | somme | sommes
        delai | delais | date | dates | nom | noms | adresse | quantite | quantites | couleurs
        couleur | images | photos | tableau | tableaux | chapitre | paragraphe | paragraphes
        introduction | conclusion | resume | annexe | annexes | sources | citations | redaction
        structure | fond | forme | message | tests | test | build | logs | documentation
        migration | script | dump | staging | recette | marchandise | livraison | prestation
        prestations | travaux | montage | reparation | heures | justificatifs | justificatif
        recu | recus | ticket | frais | cout | couts | conditions | remise | tva | clauses | clause
        client | clients | chef | cheffe | patron | direction | equipe | equipes | collegues
        compta | comptabilite | juridique | achats | marketing | fournisseur | entreprise | artisan
        entretien | impression | cv | references | candidat | candidate | candidature | conges
        remplacement | relais | planning | hotel | vol | train | formation | salon | projet
        service | qualite | resultat | comparatif | point | points | details | donnees | version
        semaine | mois | jour | jours | an | ans | annee | euros | lundi | mardi | mercredi
        jeudi | vendredi | janvier | fevrier | mars | avril | juin | juillet | aout
        septembre | octobre | novembre | decembre | chute | accroche | titre | visuels | rendu
        """,
    "debut": """
        le | la | les | l | un | une | ce | cette | ces | c | ca | cela | notre | nos | mon | ma
        son | sa | leur | tout | toutes | tous | j ai | nous avons | on a | il | elle | ils | elles
        je | nous | on | y | aussi | en plus | meme | <chose>
        """,
    "est_verbe": """
        est | sont | a | ont | ai | avons | correspond | correspondent | colle | collent | concorde
        concordent | passe | passent | suffit | suffisent | couvre | couvrent | respecte
        respectent | fonctionne | fonctionnent | marche | marchent | tourne | tournent | tient
        tiennent | rentre | rentrent | arrive | arrivent | reprend | reprennent | travaille
        travaillent | connait | connaissons | permet | merite | meritent | lit | lisent | rend
        donne | apporte | plait | plaisent | va | vont | convient | conviennent | reste | restent
        """,
    "mot": """
        {name} | <chose> | <est_verbe> | le | la | les | l | un | une | des | du | de | d | ce | \
        cette | ces
        c | ca | cela | notre | nos | votre | vos | mon | ma | mes | ton | ta | tes | son | sa
        ses | leur | leurs | tout | toute | tous | toutes | et | avec | dans | sur | en | au | aux
        a | par | chez | depuis | entre | comme | qu avant | que la precedente | que le precedent
        que l ancien | que l ancienne | deja | aussi | egalement | bien | tres | vraiment | plus
        mieux | beaucoup | assez | parfaitement | completement | entierement | correctement | hier
        aujourd hui | ce matin | maintenant | toujours | enfin | encore mieux | rapidement | vite
        bon | bonne | bons | bonnes | beau | belle | clair | claire | clairs | claires | complet
        complete | complets | correct | correcte | corrects | exact | exacte | exacts | conforme
        conformes | pret | prete | raisonnable | raisonnables | justifie | adapte | stable | propre
        vert | verts | verte | utile | necessaire | indispensable | fiable | serieux | serieuse
        lisible | fluide | nouveau | nouvelle | nouveaux | premier | premiere | deuxieme | second
        troisieme | lu | lue | relu | relue | verifie | verifiee | verifies | controle | compare
        teste | rejoue | vu | vue | vus | regarde | discute | convenu | convenue | prevu | prevue
        prevus | commande | commandee | recu | recue | recus | arrive | arrivee | livre | livree
        fait | faite | faits | termine | terminee | signe | signee | valide | validee | integre
        integree | resolu | prevenu | informe | inclus | incluse | min | minutes | heures | fois
        deux | trois | quatre | cinq | dix | euros | € | % | ok | a temps | a jour | sans erreur
        sans faute | sans souci | sans probleme | sans incident | grace a | tests verts | a l aise
        budget | large | largement | parfait | parfaite | parfaits | excellent | excellente | super
        top | nickel | agreable | ravi | ravie | content | contente | satisfait | satisfaite
        """
    f" | {_NUMBERS}",
}

FACTS = """
<debut> <est_verbe> [<mot>+] | <debut> <mot>+ <est_verbe> [<mot>+]
(j ai | nous avons | on a | c est | ca | cela) <mot>+ | merci pour <mot>+ | merci d avoir <mot>+
[<det>] <chose> [<chose>] [et <chose>] [<tres>] (<bon> | <genial> | verifie | verifies | conforme \
| \
conformes | recu | recus | livre | livree | livres | ok | verts | a temps | relu | relue)
(sans | aucune | aucun) (erreur | erreurs | souci | incident | probleme | retard | surprise | \
coquille | faute) | (bon | beau | excellent | super | tres bon) <chose> | (bonne | belle | \
excellente | tres bonne) <chose> | tres (a l aise | clair | complet) [avec [<det>] <chose> \
[techniques]]
"""
