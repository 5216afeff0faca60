"""What it is to approve a thing, by language: an invoice is paid, a pull request merged.

A deed of the thesaurus (deeds), then the things that a question may put before somebody for it;
`_` stands for a space.
"""

from __future__ import annotations

from collections.abc import Mapping

THINGS_DONE: Mapping[str, str] = {
    "en": """
    pay: invoice invoices bill bills expense expenses expense_claim payment reimbursement payroll
    refund: expense expenses expense_claim reimbursement refund receipts
    merge: pull_request merge_request pr branch patch commit
    deploy: release deployment version build hotfix update rollout migration pull_request
    publish: post article blog advert ad press_release page website video newsletter story podcast
    publish: episode caption teaser announcement job_ad listing review column poster flyer banner
    send: newsletter letter email e-mail mail mailing quote quotation reminder invitation proposal
    send: report reply answer draft notice memo survey order campaign
    sign: contract agreement lease nda deal
    accept: offer contract deal bid settlement
    print: poster flyer brochure menu leaflet catalogue booklet programme label labels
    book: trip travel flight flights hotel booking reservation venue train tickets
    buy: order purchase requisition purchase_order
    hire: candidate hire
    grant: leave holiday vacation request access permission day_off days_off time_off
    run: campaign ad advert advertisement
    launch: campaign release
    """,
    "de": """
    pay: rechnung rechnungen spesen reisekosten spesenabrechnung
    refund: spesen reisekosten auslagen
    merge: pull_request merge_request
    deploy: release deployment version update
    publish: beitrag artikel blogbeitrag anzeige pressemitteilung seite video newsletter
    publish: stellenanzeige plakat
    send: newsletter brief e-mail mail angebot mahnung einladung rundschreiben bericht antwort
    sign: vertrag vereinbarung mietvertrag
    book: reise flug hotel dienstreise
    buy: bestellung
    grant: urlaub urlaubsantrag zugang antrag
    """,
    "fr": """
    pay: facture factures note_de_frais
    refund: note_de_frais frais
    publish: article billet annonce communiqué page vidéo affiche
    send: newsletter lettre courrier e-mail mail devis relance invitation rapport
    sign: contrat accord bail
    book: voyage vol hôtel déplacement
    buy: commande
    grant: congé congés demande accès
    """,
    "es": """
    pay: factura facturas gastos
    refund: gastos reembolso
    publish: artículo entrada anuncio nota_de_prensa página vídeo cartel
    send: boletín newsletter carta correo presupuesto recordatorio invitación informe
    sign: contrato acuerdo
    book: viaje vuelo hotel
    buy: pedido
    grant: vacaciones permiso acceso solicitud
    """,
    "it": """
    pay: fattura fatture nota_spese
    refund: nota_spese rimborso
    publish: articolo annuncio comunicato pagina video manifesto
    send: newsletter lettera email preventivo sollecito invito relazione
    sign: contratto accordo
    book: viaggio volo hotel
    buy: ordine
    grant: ferie permesso accesso richiesta
    """,
    "pt": """
    pay: fatura nota_fiscal boleto despesas reembolso
    refund: despesas reembolso
    publish: artigo anúncio post postagem página vídeo cartaz
    send: newsletter carta email orçamento lembrete convite relatório proposta
    sign: contrato acordo
    book: viagem voo hotel
    buy: pedido
    grant: férias folga acesso
    """,
    "nl": """
    pay: factuur facturen declaratie
    refund: declaratie onkosten
    publish: artikel advertentie persbericht pagina video vacature
    send: nieuwsbrief brief mail offerte herinnering uitnodiging rapport
    sign: contract overeenkomst
    book: reis vlucht hotel
    buy: bestelling
    grant: verlof vakantie toegang
    """,
    "ja": """
    pay: 請求書 経費
    refund: 経費 精算
    publish: 記事 投稿 求人
    send: メール 見積書 招待状 お知らせ
    sign: 契約 契約書
    book: 出張 航空券 ホテル
    buy: 発注
    """,
    "zh": """
    pay: 发票 账单 报销
    refund: 报销
    publish: 文章 帖子 公告 招聘
    send: 邮件 报价 通知 邀请
    sign: 合同 协议
    book: 出差 机票 酒店
    buy: 采购 订单
    grant: 请假 年假
    """,
}
