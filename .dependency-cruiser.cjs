/** The import table of the design, as rules. */
const only = (folder, ...allowed) => ({
  name: `${folder} imports only ${allowed.join(', ') || 'nothing of ours'}`,
  severity: 'error',
  from: { path: `^src/${folder}/` },
  to: { path: '^src/', pathNot: [folder, ...allowed].map((each) => `^src/${each}(/|[.]ts$)`) },
});
const clock = ['core', 'messages', 'tenancy', 'database', 'integrations', 'commands/run', 'jobs'];
const keep = (library, ...folders) => ({
  name: `${library} only in ${folders.join(', ')}`,
  severity: 'error',
  from: { path: '^src/', pathNot: folders.map((each) => `^src/${each}`) },
  to: { path: `node_modules/${library}(/|$)` },
});

module.exports = {
  forbidden: [
    only('core'),
    only('messages', 'core'),
    only('database', 'core'),
    only('integrations', 'core'),
    only('tenancy', 'core', 'database'),
    only('access', 'core', 'database'),
    only('billing', 'core', 'database'),
    only('mail', 'core'),
    only('monitoring', ...clock),
    only('reports', ...clock),
    only('jobs', ...clock),
    only('commands', 'core', 'messages', 'access', 'integrations', 'database'),
    only('surfaces/http', 'core'),
    only('surfaces/slack', 'core', 'messages', 'tenancy', 'access', 'commands', 'surfaces/http'),
    only('surfaces/web', 'core', 'messages', 'tenancy', 'access', 'commands', 'surfaces/http'),
    keep('drizzle-orm', 'database/'),
    keep('postgres', 'database/'),
    keep('@slack', 'surfaces/slack/'),
    keep('@octokit', 'integrations/github/'),
    keep('@notionhq', 'integrations/notion/'),
    keep('jira-client', 'integrations/jira/'),
    keep('stripe', 'billing/'),
    keep('nodemailer', 'mail/'),
    keep('@resvg', 'reports/charts/'),
    keep('d3-scale', 'reports/charts/'),
    { name: 'no circles', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    parser: 'swc',
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'types'] },
  },
};
