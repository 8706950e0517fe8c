import { describe } from 'vitest';
import { at } from '../support/replay.ts';
import { play } from './play.ts';
import { event, object } from './real.ts';

/** Claims and volumes. */
describe('volumes', () => {
  const claim = (phase: string) =>
    object('PersistentVolumeClaim', 'data', {
      spec: {
        accessModes: ['ReadWriteOnce'],
        storageClassName: 'gp3',
        volumeMode: 'Filesystem',
        ...(phase === 'Pending' ? {} : { volumeName: 'pv-1' }),
      },
      status: { phase },
    });
  const about = claim('Pending');
  const failedAt = (seconds: number, message = 'failed to provision volume: rpc error') =>
    event(about, 'ProvisioningFailed', message, seconds);
  const waits = event(about, 'WaitForFirstConsumer', 'waiting for first consumer', -3000, {
    type: 'Normal',
    lastTimestamp: at(0),
  });
  const volume = (phase: string) =>
    object(
      'PersistentVolume',
      'pv-1',
      { spec: { claimRef: { namespace: 'shop', name: 'data' } }, status: { phase } },
      { namespace: '' },
    );
  const pendingTold = 'opened claim_pending/PersistentVolumeClaim/shop/data warning';
  play([
    {
      name: 'a claim for which no volume is made',
      steps: [
        { at: 0, put: [claim('Bound')] },
        { at: 60, put: [about, failedAt(60)] },
      ],
      until: 900,
      tells: [pendingTold],
      between: [360, 365],
    },
    {
      name: 'one whose failures each have words of their own',
      steps: [
        { at: 0, put: [claim('Bound')] },
        { at: 60, put: [about] },
        ...[60, 120, 240, 360, 600].map((seconds) => ({
          at: seconds,
          put: [failedAt(seconds, `RequestID: ${seconds}`)],
        })),
      ],
      until: 900,
      tells: [pendingTold],
      between: [360, 365],
    },
    {
      name: 'one that waits for its first pod: quiet; and one that had a first failure when that came: quiet',
      steps: [
        { at: 0, put: [about, waits] },
        { at: 1800, put: [failedAt(1800)] },
        { at: 1830, put: [claim('Bound')] },
      ],
      until: 3_600,
    },
    {
      name: 'a claim whose volume is lost',
      steps: [
        { at: 0, put: [claim('Bound')] },
        { at: 60, put: [claim('Lost')] },
      ],
      until: 900,
      tells: ['opened claim_lost/PersistentVolumeClaim/shop/data critical'],
      between: [360, 365],
    },
    {
      name: 'a volume that failed; one that is free or released is quiet',
      steps: [
        { at: 0, put: [volume('Available')] },
        { at: 60, put: [volume('Released')] },
        { at: 1200, put: [volume('Failed')] },
      ],
      until: 2_400,
      tells: ['opened volume_failed/PersistentVolume//pv-1 warning'],
      between: [1500, 1505],
    },
  ]);
});
