import { block, table } from '../world.ts';
import type { NotionWorld, SourceSeed } from '../world.ts';

const checkout = block(
  'code',
  'kubectl -n payments get pods -l app=payments-api\nkubectl -n payments logs deploy/payments-api --tail 100',
  { language: 'bash' },
);

const incidents: SourceSeed = {
  name: 'Incidents 2026',
  properties: {
    Incident: 'title',
    Statut: { status: ['Ouvert', 'En cours', 'Résolu'] },
    Gravité: { select: ['SEV1', 'SEV2', 'SEV3'] },
    Services: { multi_select: ['payments-api', 'checkout', 'search', 'web'] },
    Début: 'date',
    Responsable: 'people',
    'Post-mortem fait': 'checkbox',
    'Dernière modification': 'last_edited_time',
  },
  rows: [
    {
      values: {
        Incident: 'checkout redémarre en boucle sur prod',
        Statut: 'En cours',
        Gravité: 'SEV2',
        Services: ['checkout'],
        Début: '2026-11-24T21:40:00.000+01:00',
        Responsable: 'Bruno Lefèvre',
      },
      editedHoursAgo: 2,
      body: [
        block('heading_2', 'Chronologie'),
        block('bulleted_list_item', '21 h 40 : première alerte `CrashLoopBackOff`'),
        block('bulleted_list_item', '21 h 52 : la variable `STRIPE_WEBHOOK_SECRET` manque'),
        block('to_do', 'Remettre le secret dans le coffre', { checked: false }),
      ],
    },
    {
      values: {
        Incident: 'Latence de la recherche au-dessus de 2 s',
        Statut: 'Résolu',
        Gravité: 'SEV3',
        Services: ['search'],
        Début: '2026-10-12',
        Responsable: 'Chloé Martin',
        'Post-mortem fait': true,
      },
      editedHoursAgo: 700,
    },
    {
      values: {
        Incident: 'Paiements refusés pendant 14 minutes',
        Statut: 'Résolu',
        Gravité: 'SEV1',
        Services: ['payments-api', 'checkout'],
        Début: '2026-09-03T09:12:00.000+02:00',
        Responsable: 'Bruno Lefèvre, Chloé Martin',
        'Post-mortem fait': true,
      },
      editedHoursAgo: 1_900,
    },
  ],
};

const archives: SourceSeed = {
  name: 'Incidents archivés',
  properties: { Incident: 'title', Année: 'number', Résumé: 'rich_text' },
  rows: [
    {
      values: {
        Incident: 'Panne DNS du fournisseur',
        Année: 2024,
        Résumé: 'Bascule manuelle vers le DNS de secours.',
      },
    },
  ],
};

const runbook = {
  page: 'Runbook : payments-api',
  icon: '💳',
  editedHoursAgo: 30,
  body: [
    block('callout', 'Astreinte : **#payments-oncall**, puis le manager de garde.', {
      icon: { type: 'emoji', emoji: '🚨' },
    }),
    block('heading_1', 'Redémarrer sans perdre de paiement'),
    block(
      'paragraph',
      'Le service draine en **30 secondes** ; jamais deux déploiements à la fois. Voir [la page de statut](https://status.techcorp.example).',
    ),
    block('numbered_list_item', 'Vérifier que la file `payments.pending` est sous 50'),
    block('numbered_list_item', 'Lancer `nox k8s restart payments-api`', {}, [
      block('bulleted_list_item', 'suivre le rollout jusqu’au bout'),
    ]),
    block('numbered_list_item', 'Prévenir le support'),
    checkout,
    block('heading_2', 'Seuils'),
    table(['Mesure', 'Alerte', 'Critique'], ['p95', '800 ms', '2 s'], ['Erreurs 5xx', '1 %', '5 %']),
    block('quote', 'Un paiement en double coûte plus cher qu’un paiement en retard.'),
    block('to_do', 'Relire ce runbook chaque trimestre', { checked: true }),
    block('to_do', 'Ajouter le tableau de bord Grafana', { checked: false }),
    block('toggle', 'Pourquoi pas de redémarrage automatique ?', {}, [
      block('paragraph', 'Parce que la réconciliation tient en mémoire jusqu’à sa validation.'),
    ]),
    block('divider', undefined, {}),
    block('image', undefined, {
      type: 'file',
      file: {
        url: 'https://prod-files-secure.s3.us-west-2.amazonaws.com/schema.png?X-Amz-Signature=c0ffee',
        expiry_time: '2026-11-25T12:00:00.000Z',
      },
      caption: [],
    }),
  ],
};

/** TechCorp: runbooks, the incident database, post-mortems, and pages that NOX must never see. */
export function techcorpNotion(): NotionWorld {
  return {
    workspace: 'TechCorp',
    integration: 'NOX',
    people: [
      { name: 'Alice Moreau', email: 'alice@techcorp.example' },
      { name: 'Bruno Lefèvre', email: 'bruno@techcorp.example' },
      { name: 'Chloé Martin', email: 'chloe@techcorp.example' },
    ],
    content: [
      {
        page: 'Ingénierie',
        icon: '🛠️',
        shared: true,
        editedHoursAgo: 90,
        body: [block('paragraph', 'Tout ce que l’équipe plateforme écrit.')],
        children: [
          {
            page: 'Runbooks',
            icon: '📘',
            editedHoursAgo: 60,
            body: [block('paragraph', 'Un service, un runbook.')],
            children: [
              runbook,
              {
                page: 'Runbook : checkout',
                editedHoursAgo: 300,
                body: [
                  block('heading_2', 'Si les pods redémarrent en boucle'),
                  block('numbered_list_item', 'Lire les journaux : `k8s logs checkout --previous`'),
                  block('numbered_list_item', 'Vérifier les secrets du namespace `shop`'),
                ],
              },
              { page: 'Runbook : rotation des certificats', editedHoursAgo: 1_200 },
            ],
          },
          {
            page: 'Post-mortems',
            icon: '🔎',
            editedHoursAgo: 400,
            children: [
              {
                page: 'Post-mortem : paiements refusés (3 septembre)',
                editedHoursAgo: 1_800,
                body: [
                  block('heading_2', 'Impact'),
                  block('paragraph', '1 204 paiements refusés en 14 minutes.'),
                  block('heading_2', 'Cause'),
                  block('paragraph', 'Une migration a verrouillé la table `payments` en pleine journée.'),
                ],
              },
            ],
          },
          { database: 'Incidents', icon: '🔥', editedHoursAgo: 2, sources: [incidents, archives] },
          {
            database: 'Services',
            editedHoursAgo: 500,
            sources: [
              {
                name: 'Services',
                properties: { Nom: 'title', Équipe: { select: ['Paiements', 'Boutique'] }, Dépôt: 'url' },
                rows: [
                  {
                    values: {
                      Nom: 'payments-api',
                      Équipe: 'Paiements',
                      Dépôt: 'https://github.com/techcorp/payments-api',
                    },
                  },
                  { values: { Nom: 'checkout', Équipe: 'Boutique' } },
                ],
              },
            ],
          },
        ],
      },
      {
        page: 'Salaires 2026',
        editedHoursAgo: 10,
        body: [block('paragraph', 'Confidentiel : réservé aux ressources humaines.')],
      },
    ],
  };
}
