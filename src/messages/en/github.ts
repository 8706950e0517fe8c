/** Sentences of the GitHub commands. */
export const github = {
  'github.reason.bad_token': 'the token is not valid',
  'github.which': 'Which repository?',
  'github.kind.repository': 'the repository',
  'github.did_you_mean': 'I cannot find the repository “{name}”. Did you mean “{nearest}”?',
  'github.help.repos': 'The repositories in reach, latest first',
  'github.help.issues': 'The open issues of a repository',
  'github.help.prs': 'The open pull requests of a repository',
  'github.repos_count':
    '{count, plural, =0 {No repository} one {# repository} other {# repositories}} on GitHub “{name}”',
  'github.issues_count':
    '{count, plural, =0 {No open issue} one {# open issue} other {# open issues}} in {repository}',
  'github.prs_count':
    '{count, plural, =0 {No open pull request} one {# open pull request} other {# open pull requests}} in {repository}',
  'github.private': 'private',
  'github.public': 'public',
  'github.repository': 'Repository',
  'github.description': 'Description',
  'github.visibility': 'Access',
  'github.pushed': 'Pushed',
  'github.more': '… and {count} more.',
  'github.draft': 'draft',
  'github.title': 'Title',
  'github.author': 'Author',
  'github.updated': 'Updated',
} as const;
