/** Sentences of the Notion commands. */
export const notion = {
  'notion.help.search': 'Les pages et bases dont le titre contient ces mots',
  'notion.help.show': 'Le contenu d’une page, ou les lignes d’une base',
  'notion.help.create': 'Crée une page dans une page ou une base',
  'notion.help.append': 'Ajoute du texte à la fin d’une page (Markdown simple)',
  'notion.parameter.words': 'mots',
  'notion.parameter.target': 'page ou base',
  'notion.parameter.page': 'page',
  'notion.parameter.title': 'titre',
  'notion.parameter.text': 'texte',
  'notion.parameter.notion': 'nom du Notion',
  'notion.capability.read': 'Lire le contenu',
  'notion.capability.insert': 'Insérer du contenu',
  'notion.capability.update': 'Mettre à jour le contenu',
  'notion.capability.users': 'Lire les informations sur les utilisateurs',
  'notion.reason.bad_token':
    'le secret n’est pas valide. Copiez celui de l’intégration interne (notion.so/my-integrations), puis réessayez.',
  'notion.reason.restricted': 'l’intégration n’a pas le droit de lire. Accordez-lui « Lire le contenu ».',
  'notion.reason.not_notion':
    'aucune API de Notion ne répond à cette adresse. Vérifiez « baseUrl », ou omettez-le.',
  'notion.reason.invalid': 'elle ne convient pas à ce que cette page ou cette base accepte.',
  'notion.reason.conflict': 'la page changeait au même moment. Réessayez.',
  'notion.reason.trash': 'la page est dans la corbeille. Restaurez-la dans Notion d’abord.',
  'notion.not_shared':
    'Notion « {name} » ne trouve pas « {what} », ou ne le montre pas à NOX. Dans Notion, ouvrez la page, puis ••• → Connexions, et ajoutez l’intégration de NOX.',
  'notion.partly_written':
    'Notion s’est arrêté en chemin : « {what} » a reçu {done, plural, one {le premier bloc} other {les # premiers blocs}}, pas la suite. Vérifiez la page, puis ajoutez ce qui manque.',
  'notion.nothing_called':
    'Je ne trouve rien qui s’appelle « {name} » dans Notion « {notion} ». Si la page existe, partagez-la : dans Notion, ••• → Connexions, et ajoutez l’intégration de NOX.',
  'notion.did_you_mean':
    'Je ne trouve rien qui s’appelle « {name} » dans Notion « {notion} ». Vouliez-vous dire « {nearest} » ? Sinon, partagez la page : dans Notion, ••• → Connexions, et ajoutez l’intégration de NOX.',
  'notion.nowhere':
    'Aucune page de Notion « {notion} » n’est partagée avec NOX, et une intégration ne peut rien créer à la racine. Dans Notion, ouvrez une page, puis ••• → Connexions, et ajoutez « {integration} ».',
  'notion.append_to_database':
    '« {title} » est une base : ajoutez-y une ligne avec « notion create "titre" dans {title} ».',
  'notion.which': 'Laquelle ?',
  'notion.which_source': 'Cette base contient plusieurs tables. Laquelle ?',
  'notion.where_create': 'Dans quelle page ou base la créer ?',
  'notion.untitled': 'Sans titre',
  'notion.at_root': 'Racine',
  'notion.kind.page': 'page',
  'notion.kind.database': 'base',
  'notion.column.title': 'Titre',
  'notion.column.kind': 'Type',
  'notion.column.place': 'Dans',
  'notion.column.edited': 'Modifié',
  'notion.results':
    '{more, select, yes {Plus de {count} résultats} other {{count, plural, one {# résultat} other {# résultats}}}} pour « {words} » dans Notion « {name} »',
  'notion.recent': 'Dernières modifications dans Notion « {name} »',
  'notion.no_results': 'Aucun titre ne contient « {words} » dans Notion « {name} ».',
  'notion.nothing_shared': 'Rien n’est encore partagé avec NOX dans Notion « {name} ».',
  'notion.how_to_share':
    'NOX ne voit que les pages partagées avec lui. Dans Notion : ••• → Connexions → « {integration} ».',
  'notion.more_results': 'Il y en a d’autres. Précisez les mots du titre.',
  'notion.edited': 'modifiée',
  'notion.open': 'Ouvrir dans Notion',
  'notion.read_on': 'Lire la suite dans Notion',
  'notion.cut': 'Tout n’est pas affiché ici.',
  'notion.in_trash': 'Cette page est dans la corbeille de Notion.',
  'notion.empty_page': 'Cette page est vide.',
  'notion.no_rows': 'Cette base est vide.',
  'notion.page': '{title} ({place})',
  'notion.database':
    '{title} : {more, select, yes {plus de {count} lignes} other {{count, plural, =0 {aucune ligne} one {# ligne} other {# lignes}}}}',
  'notion.more_rows': 'Les {count} lignes modifiées en dernier.',
  'notion.created': 'La page « {title} » est créée dans « {place} ».',
  'notion.appended': '{count, plural, one {Un bloc ajouté} other {# blocs ajoutés}} à « {title} ».',
} as const;
