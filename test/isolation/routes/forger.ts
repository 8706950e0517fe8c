import { expect } from 'vitest';
import { swapTenant } from '../support/tokens.ts';
import type { Inhabitant, World } from '../support/world.ts';

/** One tenant's person, who has another tenant's ids at hand. */
export interface Forger {
  readonly world: World;
  readonly mine: Inhabitant;
  readonly theirs: Inhabitant;
  /** Where a link leads that the other tenant's own person was given in Slack. */
  readonly linkPath: string;
  /** My session, with the other tenant's id written into it. */
  readonly forged: Inhabitant;
  /** A page by a browser that carries a session, from one of our own pages unless said otherwise. */
  visit(
    by: Inhabitant | undefined,
    method: string,
    path: string,
    fields?: Readonly<Record<string, string>>,
    site?: string,
  ): Promise<Response>;
  /** A page of the signed-in person's own space, whatever other space is named or forged. */
  ownPage(path: string): Promise<void>;
  /** Another site's form does not act with the session that the browser carries. */
  onlyFromOwnPages(path: string): Promise<void>;
}

/** Tries one route with another tenant's ids. */
export type Case = (forger: Forger) => Promise<void>;
/** By route: `GET /api/integrations/:id`. */
export type Cases = Readonly<Record<string, Case>>;

/** The first of two tenants, once the second has an integration more than the first, and a link of its own. */
export async function createForger(world: World): Promise<Forger> {
  const [mine, theirs] = world.inhabitants as [Inhabitant, Inhabitant];
  // Ids are counted in each tenant: the fifth is there in one of the two alone.
  const fifth = { name: 'beta-fifth', kubeconfig: theirs.cluster.kubeconfig() };
  expect((await world.call(theirs, 'POST', '/api/integrations/k8s', fifth)).body).toMatchObject({ id: 5 });
  const person = theirs.people[1];
  const place = { userId: person?.id ?? '', channelId: person?.channelId ?? '' };
  const linkPath = /\/slack\/link\/[\w.-]+/.exec((await world.slack.slash(place, 'link')).body)?.[0] ?? '';
  expect(linkPath).not.toBe('');
  const forged = { ...mine, token: swapTenant(mine.token, theirs.tenantId) };

  const visit: Forger['visit'] = async (by, method, path, fields = {}, site = 'same-origin') => {
    const response = await fetch(`${world.nox.app.url}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(by ? { cookie: `__Host-nox=${by.token}` } : {}),
        ...(method === 'GET'
          ? {}
          : { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': site }),
      },
      ...(method === 'GET' ? {} : { body: new URLSearchParams(fields) }),
    });
    const page = await response.clone().text();
    const [head] = /<header[\s\S]*?<\/header>/.exec(page) ?? [''];
    world.watch.look(by?.key, 'page', head);
    // Who holds a link is shown who asks: below its head that page is for its holder.
    const holder = path === linkPath ? theirs : by;
    world.watch.look(holder?.key, 'page', page.replace(head, ''));
    return response;
  };

  return {
    world,
    mine,
    theirs,
    linkPath,
    forged,
    visit,
    async ownPage(path) {
      expect((await visit(mine, 'GET', `${path}?tenantId=${theirs.tenantId}`)).status).toBe(200);
      expect((await visit(undefined, 'GET', path)).status).toBe(401);
      expect((await visit(forged, 'GET', path)).status).toBe(401);
    },
    async onlyFromOwnPages(path) {
      expect((await visit(undefined, 'POST', path)).status).not.toBe(500);
      const page = await visit(theirs, 'POST', path, {}, 'cross-site');
      expect([page.status, page.headers.get('set-cookie')]).toEqual([403, null]);
    },
  };
}
