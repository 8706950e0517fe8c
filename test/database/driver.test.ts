import { createConnection, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect, parseDatabaseUrl } from '../../src/database/server.ts';
import { startNox } from '../support/nox.ts';
import type { TestNox } from '../support/nox.ts';

/** What PostgreSQL's driver does when a connection is ended under it (`patches/` mends it). */
let nox: TestNox;
let pool: postgres.Sql;
let killer: postgres.Sql;

beforeAll(async () => {
  nox = await startNox();
  pool = connect(parseDatabaseUrl(nox.databaseUrl), { max: 1, idleSeconds: 60 });
  killer = postgres(nox.superuserUrl, { max: 1, onnotice: () => {} });
});
afterAll(async () => {
  await pool?.end({ timeout: 1 });
  await killer?.end();
  await nox?.close();
});

test('a transaction that goes on after its connection was ended fails, and neither the process nor the pool does', async () => {
  for (let round = 0; round < 5; round++) {
    let late: string | undefined;
    const ended = pool.begin(async (transaction) => {
      const [backend] = await transaction`select pg_backend_pid() as pid`;
      const gone = killer`select pg_terminate_backend(${backend?.['pid']}, 5000)`;
      await gone;
      // The driver has seen the end when the transaction as a whole is rejected.
      await ended.catch(() => {});
      late = await transaction`select 1`.then(
        () => 'answered',
        (error: { code?: string }) => error.code,
      );
    });
    await expect(ended).rejects.toMatchObject({ code: expect.stringMatching(/^(57P01|CONNECTION_CLOSED)$/) });
    await expect.poll(() => late).toBe('CONNECTION_CLOSED');
    expect((await pool`select ${round}::int as round`)[0]).toEqual({ round });
  }
});

test('a connection that is ended while it opens fails for who asked, and for nobody else', async () => {
  const address = parseDatabaseUrl(nox.databaseUrl);
  let isOver = false;
  const killing = (async () => {
    while (!isOver)
      await killer`select pg_terminate_backend(pid) from pg_stat_activity
        where usename = ${address.user} and datname = ${address.database} and pid <> pg_backend_pid()`;
  })();
  const outcomes = new Set<string>();
  for (let round = 0; round < 100; round++) {
    const short = connect(address, { max: 1, idleSeconds: 60 });
    const ended = await short`select 1`.then(
      () => 'answered',
      (error: { code?: string }) => String(error.code),
    );
    outcomes.add(ended);
    await short.end({ timeout: 0 });
  }
  isOver = true;
  await killing;
  // A rejection that nobody waits for would fail this file.
  for (const outcome of outcomes) expect(outcome).toMatch(/^(answered|57P01|CONNECTION_CLOSED|ECONNRESET)$/);
  expect([...outcomes].some((outcome) => outcome !== 'answered')).toBe(true);
});

test('who reserves the first connection of a pool gets it', async () => {
  const fresh = connect(parseDatabaseUrl(nox.databaseUrl), { max: 1, idleSeconds: 60 });
  const reserved = await fresh.reserve();
  expect(await reserved`select 1 as one`).toEqual([{ one: 1 }]);
  reserved.release();
  await fresh.end();
});

test('who reserves a connection while the server is away is told so, and the next one gets it', async () => {
  const address = parseDatabaseUrl(nox.databaseUrl);
  const sockets = new Set<Socket>();
  const door = createServer((socket) => {
    const behind = createConnection(address.port, address.host);
    for (const each of [socket, behind]) sockets.add(each.on('error', () => {}));
    socket.pipe(behind).pipe(socket);
  });
  const opened = (port: number) => new Promise<void>((done) => door.listen(port, '127.0.0.1', done));
  const closed = () => new Promise((done) => door.close(done));
  await opened(0);
  const { port } = door.address() as AddressInfo;
  await closed();
  const through = connect({ ...address, host: '127.0.0.1', port }, { max: 1, idleSeconds: 60 });
  for (let round = 0; round < 3; round++) {
    // The second waits behind the first, for the connection that closes.
    const asked = await Promise.allSettled([through.reserve(), through.reserve()]);
    expect(asked.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  }
  await opened(port);
  for (let round = 0; round < 3; round++) {
    const [first, second] = [through.reserve(), through.reserve()];
    const one = await first;
    expect(await one`select 1 as round`).toMatchObject([{ round: 1 }]);
    one.release();
    (await second).release();
  }
  expect(await through`select 2 as round`).toMatchObject([{ round: 2 }]);
  await through.end({ timeout: 1 });
  for (const socket of sockets) socket.destroy();
  await closed();
});
