import { App } from '@slack/bolt';
import express from 'express';

/** What an application registered, as it did it: routes of every router, and listeners of the Slack framework. */
export interface Registered {
  /** `GET /api/integrations/:id`, sorted. */
  routes(): readonly string[];
  /** `event app_mention`, `action /^nox/`, sorted. */
  listeners(): readonly string[];
  stop(): void;
}

interface Route {
  readonly path: string;
  readonly methods: Readonly<Record<string, boolean>>;
}
type Method = (this: object, ...given: unknown[]) => unknown;
const listening = [
  'event',
  'message',
  'command',
  'action',
  'view',
  'shortcut',
  'options',
  'function',
  'assistant',
];

/** Listens in on registering; call it before the application is started. */
export function recordRegistered(): Registered {
  const routes: { readonly router: object; readonly route: Route }[] = [];
  const mounts: { readonly parent: object; readonly path: string; readonly child: object }[] = [];
  const listeners = new Set<string>();
  const undo: (() => void)[] = [];

  const router = express.Router.prototype as unknown as Record<string, Method>;
  replace(
    router,
    'route',
    (original) =>
      function (...given) {
        const route = original.apply(this, given) as Route;
        routes.push({ router: this, route });
        return route;
      },
  );
  replace(
    router,
    'use',
    (original) =>
      function (...given) {
        const path = typeof given[0] === 'string' ? given[0] : '';
        for (const child of given.flat(3))
          if (typeof child === 'function') mounts.push({ parent: this, path, child });
        return original.apply(this, given);
      },
  );
  for (const kind of listening) {
    const bolt = App.prototype as unknown as Record<string, Method>;
    if (!bolt[kind]) continue;
    replace(
      bolt,
      kind,
      (original) =>
        function (...given) {
          const what = given[0] as { type?: string } | string | RegExp;
          const plain = typeof what === 'object' && !(what instanceof RegExp) ? what.type : String(what);
          listeners.add(`${kind} ${plain}`);
          return original.apply(this, given);
        },
    );
  }

  function replace(owner: Record<string, Method>, name: string, make: (original: Method) => Method): void {
    const original = owner[name];
    if (!original) throw new Error(`${name} is no longer there to listen in on`);
    owner[name] = make(original);
    undo.push(() => void (owner[name] = original));
  }

  /** Every path by which a router is reached; one that is called by hand, not mounted, counts as standing at the top. */
  function pathsOf(target: object): string[] {
    const parents = mounts.filter((mount) => mount.child === target);
    if (parents.length === 0) return [''];
    return parents.flatMap((mount) => pathsOf(mount.parent).map((before) => before + mount.path));
  }

  return {
    routes() {
      if (routes.length === 0) throw new Error('the application registered no route');
      const all = routes.flatMap(({ router: owner, route }) =>
        pathsOf(owner).flatMap((before) =>
          Object.keys(route.methods).map(
            (method) => `${method.toUpperCase()} ${`${before}${route.path}`.replace(/\/+/g, '/')}`,
          ),
        ),
      );
      return [...new Set(all)].sort();
    },
    listeners: () => [...listeners].sort(),
    stop: () => undo.forEach((each) => each()),
  };
}
