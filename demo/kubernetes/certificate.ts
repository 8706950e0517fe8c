import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import * as der from './der.ts';

export interface ServerCertificate {
  authorityPem: string;
  certificatePem: string;
  keyPem: string;
}

interface CertificateRequest {
  serial: number;
  issuer: string;
  subject: string;
  publicKey: KeyObject;
  signingKey: KeyObject;
  extensions: Buffer[];
  valid?: Validity;
}

/** Since when and until when a certificate counts. */
export interface Validity {
  from: Date;
  until: Date;
}

const day = 24 * 60 * 60 * 1000;
const oid = {
  commonName: '2.5.4.3',
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
  subjectKeyIdentifier: '2.5.29.14',
  keyUsage: '2.5.29.15',
  subjectAlternativeName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  authorityKeyIdentifier: '2.5.29.35',
  extendedKeyUsage: '2.5.29.37',
  serverAuth: '1.3.6.1.5.5.7.3.1',
};

/**
 * Makes a small authority and, signed by it, a server certificate for 127.0.0.1 and localhost.
 * Takes the cluster's name; gives PEM texts of the authority, the certificate and its key.
 */
export function makeServerCertificate(clusterName: string): ServerCertificate {
  const authorityName = `kubernetes-${clusterName.replace(/[^A-Za-z0-9-]/g, '-')}`;
  const authority = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const server = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const authorityId = keyIdentifier(authority.publicKey);
  const authorityCertificate = issue({
    serial: 1,
    issuer: authorityName,
    subject: authorityName,
    publicKey: authority.publicKey,
    signingKey: authority.privateKey,
    extensions: [
      extension(oid.basicConstraints, true, der.sequence(der.boolean(true), der.integer(0))),
      extension(oid.keyUsage, true, der.bitString(Buffer.from([0x06]), 1)), // keyCertSign, cRLSign
      extension(oid.subjectKeyIdentifier, false, der.octetString(authorityId)),
    ],
  });
  const serverCertificate = issue({
    serial: 2,
    issuer: authorityName,
    subject: 'kube-apiserver',
    publicKey: server.publicKey,
    signingKey: authority.privateKey,
    extensions: [
      extension(oid.basicConstraints, true, der.sequence()),
      extension(oid.keyUsage, true, der.bitString(Buffer.from([0x80]), 7)), // digitalSignature
      extension(oid.extendedKeyUsage, false, der.sequence(der.objectIdentifier(oid.serverAuth))),
      extension(oid.authorityKeyIdentifier, false, der.sequence(der.contextual(0, authorityId))),
      extension(
        oid.subjectAlternativeName,
        false,
        der.sequence(
          der.contextual(7, Buffer.from([127, 0, 0, 1])),
          der.contextual(2, Buffer.from('localhost')),
          der.contextual(2, Buffer.from('kubernetes.default.svc')),
        ),
      ),
    ],
  });
  return {
    authorityPem: pem(authorityCertificate),
    certificatePem: pem(serverCertificate),
    keyPem: server.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

/** A certificate for a name, valid as told: signed by itself, or by an authority of another name. Gives it as PEM. */
export function makeCertificate(subject: string, valid: Validity, issuer = subject): string {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return pem(issue({ serial: 3, issuer, subject, publicKey, signingKey: privateKey, extensions: [], valid }));
}

function issue(request: CertificateRequest): Buffer {
  const { from, until } = request.valid ?? {
    from: new Date(Date.now() - day),
    until: new Date(Date.now() + 365 * day),
  };
  const algorithm = der.sequence(der.objectIdentifier(oid.ecdsaWithSha256));
  const toSign = der.sequence(
    der.explicit(0, der.integer(2)), // version 3
    der.integer(request.serial),
    algorithm,
    name(request.issuer),
    der.sequence(der.utcTime(from), der.utcTime(until)),
    name(request.subject),
    request.publicKey.export({ type: 'spki', format: 'der' }),
    ...(request.extensions.length > 0 ? [der.explicit(3, der.sequence(...request.extensions))] : []),
  );
  return der.sequence(toSign, algorithm, der.bitString(sign('sha256', toSign, request.signingKey)));
}

function name(commonName: string): Buffer {
  return der.sequence(
    der.set(der.sequence(der.objectIdentifier(oid.commonName), der.utf8String(commonName))),
  );
}

function extension(id: string, critical: boolean, value: Buffer): Buffer {
  const flag = critical ? [der.boolean(true)] : [];
  return der.sequence(der.objectIdentifier(id), ...flag, der.octetString(value));
}

function keyIdentifier(key: KeyObject): Buffer {
  return createHash('sha1')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest();
}

function pem(certificate: Buffer): string {
  const lines = certificate.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
