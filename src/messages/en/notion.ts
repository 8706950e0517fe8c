/** Sentences of the Notion commands. */
export const notion = {
  'notion.help.search': 'The pages and databases whose title holds these words',
  'notion.help.show': 'What a page says, or the rows of a database',
  'notion.help.create': 'Creates a page in a page or a database',
  'notion.help.append': 'Adds text at the end of a page (simple Markdown)',
  'notion.parameter.words': 'words',
  'notion.parameter.target': 'page or database',
  'notion.parameter.page': 'page',
  'notion.parameter.title': 'title',
  'notion.parameter.text': 'text',
  'notion.parameter.notion': 'name of the Notion',
  'notion.capability.read': 'Read content',
  'notion.capability.insert': 'Insert content',
  'notion.capability.update': 'Update content',
  'notion.capability.users': 'Read user information',
  'notion.reason.bad_token':
    'the secret is not valid. Copy the one of the internal integration (notion.so/my-integrations), then try again.',
  'notion.reason.restricted': 'the integration may not read. Give it “Read content”.',
  'notion.reason.not_notion': 'no Notion API answers at this address. Check “baseUrl”, or leave it out.',
  'notion.reason.invalid': 'it does not fit what this page or database takes.',
  'notion.reason.conflict': 'the page was changing at the same moment. Try again.',
  'notion.reason.trash': 'the page is in the trash. Restore it in Notion first.',
  'notion.not_shared':
    'Notion “{name}” cannot find “{what}”, or does not show it to NOX. In Notion, open the page, then ••• → Connections, and add the integration of NOX.',
  'notion.partly_written':
    'Notion stopped on the way: “{what}” got {done, plural, one {the first block} other {the first # blocks}}, not the rest. Check the page, then append what is missing.',
  'notion.nothing_called':
    'I find nothing called “{name}” in Notion “{notion}”. If the page exists, share it: in Notion, ••• → Connections, and add the integration of NOX.',
  'notion.did_you_mean':
    'I find nothing called “{name}” in Notion “{notion}”. Did you mean “{nearest}”? If not, share the page: in Notion, ••• → Connections, and add the integration of NOX.',
  'notion.nowhere':
    'No page of Notion “{notion}” is shared with NOX, and an integration can create nothing at the root. In Notion, open a page, then ••• → Connections, and add “{integration}”.',
  'notion.append_to_database':
    '“{title}” is a database: add a row to it with “notion create "title" in {title}”.',
  'notion.which': 'Which one?',
  'notion.which_source': 'This database holds several tables. Which one?',
  'notion.where_create': 'In which page or database should it be created?',
  'notion.untitled': 'Untitled',
  'notion.at_root': 'Root',
  'notion.kind.page': 'page',
  'notion.kind.database': 'database',
  'notion.column.title': 'Title',
  'notion.column.kind': 'Kind',
  'notion.column.place': 'In',
  'notion.column.edited': 'Edited',
  'notion.results':
    '{more, select, yes {More than {count} results} other {{count, plural, one {# result} other {# results}}}} for “{words}” in Notion “{name}”',
  'notion.recent': 'Latest edited in Notion “{name}”',
  'notion.no_results': 'No title holds “{words}” in Notion “{name}”.',
  'notion.nothing_shared': 'Nothing is shared with NOX yet in Notion “{name}”.',
  'notion.how_to_share':
    'NOX sees only the pages that are shared with it. In Notion: ••• → Connections → “{integration}”.',
  'notion.more_results': 'There are more. Add words of the title.',
  'notion.edited': 'edited',
  'notion.open': 'Open in Notion',
  'notion.read_on': 'Read on in Notion',
  'notion.cut': 'Not everything is shown here.',
  'notion.in_trash': 'This page is in the trash of Notion.',
  'notion.empty_page': 'This page is empty.',
  'notion.no_rows': 'This database is empty.',
  'notion.page': '{title} ({place})',
  'notion.database':
    '{title}: {more, select, yes {more than {count} rows} other {{count, plural, =0 {no row} one {# row} other {# rows}}}}',
  'notion.more_rows': 'The {count} rows edited last.',
  'notion.created': 'The page “{title}” is created in “{place}”.',
  'notion.appended': '{count, plural, one {One block} other {# blocks}} added to “{title}”.',
} as const;
