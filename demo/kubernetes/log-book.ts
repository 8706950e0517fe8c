export interface LogLine {
  time: Date;
  text: string;
}

interface ContainerLog {
  current: LogLine[];
  previous: LogLine[] | undefined;
}

const keptLines = 2_000;

/** What containers have written, by pod and container: the present one and the one before it. */
export class LogBook {
  readonly #logs = new Map<string, ContainerLog>();
  readonly #listeners = new Set<(podUid: string, container: string, line: LogLine) => void>();

  /** Adds a line to the present container. */
  write(podUid: string, container: string, time: Date, text: string): void {
    const log = this.#log(podUid, container);
    const line = { time, text };
    log.current.push(line);
    if (log.current.length > keptLines) log.current.shift();
    for (const listener of this.#listeners) listener(podUid, container, line);
  }

  /** A restart: what was the present container's becomes the previous one's. */
  restart(podUid: string, container: string): void {
    const log = this.#log(podUid, container);
    log.previous = log.current;
    log.current = [];
  }

  /** The lines of the present container, oldest first. */
  current(podUid: string, container: string): readonly LogLine[] {
    return this.#logs.get(`${podUid}/${container}`)?.current ?? [];
  }

  /** The lines of the container before the last restart; undefined where it never restarted. */
  previous(podUid: string, container: string): readonly LogLine[] | undefined {
    return this.#logs.get(`${podUid}/${container}`)?.previous;
  }

  /** Forgets a pod that is gone. */
  forget(podUid: string): void {
    for (const key of this.#logs.keys()) if (key.startsWith(`${podUid}/`)) this.#logs.delete(key);
  }

  /** Calls `listener` for each new line; gives the function that ends it. */
  listen(listener: (podUid: string, container: string, line: LogLine) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #log(podUid: string, container: string): ContainerLog {
    const key = `${podUid}/${container}`;
    const log = this.#logs.get(key) ?? { current: [], previous: undefined };
    this.#logs.set(key, log);
    return log;
  }
}
