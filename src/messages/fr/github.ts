/** Sentences of the GitHub commands. */
export const github = {
  'github.reason.bad_token': 'le jeton n’est pas valide',
  'github.which': 'Quel dépôt ?',
  'github.kind.repository': 'le dépôt',
  'github.did_you_mean': 'Je ne trouve pas le dépôt « {name} ». Vouliez-vous dire « {nearest} » ?',
  'github.help.repos': 'Les dépôts accessibles, les plus récents d’abord',
  'github.help.issues': 'Les tickets ouverts d’un dépôt',
  'github.help.prs': 'Les pull requests ouvertes d’un dépôt',
  'github.repos_count':
    '{count, plural, =0 {Aucun dépôt} one {# dépôt} other {# dépôts}} sur GitHub « {name} »',
  'github.issues_count':
    '{count, plural, =0 {Aucun ticket ouvert} one {# ticket ouvert} other {# tickets ouverts}} dans {repository}',
  'github.prs_count':
    '{count, plural, =0 {Aucune pull request ouverte} one {# pull request ouverte} other {# pull requests ouvertes}} dans {repository}',
  'github.private': 'privé',
  'github.public': 'public',
  'github.repository': 'Dépôt',
  'github.description': 'Description',
  'github.visibility': 'Accès',
  'github.pushed': 'Poussé',
  'github.more': '… et {count} de plus.',
  'github.draft': 'brouillon',
  'github.title': 'Titre',
  'github.author': 'Auteur',
  'github.updated': 'Modifié',
} as const;
