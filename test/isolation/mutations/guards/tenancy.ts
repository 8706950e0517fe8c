import { mutation } from '../mutation.ts';
import type { Mutation } from '../mutation.ts';
import { ciphertexts, requests } from '../noticing.ts';

/** Guards of a tenant's secrets and of the workspaces that are its own. */
export const ofTenancy: readonly Mutation[] = [
  mutation(
    'a sealed value opens in any place',
    [ciphertexts, 'opens in its own place'],
    ['src/tenancy/vault.ts', 'protectedHeader.place !== name(place)', 'protectedHeader.place === undefined'],
  ),
  mutation(
    'a place without its row',
    [ciphertexts, 'opens in its own place'],
    ['src/tenancy/vault.ts', '${place.table}/${place.column}/${place.row}', '${place.table}/${place.column}'],
  ),
  mutation(
    'a place without its column',
    [ciphertexts, 'opens in its own place'],
    ['src/tenancy/vault.ts', '${place.table}/${place.column}/${place.row}', '${place.table}/${place.row}'],
  ),
  mutation(
    'data keys are remembered without their tenant',
    [ciphertexts, 'opens in its own place'],
    ['src/tenancy/vault.ts', 'remember(keys, `${tenantId}/${version}`', 'remember(keys, `${version}`'],
  ),
  mutation(
    'a wrapped key opens for any purpose',
    [ciphertexts, 'put in another|wrapped for one purpose'],
    [
      'src/tenancy/master-key.ts',
      'protectedHeader.purpose !== purpose',
      'protectedHeader.purpose === undefined',
    ],
  ),
  mutation(
    'a workspace may be taken over',
    [requests, 'is not taken over'],
    [
      'src/tenancy/slack-installations.ts',
      "if (refusal === 'taken') throw new NoxError('conflict', {}, { sentence: 'slack.install.team_taken' });",
      '',
    ],
  ),
];
