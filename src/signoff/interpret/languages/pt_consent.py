"""Portuguese: more ways to say yes, and the deeds by which people let a work go."""

from __future__ import annotations

CONSENT_SLOTS = {
    "ato": """
        publica | publique | publiquem | publicar | publicamos | envia | envie | enviem | enviar
        manda | mande | mandem | mandar | paga | pague | paguem | pagar | pagamos | lança | lance
        lancem | lançar | assina | assine | assinem | assinar | assinamos | aprova | aprove
        aprovem | aprovar | aceita | aceite | aceitem | aceitar | aceitamos | autoriza | autorize
        autorizar | imprime | imprima | imprimam | imprimir | compra | compre | comprem | comprar
        contrata | contrate | contratem | contratar | libera | libere | liberem | liberar
        posta | poste | postem | postar | mergeia | mergear | merge | mergeie | mergeiem | fazer \
        merge
        faz merge | faça o merge | executa | execute | executar | divulga | divulgue | divulgar
        fecha | feche | fechem | fechar | fechamos | sobe | suba | subam | subir | solta | solte
        soltar | reembolsa | reembolse | reembolsem | reembolsar | encomenda | encomende | \
        encomendar
        transfere | transfira | transferir | liquida | liquide | liquidar | efetua | efetue | \
        efetuar
        efetuar o pagamento | fazer o pagamento | faz o pagamento | faça o pagamento | concede
        conceda | conceder | dá acesso | dê acesso | dar acesso | dá permissão | contratem
        bota no ar | botar no ar | põe no ar | ponha no ar | pôr no ar | coloca no ar | coloque no \
        ar
        colocar no ar | põe em produção | coloca em produção | colocar em produção | pôr em produção
        toca em frente | tocar em frente | segue em frente | seguir em frente | vai em frente
        vá em frente | vão em frente | avançar | avança | avance | avancem | prosseguir | prossiga
        prossigam | seguir | siga | sigam | continuar | continua | mandar ver | agendar | agenda
        reserva | reserve | reservar | comprar já | rodar | roda | gravar | imprimam | adjudica
        adjudicar | adjudique | encaminha para pagamento | encaminhe para pagamento | dá seguimento
        dar seguimento | dê seguimento | deixa entrar | deixe entrar | faz o deploy | fazer o deploy
        """,
    "la": """
        o | a | os | as | isso | isto | tudo | lo | la | los | las | ele | ela | esse | essa | eles
        lhe | nos
        """,
    "jeito": """
        já | agora | hoje | hoje mesmo | amanhã | logo | quando quiser | quando quiserem | quanto \
        antes
        imediatamente | assim | assim mesmo | por favor | sem medo | sem problema | sem problemas
        tranquilo | como combinado | como previsto | como está | tal como está | esta tarde
        esta semana | à tarde | à noite | de manhã | às {name} | às {name} horas | na segunda
        na terça | na quarta | na quinta | na sexta | em produção | para produção | pra eles
        para eles | para o cliente | pro cliente | pra todos | para todos | para a gráfica
        sem dó | à vontade | então | de uma vez | com calma | com confiança | lá | aí | sim
        """,
    "otimo": """
        maravilha | maravilhoso | maravilhosa | sensacional | espetáculo | um espetáculo | fera
        caprichado | caprichada | impecável | supimpa | fabuloso | fabulosa | brilhante | excelente
        excelentes | ótimos | ótimas | certas | certos | corretas | corretos | nos conformes
        nos trinques | redondo | redondinho | redonda | direitinho | direitinha | certinha | em dia
        dentro do esperado | dentro do combinado | dentro do orçamento | como combinado | como \
        pedido
        conforme combinado | conforme contrato | conforme o contrato | bem feito | bem feita
        bem escrito | bem escrita | bem melhor | muito melhor | bem mais simples | bem mais claro
        melhor que o anterior | mais simples que o antigo | razoável | justo | justa | adequado
        adequada | coerente | elegante | limpo | limpa | profissional | lindos | lindas | giro | \
        gira
        """,
}

