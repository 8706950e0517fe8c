import type { JiraWorld } from '../types.ts';
import { techcorpIssues } from './techcorp-issues.ts';

/** TechCorp's Jira: a French site with the projects PAY, WEB and OPS, and a workflow that asks questions. */
export function techcorpJira(): JiraWorld {
  return {
    title: 'TechCorp',
    people: [
      { name: 'Ada Moreau', email: 'ada@techcorp.example', apiToken: 'ATATT3xFfGF0-demo-ada' },
      { name: 'Karim Benali', email: 'karim@techcorp.example', apiToken: 'ATATT3xFfGF0-demo-karim' },
      { name: 'Léa Dubois', email: 'lea@techcorp.example' },
      { name: 'Léa Martin', email: 'lea.martin@techcorp.example', hidesEmail: true },
      {
        name: 'Tom Girard',
        email: 'tom@techcorp.example',
        access: 'read',
        apiToken: 'ATATT3xFfGF0-demo-tom',
      },
      {
        name: 'Nina Costa',
        email: 'nina@partner.example',
        access: 'none',
        apiToken: 'ATATT3xFfGF0-demo-nina',
      },
      { name: 'Paul Mercier', email: 'paul@techcorp.example' },
      { name: 'Paula Ancien', email: 'paula@techcorp.example', active: false },
      { name: 'Automation for Jira', email: 'automation@app.example', isApp: true },
    ],
    priorities: ['La plus élevée', 'Élevée', 'Moyenne', 'Faible', 'La plus faible'],
    defaultPriority: 'Moyenne',
    resolutions: ['Corrigé', 'Ne sera pas corrigé', 'Doublon', 'Non reproductible'],
    statuses: [
      { name: 'À faire', category: 'new' },
      { name: 'En cours', category: 'indeterminate' },
      { name: 'En revue', category: 'indeterminate' },
      { name: 'Bloqué', category: 'indeterminate' },
      { name: 'Terminé', category: 'done' },
    ],
    transitions: [
      { name: 'Commencer', from: ['À faire', 'Bloqué'], to: 'En cours' },
      { name: 'Demander une revue', from: ['En cours'], to: 'En revue' },
      { name: 'Demander des changements', from: ['En revue'], to: 'En cours' },
      { name: 'Terminer', from: ['En cours', 'En revue'], to: 'Terminé', requires: ['resolution'] },
      { name: 'Bloquer', from: ['À faire', 'En cours', 'En revue'], to: 'Bloqué' },
      { name: 'Rouvrir', from: ['Terminé'], to: 'À faire' },
    ],
    fields: [{ name: 'Gravité', values: ['SEV1', 'SEV2', 'SEV3'] }],
    types: [
      { name: 'Tâche' },
      { name: 'Bug' },
      { name: 'Story' },
      { name: 'Epic' },
      { name: 'Sous-tâche', subtask: true },
      { name: 'Incident', requires: ['Gravité'] },
    ],
    projects: [
      {
        key: 'PAY',
        name: 'Paiements',
        lead: 'Ada Moreau',
        types: ['Tâche', 'Bug', 'Story', 'Epic', 'Sous-tâche'],
      },
      {
        key: 'WEB',
        name: 'Site web',
        lead: 'Léa Dubois',
        types: ['Tâche', 'Bug', 'Story', 'Epic', 'Sous-tâche'],
      },
      { key: 'OPS', name: 'Exploitation', lead: 'Karim Benali', types: ['Tâche', 'Bug', 'Incident'] },
    ],
    issues: techcorpIssues,
    links: [
      { from: 'OPS-3', type: 'Blocks', to: 'PAY-4' },
      { from: 'WEB-2', type: 'Relates', to: 'PAY-1' },
    ],
  };
}
