import type { JiraWorld } from '../types.ts';

/** The Jira of a client of Marie's: an English site with one project and a plain workflow. */
export function clientAJira(): JiraWorld {
  return {
    title: 'Client A',
    people: [
      { name: 'Marie Dubois', email: 'marie@freelance.example', apiToken: 'ATATT3xFfGF0-demo-marie' },
      { name: 'Lucas Roux', email: 'lucas@client-a.example', apiToken: 'ATATT3xFfGF0-demo-lucas' },
      { name: 'Julie Petit', email: 'julie@client-a.example', hidesEmail: true },
    ],
    priorities: ['Highest', 'High', 'Medium', 'Low', 'Lowest'],
    defaultPriority: 'Medium',
    resolutions: ['Done', "Won't Do", 'Duplicate'],
    statuses: [
      { name: 'To Do', category: 'new' },
      { name: 'In Progress', category: 'indeterminate' },
      { name: 'Done', category: 'done' },
    ],
    transitions: [
      { name: 'To Do', to: 'To Do' },
      { name: 'In Progress', to: 'In Progress' },
      { name: 'Done', to: 'Done' },
    ],
    fields: [],
    types: [{ name: 'Task' }, { name: 'Bug' }, { name: 'Sub-task', subtask: true }],
    projects: [{ key: 'SHOP', name: 'Online shop', lead: 'Lucas Roux', types: ['Task', 'Bug', 'Sub-task'] }],
    issues: [
      {
        key: 'SHOP-1',
        type: 'Task',
        summary: 'Move the shop to the new cluster',
        description: 'Blue and green, with a way back.',
        status: 'In Progress',
        priority: 'High',
        assignee: 'Marie Dubois',
        reporter: 'Lucas Roux',
        createdAgo: 400,
        updatedAgo: 12,
        comments: [{ by: 'Lucas Roux', ago: 12, text: 'Can we do it before Friday?' }],
      },
      {
        key: 'SHOP-2',
        type: 'Bug',
        summary: 'Images are served without a cache header',
        status: 'To Do',
        reporter: 'Julie Petit',
        createdAgo: 90,
        updatedAgo: 90,
      },
      {
        key: 'SHOP-3',
        type: 'Task',
        summary: 'Rotate the database password',
        status: 'Done',
        resolution: 'Done',
        assignee: 'Marie Dubois',
        reporter: 'Marie Dubois',
        createdAgo: 900,
        updatedAgo: 700,
      },
    ],
  };
}
