import { createPrivateKey, X509Certificate } from 'node:crypto';
import { NoxError } from '../../core/errors.ts';

/** What is stored of a cluster: where it is and how to be let in. Nothing of it is ever shown. */
export interface KubernetesConfiguration {
  /** The API server's URL; some proxies put it below a path. */
  readonly server: string;
  /** PEM. Absent: the public authorities vouch for the server. */
  readonly ca?: string | undefined;
  readonly token?: string | undefined;
  /** PEM, always both or neither. */
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
}

/** The credential as a person gives it, before anything is believed. PEM fields are base64. */
export interface GivenCredential {
  readonly server: string;
  readonly ca?: string | undefined;
  readonly token?: string | undefined;
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
}

/**
 * Checks a given credential and makes the configuration to keep. Errors: `bad_input` with a sentence that names the
 * field: text that is not base64, not PEM, a key that is locked or belongs to another certificate, a token that no
 * header can carry, or no way in at all.
 */
export function configurationOf(given: GivenCredential): KubernetesConfiguration {
  const token = given.token?.trim();
  if (token !== undefined && !/^[\x21-\x7e]{1,16384}$/.test(token)) throw bad('k8s.credential.bad_token');
  if (Boolean(given.cert) !== Boolean(given.key)) throw bad('k8s.credential.half_certificate');
  if (!token && !given.cert) throw bad('k8s.credential.none');
  const cert = given.cert ? certificates(given.cert, 'client-certificate-data') : undefined;
  const key = given.key && cert ? privateKey(given.key, cert) : undefined;
  return {
    server: given.server,
    ...(given.ca ? { ca: certificates(given.ca, 'certificate-authority-data') } : {}),
    ...(token ? { token } : {}),
    ...(cert && key ? { cert, key } : {}),
  };
}

/** The certificates in a base64 field, and nothing else that may stand around them. */
function certificates(base64: string, field: string): string {
  const blocks = decode(base64, field).match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g);
  if (!blocks || blocks.length > 100) throw bad('k8s.credential.bad_certificate', field);
  for (const block of blocks) readCertificate(block, field);
  return `${blocks.join('\n')}\n`;
}

function readCertificate(pem: string, field: string): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch {
    throw bad('k8s.credential.bad_certificate', field);
  }
}

function privateKey(base64: string, cert: string): string {
  const field = 'client-key-data';
  const pem = decode(base64, field);
  let matches: boolean;
  try {
    matches = readCertificate(cert, 'client-certificate-data').checkPrivateKey(createPrivateKey(pem));
  } catch {
    throw bad('k8s.credential.bad_key', field);
  }
  if (!matches) throw bad('k8s.credential.other_key', field);
  return pem;
}

function decode(base64: string, field: string): string {
  const compact = base64.replace(/\s+/g, '');
  if (compact.startsWith('-----BEGIN') || !/^[A-Za-z0-9+/]+={0,2}$/.test(compact) || compact.length % 4 !== 0)
    throw bad('k8s.credential.not_base64', field);
  return Buffer.from(compact, 'base64').toString('utf8');
}

function bad(sentence: string, field = ''): NoxError {
  return new NoxError('bad_input', { field }, { sentence });
}
