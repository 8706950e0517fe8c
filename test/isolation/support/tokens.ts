import { decodeJwt } from 'jose';

/** The same token with another tenant's id written into it. */
export function swapTenant(token: string, tenantId: number): string {
  const claims = { ...decodeJwt(token), tenantId };
  return token
    .split('.')
    .with(1, Buffer.from(JSON.stringify(claims)).toString('base64url'))
    .join('.');
}
