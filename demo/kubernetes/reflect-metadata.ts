/**
 * The three functions of the metadata proposal that `@peculiar/x509`'s dependency container asks of `Reflect`.
 * Nothing else here reads them; a runtime that has them already keeps its own.
 */
type Target = object;

const metadata = new WeakMap<Target, Map<string, unknown>>();

function getOwnMetadata(key: string, target: Target): unknown {
  return metadata.get(target)?.get(key);
}

function getMetadata(key: string, target: Target): unknown {
  for (let at: Target | null = target; at !== null; at = Object.getPrototypeOf(at) as Target | null) {
    const found = getOwnMetadata(key, at);
    if (found !== undefined) return found;
  }
  return undefined;
}

function defineMetadata(key: string, value: unknown, target: Target): void {
  const own = metadata.get(target) ?? new Map<string, unknown>();
  own.set(key, value);
  metadata.set(target, own);
}

/** Adds what is missing to `Reflect`; nothing goes in or out. Called before `@peculiar/x509` is loaded. */
export function provideReflectMetadata(): void {
  const missing = { getOwnMetadata, getMetadata, defineMetadata };
  for (const [name, value] of Object.entries(missing)) {
    if (!(name in Reflect)) Object.defineProperty(Reflect, name, { value, configurable: true, writable: true });
  }
}
