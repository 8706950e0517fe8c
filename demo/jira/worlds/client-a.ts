import type { JiraWorld } from '../types.ts';

/** The Jira of a client of Marie's: an English site with one project and a plain workflow. */
export function clientAJira(): JiraWorld {
  return {
    title: 'Client A',
    people: [
      { name: 'Marie Laurent', email: 'marie@freelance.com', apiToken: 'ATATT3xFfGF0-demo-marie' },
      { name: 'Sam Ward', email: 'sam@client-a.example', apiToken: 'ATATT3xFfGF0-demo-sam' },
      { name: 'Olivia Reed', email: 'olivia@client-a.example', hidesEmail: true },
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
    projects: [{ key: 'SHOP', name: 'Online shop', lead: 'Sam Ward', types: ['Task', 'Bug', 'Sub-task'] }],
    issues: [
      {
        key: 'SHOP-1',
        type: 'Task',
        summary: 'Move the shop to the new cluster',
        description: 'Blue and green, with a way back.',
        status: 'In Progress',
        priority: 'High',
        assignee: 'Marie Laurent',
        reporter: 'Sam Ward',
        createdAgo: 400,
        updatedAgo: 12,
        comments: [{ by: 'Sam Ward', ago: 12, text: 'Can we do it before Friday?' }],
      },
      {
        key: 'SHOP-2',
        type: 'Bug',
        summary: 'Images are served without a cache header',
        status: 'To Do',
        reporter: 'Olivia Reed',
        createdAgo: 90,
        updatedAgo: 90,
      },
      {
        key: 'SHOP-3',
        type: 'Task',
        summary: 'Rotate the database password',
        status: 'Done',
        resolution: 'Done',
        assignee: 'Marie Laurent',
        reporter: 'Marie Laurent',
        createdAgo: 900,
        updatedAgo: 700,
      },
    ],
  };
}
