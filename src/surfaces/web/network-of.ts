import ipaddr from 'ipaddr.js';

/**
 * What an address is counted under. Of IPv6 the first 64 bits, which are one customer's
 * (https://www.rfc-editor.org/rfc/rfc6177): the others can be changed at will. What is no address is counted as it is.
 */
export function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return address.slice(0, 60);
  const known = ipaddr.process(address);
  if (known.kind() === 'ipv4') return known.toString();
  return `${Buffer.from(known.toByteArray().slice(0, 8)).toString('hex')}/64`;
}
