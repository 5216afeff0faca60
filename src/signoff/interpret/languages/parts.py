"""What praises a part of a work, or the manner of it, by language; `_` stands for a space.

Whoever praises how a thing is written has not said that it may go out, and whoever finds its
spelling right has not said so of the rest. In one module, so that the languages can be read side
by side.
"""

from __future__ import annotations

from collections.abc import Mapping

# A clause of these and of the small words below praises how a work was made, and no more.
MANNER: Mapping[str, str] = {
    "en": """
    written worded phrased drafted presented explained documented formatted structured described
    laid_out illustrated researched put spoken style wording phrasing prose writing handwriting
    readable legible presentation explanation clarity tidy neat clear concise
    """,
    "de": """
    geschrieben formuliert präsentiert dargestellt erklärt erläutert dokumentiert formatiert
    strukturiert gegliedert aufgebaut aufbereitet beschrieben vorbereitet gestaltet
    übersichtlich verständlich anschaulich lesbar leserlich stil sprache darstellung
    """,
    "es": """
    escrito escrita redactado redactada presentado presentada explicado explicada documentado
    documentada estructurado estructurada formulado formulada descrito descrita preparado
    preparada redacción estilo presentación explicación legible ordenado ordenada
    """,
    "fr": """
    écrit écrite rédigé rédigée présenté présentée expliqué expliquée documenté documentée
    structuré structurée formulé formulée décrit décrite préparé préparée tourné clair claire
    limpide lisible rédaction présentation explication style plume
    """,
    "pt": """
    escrito escrita redigido redigida apresentado apresentada explicado explicada documentado
    documentada estruturado estruturada formulado formulada descrito descrita preparado
    preparada redação estilo apresentação explicação legível organizado organizada
    """,
    "it": """
    scritto scritta redatto redatta presentato presentata spiegato spiegata documentato
    documentata strutturato strutturata formulato formulata descritto descritta preparato
    preparata chiaro chiara leggibile stile presentazione spiegazione scrittura
    """,
    "nl": """
    geschreven verwoord geformuleerd gepresenteerd uitgelegd gedocumenteerd opgemaakt opgebouwd
    gestructureerd omschreven voorbereid vormgegeven overzichtelijk duidelijk leesbaar helder
    netjes keurig stijl presentatie uitleg
    """,
    "ja": """
    文章 文面 書き方 文体 説明 まとめ方 書けて 書かれて まとまって まとめられて 整理されて
    分かりやす わかりやす 読みやす 見やす 丁寧
    """,
    "zh": """
    写 讲 说 表达 描述 解释 整理 排版 文笔 条理 文章 写作 清楚 清晰 易懂 好懂 通顺 流畅 工整
    """,
}
AROUND_MANNER: Mapping[str, str] = {
    "en": """
    very really so well nicely beautifully clearly neatly superbly excellently wonderfully great
    good excellent fine lovely nice beautiful fantastic brilliant superb impressive it is was s
    this that these you have ve re are easy to read follow understand and indeed as always ever
    usual the a an your his her their our of what such bravo thanks thank_you congratulations
    congrats well_done
    """,
    "de": """
    sehr gut schön elegant toll super klar prima hervorragend ausgezeichnet wirklich so ganz
    wunderbar klasse es das ist war sind haben du sie ihr der die ein eine einen und zu lesen
    wie immer danke bravo kompliment glückwunsch gratulation vielen_dank
    """,
    "es": """
    muy bien bastante qué tan excelente buen buena bueno estupendo estupenda genial claro clara
    fantástico está es lo la el y una un todo gracias enhorabuena bravo felicidades
    felicitaciones como_siempre claramente
    """,
    "fr": """
    très bien vraiment si super excellent excellente belle beau bon bonne quel quelle joli jolie
    joliment magnifique c_est c est le la l et un une tout merci bravo félicitations chapeau
    comme_toujours clairement
    """,
    "pt": """
    muito bem bastante tão que excelente bom boa ótimo ótima lindo linda claro clara está é o a
    e um uma tudo obrigado obrigada parabéns bravo como_sempre claramente
    """,
    "it": """
    molto bene ben davvero così che ottimo ottima bello bella bellissimo eccellente è lo la il l
    e un una tutto grazie complimenti bravo bravi brava bravissimo come_sempre
    """,
    "nl": """
    heel erg zeer goed mooi prachtig uitstekend echt zo wat een het dat is ziet_er uit en de
    dank bedankt dank_je dank_u complimenten bravo gefeliciteerd zoals_altijd
    """,
    "ja": """
    とても 大変 本当に 非常に すごく よく うまく 上手に 綺麗に きれいに 見事な 素晴らしい
    すばらしい 良い いい が は も に で です ですね ね な い いです います いて ました
    ありがとう ありがとうございます ございます 見事 上手
    """,
    "zh": """
    得 很 非常 真 太 挺 都 好 不错 棒 漂亮 精彩 优秀 出色 了 的 啊 呢 这 篇 份 个 谢谢 多谢
    辛苦了 厉害
    """,
}
# What nearly every work has, and is only a part of it.
PARTS: Mapping[str, str] = {
    "en": """
    spelling grammar punctuation typo typos spelling_mistakes spelling_mistake spelling_errors
    misspellings layout font fonts typeface formatting colour colours color colors margin
    margins spacing numbering pagination page_numbers heading headings title titles subtitle
    headline intro introduction ending conclusion footer header footnote footnotes caption
    captions index appendix annex cover first_page page pages chapter chapters section sections
    paragraph paragraphs beginning references bibliography last_page first_paragraph
    last_paragraph first_half second_half name names date dates address addresses vat tax
    arithmetic maths math sums drawing drawings subject_line signature_page letterhead paperwork
    changelog release_notes label price prices table_of_contents tone
    """,
    "de": """
    rechtschreibung grammatik zeichensetzung tippfehler schreibfehler layout schrift schriftart
    formatierung farbe farben ränder seitenzahlen überschrift überschriften titel untertitel
    einleitung schluss fußzeile kopfzeile fußnoten inhaltsverzeichnis anhang deckblatt
    erste_seite seite seiten kapitel abschnitt absatz anfang letzte_seite name namen datum
    adresse adressen anschrift mehrwertsteuer mwst umsatzsteuer steuer preis preise zeichnungen
    betreff unterlagen papiere dokumente etikett tonfall
    """,
    "es": """
    ortografía gramática puntuación erratas errata faltas_de_ortografía maquetación tipografía
    fuente formato colores color márgenes título títulos subtítulo titular introducción precio
    precios conclusión pie índice anexo portada primera_página página páginas capítulo sección
    párrafo principio última_página nombre nombres fecha fechas dirección iva impuestos dibujos
    asunto papeles papeleo documentación documentos etiqueta tono
    """,
    "fr": """
    orthographe grammaire ponctuation coquille coquilles fautes_d_orthographe
    faute_d_orthographe mise_en_page police couleurs couleur marges titre titres intertitres
    introduction intro conclusion pied_de_page index annexe couverture première_page chapitre
    section paragraphe début page pages dernière_page nom noms date dates adresse tva prix
    dessins papiers documents dossier étiquette ton
    """,
    "pt": """
    ortografia gramática pontuação gralhas erros_de_digitação erro_de_digitação
    erros_de_ortografia layout preço preços fonte formatação cores cor margens título títulos
    subtítulo manchete introdução conclusão rodapé índice anexo capa primeira_página página
    páginas capítulo parágrafo última_página nome nomes data datas endereço morada iva imposto
    desenhos assunto papelada documentação documentos etiqueta rótulo tom
    """,
    "it": """
    ortografia grammatica punteggiatura refusi refuso errori_di_ortografia errori_di_battitura
    impaginazione prezzo prezzi carattere formato colori colore margini titolo titoli
    sottotitolo introduzione conclusione indice allegato copertina prima_pagina pagina pagine
    capitolo paragrafo inizio ultima_pagina nome nomi data date indirizzo iva disegni oggetto
    documenti carte etichetta tono
    """,
    "nl": """
    spelling grammatica interpunctie tikfouten tikfout typefouten spelfouten spelfout opmaak
    lay-out prijs prijzen lettertype kleuren kleur marges titel titels kop koppen ondertitel
    inleiding conclusie voetnoten inhoudsopgave bijlage omslag eerste_pagina pagina hoofdstuk
    alinea laatste_pagina naam namen datum data adres btw tekeningen onderwerp papieren
    documenten etiket toon
    """,
    "ja": """
    誤字 脱字 誤字脱字 スペル 綴り 文法 句読点 レイアウト フォント 書体 色 余白 見出し タイトル
    題名 序文 結論 目次 脚注 表紙 名前 氏名 日付 日程 住所 消費税 税 図面 件名 書類 ラベル 体裁
    価格 値段 ページ 章 段落 冒頭 前半 後半
    """,
    "zh": """
    拼写 错别字 错字 语法 标点 排版 版式 字体 颜色 页边距 标题 副标题 题目 开头 结尾 目录 附录
    脚注 封面 姓名 名字 日期 地址 税 增值税 图纸 图片 主题 材料 标签 格式 语气 价格 页 章节 段落
    前半 后半
    """,
}
# What may stand before a part: 'no typos', 'I checked the names'.
BEFORE_PARTS: Mapping[str, str] = {
    "en": """
    the a an all any both your our its my this that these those no zero not without single there
    are were is i we found find see saw spotted have didn_t don_t couldn_t could
    """,
    "de": """
    der die das den dem ein eine alle keine kein ich habe sehe finde gefunden es gibt und
    """,
    "es": "el la los las un una sin ningún ninguna no hay he visto veo todos todas",
    "fr": """
    le la les l un une d de pas aucun aucune sans je n ai vu vois il y a tous toutes
    """,
    "pt": "o a os as um uma sem nenhum nenhuma não há tem vi encontrei todos todas",
    "it": """
    il lo la i gli le l un una nessun nessuna senza non ci sono ho trovato visto tutti tutte
    """,
    "nl": "de het een geen ik heb zie vond er zijn alle zonder",
    "ja": "",
    "zh": "没有 没 无 这 个 的 所有",
}
# What follows on a part that was named, and speaks of it: 'checked the spelling, all correct'.
FOLLOWING: Mapping[str, str] = {
    "en": """
    it its they that these those all both everything is are s re was were looks look seems very
    really also now and correct right accurate exact true complete fine good great perfect ok
    okay flawless spotless lovely beautiful in_order spot_on adds_up add_up checks_out check_out
    matches match to_me no_mistakes no_errors as_far_as_i_can_see nothing wrong
    """,
    "de": """
    alles es sie ist sind war stimmt stimmen passt richtig korrekt fehlerfrei vollständig gut
    prima perfekt ok okay in_ordnung sieht_gut_aus sehr und
    """,
    "es": """
    todo todos todas está están es son muy y correcto correcta correctos bien perfecto perfecta
    completo en_orden ok
    """,
    "fr": """
    tout tous toutes est sont c_est c très et correct exact juste bon bien parfait ok en_ordre
    """,
    "pt": """
    tudo todos todas está estão é são muito e correto certo certos certa bem bom perfeito
    em_ordem ok
    """,
    "it": """
    tutto tutti è sono molto e corretto corretti giusto giusti bene perfetto a_posto in_ordine
    ok
    """,
    "nl": """
    alles het ze is zijn klopt kloppen heel en goed juist correct prima perfect in_orde ok
    """,
    "ja": """
    すべて 全て 全部 も は で です ます 正しい 正確 問題 ありません ない 大丈夫 合って います
    """,
    "zh": "都 全部 全 很 没 没有 问题 没问题 正确 准确 对 无误 好 的 了 是",
}
