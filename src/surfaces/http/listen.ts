import type { Server } from 'node:http';

/** Listens on a port (0: a free one). Rejects where it is taken. */
export function listen(server: Server, port: number): Promise<Server> {
  return new Promise((done, failed) => {
    server.once('error', failed);
    server.listen(port, () => done(server));
  });
}
