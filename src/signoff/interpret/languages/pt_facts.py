"""Portuguese: plain facts that may stand beside an approval, of words that take nothing back."""

from __future__ import annotations

FACT_SLOTS = {
    "coisa": """
        <noun> | {topic} | preço | preços | valor | valores | números | número | total | soma | \
        prazo
        prazos | data | datas | nome | nomes | endereço | quantidade | quantidades | cores | cor | \
        fotos
        imagens | tabela | tabelas | capítulo | parágrafo | parágrafos | introdução | conclusão | \
        resumo
        anexo | anexos | fontes | redação | tom | estilo | estrutura | conteúdo | mensagem | testes
        teste | build | logs | documentação | migração | checkout | cartões | mercadoria | material
        entrega | serviço | serviços | obra | obras | trabalhos | montagem | horas | comprovantes
        comprovante | recibos | recibo | notas | custo | custos | condições | desconto | imposto
        cláusulas | cláusula | cliente | clientes | chefe | equipe | equipa | colegas | \
        contabilidade
        financeiro | jurídico | compras | marketing | direção | diretoria | fornecedor | empresa
        entrevista | currículo | referências | candidato | candidata | cobertura | hotel | voo
        curso | formação | feira | setor | qualidade | comparação | ponto | pontos | detalhes | \
        versão
        semana | mês | dia | ano | euros | reais | segunda | terça | quarta | quinta | sexta | \
        janeiro
        fevereiro | março | abril | maio | junho | julho | agosto | setembro | outubro | novembro
        dezembro | fecho | título | visual | termos | cálculo | imagem | ideia | capa
        """,
    "inicio": """
        o | a | os | as | um | uma | este | esta | esse | essa | isso | isto | nosso | nossa | meu
        minha | seu | sua | tudo | todos | todas | já | eu | nós | ele | ela | eles | também | hoje
        ontem | testei | conferi | li | revisei | vi | verifiquei | falei | é | são | está | estão
        <coisa>
        """,
    "verbo": """
        é | são | está | estão | tem | têm | temos | bate | batem | confere | conferem | cabe | \
        cabem
        fecha a conta | funciona | funcionam | funcionou | funcionaram | chegou | chegaram | cobre
        cobrem | cumpre | cumprem | corresponde | correspondem | reflete | passou | passaram | ficou
        ficaram | trabalha | trabalham | trabalhamos | conheço | conhecemos | merece | merecem
        precisa dele | fez | fizeram | foi | foram | entregou | entregaram | testei | conferi | li
        revisei | vi | verifiquei | falei | vale | valem | atende | atendem | lê | soa | melhorou
        """,
    "palavra": """
        {name} | <coisa> | <verbo> | o | a | os | as | um | uma | uns | umas | este | esta | esse
        essa | isso | isto | nosso | nossa | meu | minha | seu | sua | deles | dele | dela | tudo
        todo | toda | todos | todas | e | com | de | do | da | dos | das | em | no | na | nos | nas
        por | pelo | pela | para | pra | ao | à | desde | entre | como | que o anterior | que o \
        antigo
        que a anterior | já | também | bem | melhor | muito | mais | bastante | realmente | \
        totalmente
        completamente | perfeitamente | corretamente | pontualmente | a tempo | rápido | rápida | \
        certo
        certa | certos | certas | certinho | direitinho | correto | correta | corretos | corretas \
        | bom
        boa | bons | boas | ótimo | ótima | claro | clara | claros | completo | completa | completos
        exato | conforme | pronto | pronta | razoável | justo | adequado | barato | competitivo
        estável | limpo | verde | verdes | bonito | bonita | útil | necessário | necessária | \
        confiável
        sério | séria | novo | nova | novos | mesmo | mesma | primeiro | primeira | segundo | \
        segunda
        terceiro | lido | lida | revisado | revisada | conferido | conferida | conferidos | testado
        testada | visto | vista | combinado | combinada | acordado | pedido | recebido | recebida
        recebidos | entregue | entregues | feito | feita | feitos | terminado | prestado | prestada
        aprovado | aprovada | previsto | prevista | incluído | resolvido | avisado | dentro | ano \
        | anos
        meses | semanas | dias | horas | minutos | vezes | dois | duas | três | quatro | cinco | dez
        euros | reais | r | % | ok | ontem | hoje | calma | atenção | detalhe | simples | excelente
        perfeito | perfeita | sem erros | sem problemas | orçamento | especialmente | contrato
        """,
}

FACTS = """
<inicio> <verbo> [<palavra>+] | <inicio> <palavra>+ <verbo> [<palavra>+]
(testei | conferi | li | revisei | vi | verifiquei | falei | analisei | é | são | está | ficou | \
funcionou | cabe | bate) <palavra>+ | [<det>] <coisa> [<coisa>] [e <coisa>] [<muito>] (<bom> | \
<otimo> | conferido | conferidos | prestado | prestados | recebido | recebida | entregue | \
verdes | a tempo | revisado) [conforme [<det>] <coisa>]
(sem | nenhum | nenhuma) (erros | erro | problemas | atrasos | falhas | surpresas)
(bom | belo | ótimo | excelente) <coisa> | (boa | bela | ótima | excelente) <coisa>
(principalmente | especialmente | sobretudo) [<det>] <coisa>
"""
