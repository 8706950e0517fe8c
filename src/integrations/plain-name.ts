/** A name that a service has for something as the name of an integration: those are plain words. Empty where none are left. */
export function plainName(name: string): string {
  return name
    .replace(/[^\p{L}\p{N} ._-]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[^\p{L}\p{N}]+/u, '')
    .slice(0, 40)
    .trim();
}
