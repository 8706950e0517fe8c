import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { simpleParser } from 'mailparser';
import type { ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** A mail as the server took it over: from its envelope, its raw text, and read. */
export interface ReceivedMail {
  readonly to: readonly string[];
  readonly raw: string;
  readonly parsed: ParsedMail;
}

/** A mail server of somebody else's making, which keeps what it is given. */
export interface MailServer {
  readonly url: string;
  readonly received: readonly ReceivedMail[];
  /** Sign-ins that were tried, and whether the connection was encrypted then. */
  readonly signIns: readonly { readonly user: string; readonly secure: boolean }[];
  /** Answers a recipient with this SMTP reply; `undefined` takes everybody again. */
  refuse(reply: { readonly code: number; readonly text: string } | undefined): void;
  /** Keeps every recipient waiting for an answer until `go` is called. */
  hold(): { go(): void };
  /** The latest mail, which came since the last call. */
  latest(): ReceivedMail;
  close(): Promise<void>;
}

export async function startMailServer(options: { readonly password?: string } = {}): Promise<MailServer> {
  const received: ReceivedMail[] = [];
  const signIns: { user: string; secure: boolean }[] = [];
  let refusal: { readonly code: number; readonly text: string } | undefined;
  let held: Promise<void> | undefined;
  let seen = 0;
  const server = new SMTPServer({
    disabledCommands: options.password ? [] : ['AUTH', 'STARTTLS'],
    allowInsecureAuth: true,
    authOptional: !options.password,
    onAuth({ username, password }, session, done) {
      signIns.push({ user: username ?? '', secure: session.secure });
      if (password === options.password) return done(null, { user: username });
      done(new Error('535 wrong password'));
    },
    async onRcptTo(_address, _session, done) {
      await held;
      if (!refusal) return done();
      done(Object.assign(new Error(refusal.text), { responseCode: refusal.code }));
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const raw = Buffer.concat(chunks).toString();
        const to = session.envelope.rcptTo.map(({ address }) => address);
        void simpleParser(raw, { skipTextToHtml: true }).then((parsed) => {
          received.push({ to, raw, parsed });
          done();
        }, done);
      });
    },
  });
  const user = options.password ? `nox:${options.password}@` : '';
  const { port } = await new Promise<AddressInfo>((listening) => {
    const { server: socket } = server;
    server.listen(0, '127.0.0.1', () => listening(socket.address() as AddressInfo));
  });
  return {
    url: `smtp://${user}127.0.0.1:${port}`,
    received,
    signIns,
    refuse: (reply) => void (refusal = reply),
    hold() {
      const { promise, resolve } = Promise.withResolvers<void>();
      held = promise;
      return { go: resolve };
    },
    latest() {
      const fresh = received.slice(seen);
      seen = received.length;
      const mail = fresh.at(-1);
      if (!mail) throw new Error('no mail came');
      return mail;
    },
    close: () => new Promise((closed) => server.close(() => closed())),
  };
}

/** A server that takes connections and never says a word. */
export async function startSilentServer(): Promise<{ readonly url: string; close(): Promise<void> }> {
  const sockets = new Set<{ destroy(): void }>();
  const server = createServer((socket) => void sockets.add(socket));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    close: () =>
      new Promise((closed) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => closed());
      }),
  };
}
