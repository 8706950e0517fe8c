import type { Pod } from '../types.ts';

/** How long ago a time was, as `kubectl` writes it; `<unknown>` without a time. */
export function since(time: string | null | undefined, now: Date): string {
  if (!time) return '<unknown>';
  return duration(now.getTime() - Date.parse(time));
}

/** Milliseconds as `kubectl` writes them: `42s`, `3m12s`, `17h`, `12d`, `2y40d`. */
export function duration(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1_000));
  if (seconds < 120) return `${seconds}s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 10) return withRest(minutes, 'm', seconds % 60, 's');
  if (minutes < 180) return `${minutes}m`;
  const hours = Math.floor(minutes / 60);
  if (hours < 8) return withRest(hours, 'h', minutes % 60, 'm');
  if (hours < 48) return `${hours}h`;
  const days = Math.floor(hours / 24);
  if (days < 8) return withRest(days, 'd', hours % 24, 'h');
  if (days < 730) return `${days}d`;
  const years = Math.floor(days / 365);
  return years < 8 ? withRest(years, 'y', days % 365, 'd') : `${years}y`;
}

/** The word in the STATUS column of a pod. */
export function podReason(pod: Pod): string {
  let reason = pod.status?.reason || pod.status?.phase || 'Unknown';
  const initStatuses = pod.status?.initContainerStatuses ?? [];
  const initialising = initStatuses.findIndex((one) => one.state.terminated?.exitCode !== 0);
  if (initialising >= 0) {
    const { terminated, waiting } = initStatuses[initialising]?.state ?? {};
    const waits = waiting?.reason && waiting.reason !== 'PodInitializing' ? waiting.reason : undefined;
    const why = terminated ? terminated.reason || `ExitCode:${terminated.exitCode}` : waits;
    reason = why ? `Init:${why}` : `Init:${initialising}/${initStatuses.length}`;
  } else {
    for (const { state } of [...(pod.status?.containerStatuses ?? [])].reverse()) {
      if (state.waiting?.reason) reason = state.waiting.reason;
      else if (state.terminated) reason = state.terminated.reason || `ExitCode:${state.terminated.exitCode}`;
    }
  }
  return pod.metadata.deletionTimestamp ? 'Terminating' : reason;
}

function withRest(whole: number, unit: string, rest: number, restUnit: string): string {
  return rest === 0 ? `${whole}${unit}` : `${whole}${unit}${rest}${restUnit}`;
}
