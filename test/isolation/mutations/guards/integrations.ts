import { mutation } from '../mutation.ts';
import type { Mutation } from '../mutation.ts';
import { doors, egress, malformed } from '../noticing.ts';

const guard = 'src/integrations/egress.ts';

/** Guards of what goes out, and of what is given to reach it. */
export const ofIntegrations: readonly Mutation[] = [
  mutation(
    'an address in a URL goes unchecked',
    [egress, 'refuses private, written'],
    [guard, "if (literal && !addressAllowed(host)) throw new NoxError('egress_refused', { host });", ''],
  ),
  mutation(
    'an address that was resolved goes unchecked',
    [egress, 'resolves to private|re-pointed'],
    [guard, 'found.filter((entry) => addressAllowed(entry.address))', 'found'],
  ),
  mutation(
    'IPv4 inside IPv6 counts as public',
    [egress, 'compatible with IPv4'],
    [
      guard,
      "parsed.range() === 'unicast' && isGlobal(parsed as ipaddr.IPv6)",
      "parsed.range() === 'unicast'",
    ],
  ),
  mutation(
    'carriers’ addresses count as public',
    [egress, 'shared by carriers'],
    [
      guard,
      "return parsed.range() === 'unicast';",
      "return ['unicast', 'carrierGradeNat'].includes(parsed.range());",
    ],
  ),
  mutation(
    'redirects are followed',
    [egress, 'does not follow redirects'],
    [guard, "redirect: 'manual'", "redirect: 'follow'"],
  ),
  mutation(
    'a connection goes to other origins too',
    [egress, 'no other origin'],
    [
      guard,
      "if (target.origin !== home.origin) throw new NoxError('egress_refused', { host: target.hostname });",
      '',
    ],
  ),
  mutation(
    'user info in a URL is taken',
    [egress, 'with user info'],
    [guard, 'if (parsed.username || parsed.password)', 'if (parsed.username === undefined)'],
  ),
  mutation(
    'plain http goes anywhere',
    [egress, 'with user info'],
    [guard, "!(parsed.protocol === 'http:' && allowed)", "parsed.protocol !== 'http:'"],
  ),
  mutation(
    'a kubeconfig may name a program',
    [doors, 'refuses exec by name'],
    ['src/integrations/kubernetes/doors.ts', "user: ['token',", "user: ['exec', 'token',"],
  ),
  mutation(
    'a kubeconfig may hold several documents',
    [malformed, 'several documents'],
    [
      'src/integrations/kubernetes/kubeconfig.ts',
      "if (second) throw malformed('k8s.kubeconfig.several_documents');",
      'if (second === null) return second;',
    ],
  ),
  mutation(
    'tokens of GitHub installations are kept without their tenant',
    ['test/integrations/github/installation-tokens.test.ts', 'is one tenant’s alone'],
    [
      'src/integrations/github/app/installation-tokens.ts',
      'const key = `${tenantId} ${apiUrl} ',
      'const key = `${apiUrl} ',
    ],
  ),
  mutation(
    'whoever sees a GitHub installation may connect it',
    ['test/web/github-app.test.ts', 'who sees an installation'],
    ['src/integrations/github/app/administered.ts', 'return isTheirs ? [', 'return isTheirs || login ? ['],
  ),
];
