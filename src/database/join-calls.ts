/**
 * Joins calls: while one is under way those that come wait, and go together in the next. A call alone goes at once.
 * Where `send` refuses several together each is sent by itself, so that one that cannot be done takes no other along.
 * @param send does them all, in their order, or none; returns one result for each
 * @param isRefusal whether an error says for certain that none was done; after any other error nothing is sent again
 * @param most so many go together
 */
export function joinCalls<In, Out>(
  send: (all: readonly In[]) => Promise<readonly Out[]>,
  isRefusal: (error: unknown) => boolean,
  most = 100,
): (one: In) => Promise<Out> {
  interface Waiting {
    readonly one: In;
    readonly done: (result: Out) => void;
    readonly failed: (error: unknown) => void;
  }
  const waiting: Waiting[] = [];
  let busy = false;

  async function deliver(all: readonly Waiting[]): Promise<void> {
    try {
      const results = await send(all.map(({ one }) => one));
      for (const [i, { done }] of all.entries()) done(results[i] as Out);
    } catch (error) {
      if (all.length > 1 && isRefusal(error)) {
        for (const each of all) await deliver([each]);
        return;
      }
      for (const { failed } of all) failed(error);
    }
  }

  async function work(): Promise<void> {
    busy = true;
    while (waiting.length > 0) await deliver(waiting.splice(0, most));
    busy = false;
  }

  return (one) =>
    new Promise((done, failed) => {
      waiting.push({ one, done, failed });
      if (!busy) void work();
    });
}
