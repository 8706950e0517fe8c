/** A path of our own to go on to, as a page or link named it; anything that could lead elsewhere becomes `fallback`. */
export function safePath(given: unknown, fallback: string): string {
  return typeof given === 'string' && /^\/(?![/\\])[\w\-./?=&%~]{0,300}$/.test(given) ? given : fallback;
}
