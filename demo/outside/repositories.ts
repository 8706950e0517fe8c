import type { GithubSeed } from './github.ts';

/** TechCorp's GitHub. NOX works there as the company's own account. */
export const techcorpGithub: GithubSeed = {
  tokens: { techcorp: 'ghp_demo_techcorp', paul: 'ghp_demo_paul', karim: 'ghp_demo_karim' },
  users: [
    { login: 'techcorp', name: 'TechCorp' },
    { login: 'paul', name: 'Paul Mercier' },
    { login: 'karim', name: 'Karim Benali' },
  ],
  repositories: [
    {
      owner: 'techcorp',
      name: 'payments-api',
      description: 'Paiements par carte et virement',
      language: 'Go',
      isPrivate: true,
      issues: [
        { by: 'karim', title: 'Latence du prestataire de paiement après 18 h', body: 'p95 à 2,4 s.' },
        { by: 'paul', title: 'Le webhook est rejoué deux fois' },
      ],
      pulls: [
        {
          by: 'paul',
          branch: 'retry-webhooks',
          title: 'Ne rejouer un webhook qu’une fois',
          body: 'Corrige le double envoi.',
        },
      ],
    },
    {
      owner: 'techcorp',
      name: 'web',
      description: 'Le site de TechCorp',
      language: 'TypeScript',
      issues: [{ by: 'paul', title: 'Le panier se vide au changement de langue' }],
      pulls: [{ by: 'karim', branch: 'csp', title: 'Durcir la politique de sécurité du contenu' }],
    },
    {
      owner: 'techcorp',
      name: 'infra',
      description: 'Manifestes et modules',
      language: 'HCL',
      isPrivate: true,
    },
  ],
};

/** Marie's GitHub: her personal account and her professional one, each with a token of its own. */
export const marieGithub: GithubSeed = {
  tokens: { 'marie-dubois': 'ghp_demo_marie_perso', 'dubois-devops': 'ghp_demo_marie_pro' },
  users: [
    { login: 'marie-dubois', name: 'Marie Dubois' },
    { login: 'dubois-devops', name: 'Dubois DevOps' },
  ],
  repositories: [
    {
      owner: 'marie-dubois',
      name: 'dotfiles',
      description: 'Mes réglages',
      language: 'Shell',
      issues: [{ by: 'marie-dubois', title: 'Passer à zsh 6' }],
    },
    {
      owner: 'dubois-devops',
      name: 'client-a-shop',
      description: 'Déploiement de la boutique du client A',
      language: 'HCL',
      isPrivate: true,
      issues: [{ by: 'dubois-devops', title: 'Sauvegarde nocturne de redis' }],
      pulls: [{ by: 'dubois-devops', branch: 'tls', title: 'Renouveler les certificats par ACME' }],
    },
    {
      owner: 'dubois-devops',
      name: 'client-b-wordpress',
      description: 'WordPress du client B',
      language: 'PHP',
      isPrivate: true,
    },
  ],
};
