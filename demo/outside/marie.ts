import type { SlackPlatform } from '../slack/platform.ts';

/** The ids of Marie's world in Slack: her own workspace, and her client's, where she is another user. */
export const marie = {
  perso: 'T0PERSO',
  clientA: 'T0CLIENTA',
  atHome: 'U0MARIE',
  atClientA: 'U0MARIEA',
  julie: 'U0JULIE',
  lucas: 'U0LUCAS',
  general: 'C0MGENERAL',
  alerts: 'C0ALERTES',
  project: 'C0PROJET',
} as const;

/** Puts Marie, her workspace and her client's into Slack. */
export function addMarie(slack: SlackPlatform): void {
  const { perso, clientA, atHome, atClientA, julie, lucas } = marie;
  slack.addWorkspace({ id: perso, name: 'Marie perso', domain: 'perso' });
  slack.addWorkspace({ id: clientA, name: 'Client A', domain: 'client-a' });
  const person = (id: string, teamId: string, name: string, realName: string, isAdmin = false) =>
    slack.addPerson({
      id,
      teamId,
      name,
      realName,
      locale: 'fr-FR',
      tz: 'Europe/Paris',
      email: `${name}@example.test`,
      isAdmin,
    });
  person(atHome, perso, 'marie', 'Marie Dubois', true);
  person(atClientA, clientA, 'marie', 'Marie Dubois');
  person(julie, clientA, 'julie', 'Julie Petit');
  person(lucas, clientA, 'lucas', 'Lucas Roux', true);
  slack.addChannel({ id: marie.general, teamId: perso, name: 'general', members: [atHome] });
  slack.addChannel({ id: marie.alerts, teamId: perso, name: 'alertes', members: [atHome] });
  slack.addChannel({
    id: marie.project,
    teamId: clientA,
    name: 'projet',
    members: [atClientA, julie, lucas],
  });
}
