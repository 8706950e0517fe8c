import type { ServerResponse } from 'node:http';
import type { LogLine } from '../log-book.ts';
import type { Simulation } from '../simulation.ts';
import { badRequest } from '../status.ts';
import type { Pod } from '../types.ts';
import { existing } from './get.ts';
import type { ApiRequest } from './request.ts';
import { flag, numberParameter } from './request.ts';

/** Writes the log of a container as plain text; with `follow` until the pod or the reader is gone. */
export function logs(simulation: Simulation, request: ApiRequest, response: ServerResponse): void {
  const pod = existing(simulation, request) as Pod;
  const { query } = request;
  const uid = pod.metadata.uid ?? '';
  const container = chosenContainer(pod, query.get('container'));
  const lines = linesOf(simulation, pod, container, flag(query, 'previous'));
  const show = (line: LogLine): string =>
    flag(query, 'timestamps')
      ? `${line.time.toISOString().replace('Z', '000000Z')} ${line.text}\n`
      : `${line.text}\n`;
  response.writeHead(200, { 'content-type': 'text/plain' });
  response.write(selected(lines, query, simulation.clock.now()).map(show).join(''));
  if (!flag(query, 'follow') || flag(query, 'previous')) return void response.end();
  const endLines = simulation.logs.listen((podUid, name, line) => {
    if (podUid === uid && name === container) response.write(show(line));
  });
  const endChanges = simulation.store.listen((change) => {
    if (change.type === 'DELETED' && change.object.metadata.uid === uid) response.end();
  });
  response.on('close', () => {
    endLines();
    endChanges();
  });
}

function chosenContainer(pod: Pod, wanted: string | null): string {
  const { name } = pod.metadata;
  const names = pod.spec.containers.map((container) => container.name);
  const initNames = (pod.spec.initContainers ?? []).map((container) => container.name);
  if (wanted) {
    if (![...names, ...initNames].includes(wanted)) {
      throw badRequest(`container ${wanted} is not valid for pod ${name}`);
    }
    return wanted;
  }
  if (names.length > 1) {
    const inits = initNames.length > 0 ? ` or one of the init containers: [${initNames.join(' ')}]` : '';
    const choices = `choose one of: [${names.join(' ')}]${inits}`;
    throw badRequest(`a container name must be specified for pod ${name}, ${choices}`);
  }
  return names[0] ?? '';
}

function linesOf(simulation: Simulation, pod: Pod, container: string, previous: boolean): readonly LogLine[] {
  const uid = pod.metadata.uid ?? '';
  const { name } = pod.metadata;
  const status = pod.status?.containerStatuses?.find((one) => one.name === container);
  const crashed = status?.lastState.terminated !== undefined;
  if (previous) {
    const lines = simulation.logs.previous(uid, container);
    if (!crashed) throw badRequest(`previous terminated container "${container}" in pod "${name}" not found`);
    return lines ?? simulation.logs.current(uid, container);
  }
  const waiting = status?.state.waiting?.reason;
  if (waiting && !crashed) {
    const why = /ImagePull/.test(waiting) ? 'trying and failing to pull image' : waiting;
    throw badRequest(`container "${container}" in pod "${name}" is waiting to start: ${why}`);
  }
  return simulation.logs.current(uid, container);
}

function selected(lines: readonly LogLine[], query: URLSearchParams, now: Date): LogLine[] {
  const seconds = numberParameter(query, 'sinceSeconds');
  const sinceTime = query.get('sinceTime');
  const tail = numberParameter(query, 'tailLines');
  if (tail !== undefined && tail < 0)
    throw badRequest(`invalid tailLines: ${tail} must be greater than or equal to 0`);
  const from =
    seconds !== undefined ? now.getTime() - seconds * 1_000 : sinceTime ? Date.parse(sinceTime) : 0;
  const recent = lines.filter((line) => line.time.getTime() >= from);
  const tailed = tail === undefined ? recent : tail === 0 ? [] : recent.slice(-tail);
  const limit = numberParameter(query, 'limitBytes');
  if (limit === undefined) return tailed;
  let left = limit;
  return tailed.filter((line) => {
    left -= line.text.length + 1;
    return left >= 0;
  });
}
