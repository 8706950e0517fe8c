import { describe } from 'vitest';
import { makeCertificate } from '../../../demo/kubernetes/certificate.ts';
import { start } from '../support/replay.ts';
import { min, play } from './play.ts';
import { object } from './real.ts';
import type { More } from './real.ts';

/** Certificates: told by their end, and by their life where something renews them. */
const hours = (many: number) => new Date(start.getTime() + many * 3_600_000);
const days = (many: number) => hours(many * 24);
const pemOf = (from: Date, until: Date, issuer?: string) =>
  makeCertificate('shop.example', { from, until }, issuer);
const secret = (pem: string, annotations: More = {}, name = 'shop-tls') =>
  object(
    'Secret',
    name,
    { type: 'kubernetes.io/tls', data: { 'tls.crt': Buffer.from(pem).toString('base64'), 'tls.key': '' } },
    { annotations },
  );
const renewed = { 'cert-manager.io/certificate-name': 'shop', 'cert-manager.io/issuer-name': 'ca' };
const yearly = (left: number) => pemOf(days(left - 365), days(left));
const key = 'certificate_expiring/Certificate/shop/shop-tls';
const found = (put: ReturnType<typeof secret>) => [{ at: 0 }, { at: 60, put: [put] }];

describe('certificates', () => {
  play([
    {
      name: 'twenty-nine days, two days, and none',
      steps: [
        { at: 0, put: [secret(yearly(200))] },
        { at: 60, put: [secret(yearly(29))] },
        { at: 120, put: [secret(yearly(2))] },
        { at: 180, put: [secret(yearly(-400))] },
        { at: 240, put: [secret(yearly(365))] },
      ],
      until: 600,
      tells: [
        `opened ${key} warning`,
        `escalated ${key} high`,
        `escalated ${key} critical`,
        `resolved ${key} critical`,
      ],
    },
    { name: 'thirty-one days: quiet', steps: found(secret(yearly(31))), until: 7_200 },
    {
      name: 'renewed in the hour in which it is due: quiet',
      steps: [
        { at: 0, put: [secret(pemOf(days(-60), hours(30 * 24 + 0.1)), renewed)] },
        { at: min(20), put: [secret(pemOf(days(0), days(90)), renewed)] },
      ],
      until: 7_200,
    },
    {
      name: 'of a day, kept fresh: quiet while more than a third is left',
      steps: found(secret(pemOf(hours(-13), hours(11)), renewed)),
      until: 7_200,
    },
    {
      name: 'of a day, not kept fresh any more: told when a third is left, worse near its end',
      steps: found(secret(pemOf(hours(-17), hours(7)), renewed)),
      until: 24_000,
      tells: [`opened ${key} warning`, `escalated ${key} high`],
      between: [60, 65],
    },
    {
      name: 'of an hour: told before it has ended',
      steps: found(secret(pemOf(hours(-0.5), hours(0.5)), renewed)),
      until: min(29),
      tells: [`opened ${key} warning`, `escalated ${key} high`],
    },
    {
      name: 'of six days, signed by an authority: quiet; of two days, signed by itself: somebody must see to it',
      steps: [
        { at: 0 },
        { at: 60, put: [secret(pemOf(days(-1), days(5), 'Authority'), {}, 'short-tls')] },
        { at: 60, put: [secret(pemOf(days(0), days(2)))] },
      ],
      until: 7_200,
      tells: [`opened ${key} high`],
    },
    {
      name: 'the first of a chain counts; what is no certificate is quiet',
      steps: [
        { at: 0 },
        {
          at: 60,
          put: [
            secret(yearly(200) + yearly(-10)),
            secret('-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n', {}, 'broken'),
            secret('', {}, 'empty'),
            object('Secret', 'none', { type: 'kubernetes.io/tls', data: null }),
          ],
        },
      ],
      until: 7_200,
    },
  ]);
});
