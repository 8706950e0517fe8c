import { createTransport } from 'nodemailer';
import type { Delivery, Letter, Mailer } from '../core/mail.ts';
import { oneLine, renderLetter } from './render.ts';

/** The operator's mail server, and as whom it is used. */
export interface SmtpAccess {
  /** `smtps://user:password@host:465`, or `smtp://host:25`. */
  readonly url: string;
  readonly from: { readonly name: string; readonly address: string };
}

/** The logger, as far as mail needs it: codes, never addresses or words. */
export interface MailLog {
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
}

/** How long a mail server may take for a mail before people are told. */
const patienceMs = 5_000;

/**
 * Sends mail over SMTP. The server is the operator's own, named in the environment and by no tenant: it needs no egress
 * guard and may well be a private address. A password goes over TLS alone, unless the URL says `?ignoreTLS=true`
 * (https://nodemailer.com/smtp). Headers are made of structured addresses and one-line texts, so that nothing that
 * people write becomes a header or a further recipient.
 */
export function createSmtpMailer({ url, from }: SmtpAccess, log: MailLog, waitMs = patienceMs): Mailer {
  const { protocol, password, searchParams } = new URL(url);
  const transport = createTransport({
    url,
    requireTLS: protocol === 'smtp:' && password !== '' && searchParams.get('ignoreTLS') !== 'true',
    connectionTimeout: waitMs,
    greetingTimeout: waitMs,
    socketTimeout: waitMs,
    dnsTimeout: waitMs,
    socketCloseTimeout: 0,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const onItsWay = new Set<Promise<unknown>>();

  async function send(letter: Letter): Promise<Delivery> {
    const { text, html } = await renderLetter(letter);
    try {
      await transport.sendMail({
        from: { ...from },
        to: { name: '', address: oneLine(letter.to) },
        subject: oneLine(letter.subject),
        text,
        html,
        // https://www.rfc-editor.org/rfc/rfc3834: nobody's absence answers it.
        headers: { 'auto-submitted': 'auto-generated', 'x-auto-response-suppress': 'All' },
        signal: AbortSignal.timeout(waitMs),
      });
      return 'sent';
    } catch (error) {
      const { code, command, responseCode } = error as SmtpError;
      log.warn({ code, command, responseCode }, 'a mail was not sent');
      return whatBecameOf(error as SmtpError);
    }
  }

  function follow<T>(work: Promise<T>): Promise<T> {
    const followed = work.finally(() => onItsWay.delete(followed));
    onItsWay.add(followed);
    return followed;
  }

  return {
    send: (letter) => follow(send(letter)),
    sendBehind(write) {
      const work = async () => {
        for (const letter of await write()) await send(letter);
      };
      void follow(work()).catch((error: unknown) => log.warn({ err: error }, 'a mail was not written'));
    },
    async settled() {
      while (onItsWay.size > 0) await Promise.allSettled(onItsWay);
    },
  };
}

/** As nodemailer attaches it: its own code, the SMTP command, the server's reply code (RFC 5321, section 4.2). */
interface SmtpError {
  readonly code?: string;
  readonly command?: string;
  readonly responseCode?: number;
}

function whatBecameOf({ code, command, responseCode }: SmtpError): Delivery {
  if (code === 'EABORT' || code === 'ETIMEDOUT') return 'slow';
  if (responseCode !== undefined && responseCode < 500) return 'later';
  if (code === 'EENVELOPE' && (command === 'RCPT TO' || responseCode === undefined)) return 'bad_address';
  return responseCode === undefined && code !== 'EAUTH' && code !== 'ENOAUTH' ? 'unreachable' : 'refused';
}