CONSENT_YES = """
(sim | claro | ok | okay | ótimo | beleza | perfeito | certo | tá | bom | com certeza | isso) (sim \
| claro | ok | perfeito | pode | pode sim | pode ir | vamos | vai | com certeza | por favor | bora \
| combinado | de acordo | vai em frente | pode seguir | está bem | tudo bem | tudo certo)
por mim (sim | ok | tudo bem | tudo certo | tudo ok | está bem | está ótimo | fechado | pode | \
pode \
ir | pode seguir | está aprovado | aprovado | perfeito | tranquilo | de acordo | está tudo certo)
da (minha | nossa) parte (sim | ok | tudo bem | tudo certo | está bem | está ótimo | aprovado | \
perfeito | de acordo | está tudo certo | está aprovado)
(concordo | concordamos | de acordo | estou de acordo) (com tudo | plenamente | totalmente | com \
<obj> | em tudo | com isso | em gênero número e grau) | concordo sim | de pleno acordo
a favor | sou a favor | voto a favor | voto sim | apoio | apoiado | apoiamos | tem meu apoio
tamo junto | tmj | é isso | é isso aí | isso aí | já é | fechado | negócio fechado | trato feito
feito | mãos à obra | bora lá | simbora | vamos em frente | vamos nessa | vamos a isso | força
força nisso | pode crer | manda | manda brasa | pau na máquina | sem dúvida nenhuma | aprovadíssimo
aprovadíssima | visto | visto e aprovado | lido e aprovado | tem luz verde | têm luz verde
está bem assim | fica assim | pode ficar assim | deixa assim | tranquilo | suave | de boa | show
não vejo problema | não vejo problemas | não vejo inconveniente | nada contra | nada a opor
nada que impeça | sem stress | sem crise | à vontade | fique à vontade | esteja à vontade | estou \
dentro
"""

CONSENT_GOOD = """
[<jeito>] <ato> [<la>] [<obj>] [<jeito>] [<jeito>]
[já] (pode | podem | podes | podemos | dá para | dá pra | vamos) [<la>] <ato> [<la>] [<obj>] \
[<jeito>] [<jeito>] | (pode | podem) (sair | ir | ser <feito> | ir ao ar | ir pro ar | entrar) \
[<jeito>] [<jeito>] | <obj> (pode | podem) (sair | ir | ser <feito> | ir ao ar | seguir) [<jeito>]
[<obj> | tudo | isso | o resultado] <esta> [<muito>] [<muito>] <otimo> [<cauda>]
[<muito>] <otimo> [<cauda>] | (gostei | gostamos | adorei | amei | curti) [muito | demais | \
bastante] [<obj> | do resultado | de tudo | de como ficou | da ideia] [<cauda>]
(tudo | está tudo | tá tudo) (certo | ok | em ordem | ótimo | perfeito | bem | certinho | correto) \
[com <obj> | com [<det>] <coisa>] [<cauda>]
(dou | damos) [por] (o meu | a minha | meu | minha | o nosso | o) (aval | ok | aprovação | \
autorização | consentimento | aprovado | sinal verde) [<cauda>] | (podem | pode) contar com (a \
minha | o meu | minha | meu) (aprovação | aval | ok | apoio | voto)
(tem | têm | tens) (o meu | a minha | meu | minha | o nosso | a nossa | nosso | nossa) (aval | ok \
| \
aprovação | autorização | bênção | apoio | concordância | de acordo | consentimento)
manifesto (minha | a minha | nossa) (concordância | aprovação) [com <obj> | com os termos \
[apresentados]] | (minha | meu) (aprovação | aval | de acordo)
(sem | nenhuma | nenhum | não tenho | não há | não vejo) [nenhuma | nenhum | qualquer] (objeção | \
objeções | reparo | reparos | ressalva | ressalvas | comentário | comentários | impedimento | \
inconveniente | observação | observações | nada a apontar | o que mudar) [<cauda>]
(nada | não tenho nada) a (apontar | acrescentar | opor | mudar | corrigir | declarar | ajustar | \
comentar | alterar) [<cauda>] | não mudaria (nada | uma vírgula)
(era | é) (isso | exatamente isso | isso mesmo) [que] [eu] [queria | queríamos | precisava]
(aceitamos | aceito | aprovamos | aprovo | autorizo | autorizamos | assino | pagamos | compramos | \
fechamos | contratamos | publicamos | vamos publicar | vamos assinar | vamos comprar) [<la>] \
[<obj> \
| a proposta | o pagamento | a compra | a despesa] [<jeito>] [<jeito>]
(está | fica | ficam | considero | dou por) (aprovado | aprovada | autorizado | autorizada | \
aceito | liberado | liberada | validado | aprovadíssimo) [<cauda>] [<jeito>]
"""
