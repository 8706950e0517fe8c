import { block } from '../world.ts';
import type { NotionWorld } from '../world.ts';

/** Marie, freelance: notes on each client, a time sheet, weekly reports. */
export function marieNotion(): NotionWorld {
  return {
    workspace: 'Notion de Marie',
    integration: 'NOX de Marie',
    people: [{ name: 'Marie Dubois', email: 'marie@freelance.example' }],
    content: [
      {
        page: 'Clients',
        icon: '🤝',
        shared: true,
        editedHoursAgo: 20,
        children: [
          {
            page: 'Client A : Boulangerie Martin',
            editedHoursAgo: 25,
            body: [
              block('heading_2', 'Accès'),
              block('paragraph', 'Cluster chez Scaleway, namespace `boutique`. Contact : Paul.'),
              block('to_do', 'Renouveler le certificat avant le 15', { checked: false }),
            ],
          },
          { page: 'Client B : Atelier Nord', editedHoursAgo: 70 },
        ],
      },
      {
        page: 'Rapports hebdomadaires',
        shared: true,
        editedHoursAgo: 48,
        body: [block('paragraph', 'Un rapport par client, le lundi.')],
      },
      {
        database: 'Temps passé',
        shared: true,
        editedHoursAgo: 5,
        sources: [
          {
            name: 'Temps passé',
            properties: {
              Tâche: 'title',
              Client: { select: ['Client A', 'Client B'] },
              Heures: 'number',
              Jour: 'date',
              Facturé: 'checkbox',
            },
            rows: [
              {
                values: {
                  Tâche: 'Mise à jour de PostgreSQL',
                  Client: 'Client A',
                  Heures: 3,
                  Jour: '2026-11-20',
                },
              },
              {
                values: {
                  Tâche: 'Alertes Prometheus',
                  Client: 'Client B',
                  Heures: 1.5,
                  Jour: '2026-11-23',
                  Facturé: true,
                },
              },
            ],
          },
        ],
      },
      { page: 'Journal intime', editedHoursAgo: 3 },
    ],
  };
}
