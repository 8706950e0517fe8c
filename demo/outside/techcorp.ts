import type { SlackPlatform } from '../slack/platform.ts';

/** TechCorp's ids in Slack: an Enterprise Grid organisation of two workspaces, and a partner that shares a channel. */
export const techcorp = {
  enterpriseId: 'E0TECHCORP',
  product: 'T0PRODUIT',
  infra: 'T0INFRA',
  partner: 'T0ACME',
  ada: 'U0ADA',
  karim: 'U0KARIM',
  paul: 'U0PAUL',
  nina: 'U0NINA',
  victor: 'U0VICTOR',
  general: 'C0TGENERAL',
  payments: 'C0PAIEMENTS',
  ops: 'C0OPS',
  partners: 'C0PARTENAIRES',
} as const;

/** Puts TechCorp and its partner into Slack. */
export function addTechcorp(slack: SlackPlatform): void {
  const { enterpriseId, product, infra, partner, ada, karim, paul, nina, victor } = techcorp;
  slack.addEnterprise({ id: enterpriseId, name: 'TechCorp', domain: 'techcorp' });
  slack.addWorkspace({ id: product, name: 'TechCorp Produit', domain: 'techcorp-produit', enterpriseId });
  slack.addWorkspace({ id: infra, name: 'TechCorp Infra', domain: 'techcorp-infra', enterpriseId });
  slack.addWorkspace({ id: partner, name: 'Acme Conseil', domain: 'acme-conseil' });
  const member = (id: string, name: string, realName: string, more: object) =>
    slack.addPerson({
      id,
      teamId: product,
      name,
      realName,
      locale: 'fr-FR',
      tz: 'Europe/Paris',
      email: `${name}@techcorp.example`,
      ...more,
    });
  member(ada, 'ada', 'Ada Moreau', { alsoIn: [infra], isAdmin: true });
  member(karim, 'karim', 'Karim Benali', { alsoIn: [infra] });
  member(paul, 'paul', 'Paul Mercier', { alsoIn: [infra] });
  member(nina, 'nina', 'Nina Costa', { isRestricted: true, locale: 'en-GB', tz: 'Europe/London' });
  member(victor, 'victor', 'Victor Lemoine', { teamId: partner, email: 'victor@acme.example' });
  slack.addChannel({
    id: techcorp.general,
    teamId: product,
    name: 'general',
    members: [ada, karim, paul, nina],
  });
  slack.addChannel({
    id: techcorp.payments,
    teamId: product,
    name: 'paiements',
    members: [ada, karim, paul],
  });
  slack.addChannel({ id: techcorp.ops, teamId: infra, name: 'ops', members: [ada, karim, paul] });
  slack.addChannel({
    id: techcorp.partners,
    teamId: product,
    name: 'partenaires',
    members: [ada, paul, victor],
    sharedWith: [partner],
  });
}
