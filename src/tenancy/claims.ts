import { addClaim, removeClaim } from '../database/control/claims.ts';
import type { ControlDatabase } from '../database/control/database.ts';
import type { MasterKey } from './master-key.ts';

/**
 * What of the outside at most one tenant may hold at a time. The control database knows it by a keyed digest alone, so
 * that it does not tell which company's it is.
 */
export function createClaims(control: ControlDatabase, master: Pick<MasterKey, 'digest'>) {
  const indexOf = (type: string, thing: string) => master.digest(`${type} ${thing}`, 'claim');
  return {
    claim: (tenantId: number, type: string, thing: string): Promise<boolean> =>
      addClaim(control, indexOf(type, thing), tenantId),
    release: (tenantId: number, type: string, thing: string): Promise<void> =>
      removeClaim(control, indexOf(type, thing), tenantId),
  };
}
