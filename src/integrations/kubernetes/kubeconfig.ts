import { isScalar, parseAllDocuments, visit } from 'yaml';
import type { YAMLMap } from 'yaml';
import { z } from 'zod';
import { isNoxError, NoxError } from '../../core/errors.ts';
import type { GivenCredential } from './configuration.ts';
import { refuseDoors, refuseReservedKeys } from './doors.ts';

const maxBytes = 256 * 1024;
const maxAliases = 20;

const fields = z.record(z.string(), z.unknown());
const named = z.array(z.looseObject({ name: z.string() })).max(1_000);
const file = z.object({
  clusters: named,
  users: named,
  contexts: named,
  'current-context': z.string().nullish(),
});
type Entry = { readonly name: string } & Readonly<Record<string, unknown>>;

const text = z.string().min(1);
const contextFields = z.object({ cluster: text, user: text });
const clusterFields = z.object({ server: text, 'certificate-authority-data': text.nullish() });
const userFields = z.object({
  token: text.nullish(),
  'client-certificate-data': text.nullish(),
  'client-key-data': text.nullish(),
});

/**
 * Reads a kubeconfig as data: nothing is run, opened or fetched that it names. Only the current context counts, and of
 * it only the server, its authority, and a token or a client certificate.
 * Errors: `kubeconfig_refused` for any other way in, `too_large`, `bad_input` with a sentence for what is malformed.
 */
export function readKubeconfig(source: string): GivenCredential {
  if (Buffer.byteLength(source) > maxBytes) throw new NoxError('too_large', { limit: 256 });
  const content = parseYaml(source);
  refuseReservedKeys(content);
  const top = fields.safeParse(content);
  if (!top.success) throw malformed('k8s.kubeconfig.not_kubeconfig');
  refuseDoors('file', top.data);
  const parsed = file.safeParse(top.data);
  if (!parsed.success) throw malformed('k8s.kubeconfig.not_kubeconfig');
  const { clusters, users, contexts } = parsed.data;
  const context = part(pickContext(contexts, parsed.data['current-context']), 'context', contextFields);
  const cluster = part(entry(clusters, context.cluster), 'cluster', clusterFields);
  const user = part(entry(users, context.user), 'user', userFields);
  return {
    server: cluster.server,
    ca: cluster['certificate-authority-data'] ?? undefined,
    token: user.token ?? undefined,
    cert: user['client-certificate-data'] ?? undefined,
    key: user['client-key-data'] ?? undefined,
  };
}

function parseYaml(source: string): unknown {
  if (isTooNested(source)) throw malformed('k8s.kubeconfig.not_yaml');
  try {
    // Keys are compared below: the library's own comparison takes seconds for a file of many keys.
    const options = { schema: 'core', merge: false, uniqueKeys: false, logLevel: 'silent' } as const;
    const [document, second] = [...parseAllDocuments(source, options)];
    if (second) throw malformed('k8s.kubeconfig.several_documents');
    // A warning is a tag that the core schema does not know: `!!js/function` and its kin.
    if (!document || document.errors.length > 0 || document.warnings.length > 0)
      throw malformed('k8s.kubeconfig.not_yaml');
    visit(document, { Map: (_key, map) => refuseRepeatedKeys(map) });
    return document.toJS({ maxAliasCount: maxAliases });
  } catch (error) {
    throw isNoxError(error) ? error : malformed('k8s.kubeconfig.not_yaml');
  }
}

function refuseRepeatedKeys(map: YAMLMap): void {
  const seen = new Set<unknown>();
  for (const { key } of map.items) {
    const name = isScalar(key) ? String(key.value) : key;
    if (seen.has(name)) throw malformed('k8s.kubeconfig.not_yaml');
    seen.add(name);
  }
}

/** Brackets within brackets without end, which cost a parser dearly. */
function isTooNested(source: string): boolean {
  let depth = 0;
  for (const character of source) {
    if (character === '[' || character === '{') depth++;
    else if (character === ']' || character === '}') depth--;
    if (depth > 50) return true;
  }
  return false;
}

function pickContext(contexts: readonly Entry[], current: string | null | undefined): Entry {
  if (current) return entry(contexts, current);
  const [only] = contexts;
  if (only && contexts.length === 1) return only;
  throw malformed('k8s.kubeconfig.no_current_context');
}

/** The one entry of that name; two of one name would leave it to chance which is used. */
function entry(entries: readonly Entry[], name: string): Entry {
  const found = entries.filter((each) => each.name === name);
  const [only] = found;
  if (!only) throw malformed('k8s.kubeconfig.dangling', name);
  if (found.length > 1) throw malformed('k8s.kubeconfig.twice', name);
  return only;
}

function part<T>(found: Entry, kind: 'cluster' | 'user' | 'context', shape: z.ZodType<T>): T {
  const content = fields.safeParse(found[kind] ?? {});
  if (!content.success) throw malformed('k8s.kubeconfig.not_kubeconfig');
  refuseDoors(kind, content.data);
  const parsed = shape.safeParse(content.data);
  if (!parsed.success)
    throw malformed('k8s.kubeconfig.incomplete', String(parsed.error.issues[0]?.path[0] ?? kind));
  return parsed.data;
}

function malformed(sentence: string, name = ''): NoxError {
  return new NoxError('bad_input', { name: name.slice(0, 80) }, { sentence });
}
