import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { setInterval as every } from 'node:timers/promises';

const SAMPLE_EVERY_MS = 100;
const PROCESSES = '/proc';

/** The text of a file below /proc; undefined once its process has ended. */
const textOf = (pid: number, file: string): string | undefined => {
  try {
    return readFileSync(`${PROCESSES}/${pid}/${file}`, 'utf8');
  } catch (error) {
    if (Error.isError(error) && 'code' in error) return undefined;
    throw error;
  }
};

/** This process's children, their children, and so on. */
const descendants = (): readonly number[] => {
  const parents = new Map<number, number>();
  for (const name of readdirSync(PROCESSES)) {
    const pid = Number(name);
    // The program's name, in parentheses, may contain spaces. The state and the parent follow it.
    const parent = Number.isInteger(pid) ? textOf(pid, 'stat')?.split(') ').at(-1)?.split(' ')[1] : undefined;
    if (parent !== undefined) parents.set(pid, Number(parent));
  }
  const isOurs = (pid: number): boolean => {
    const parent = parents.get(pid);
    return parent === process.pid || (parent !== undefined && parent > 1 && isOurs(parent));
  };
  return [...parents.keys()].filter(isOurs);
};

/** A process's role in the report: a function goes by its name, anything else by the program that it runs. */
const roleOf = (pid: number, roles: Readonly<Record<string, RegExp>>): string | undefined => {
  const service = textOf(pid, 'environ')
    ?.split('\0')
    .find((variable) => variable.startsWith('POWERTOOLS_SERVICE_NAME='));
  if (service !== undefined) return service.slice(service.indexOf('=') + 1);
  const commandLine = textOf(pid, 'cmdline')?.replaceAll('\0', ' ') ?? '';
  return Object.keys(roles).find((role) => roles[role]?.test(commandLine));
};

/** Watches the memory of all processes that this one starts, until `stop`. */
interface MemoryWatch {
  /** The peak memory of one process of each role, in megabytes (10^6); undefined if the system does not report it. */
  stop(): Promise<Readonly<Record<string, number>> | undefined>;
}

/**
 * `roles` names processes by a pattern for their command lines; functions have their own names. Only Linux keeps each
 * process's peak (`VmHWM`), so occasional samples miss only the last moments of a process.
 */
export const watchMemory = (roles: Readonly<Record<string, RegExp>>): MemoryWatch => {
  if (!existsSync(`${PROCESSES}/self/status`)) return { stop: async () => undefined };
  const peaks: Record<string, number> = {};
  const sample = (): void => {
    for (const pid of descendants()) {
      const kibibytes = /VmHWM:\s*(\d+) kB/.exec(textOf(pid, 'status') ?? '')?.[1];
      const role = kibibytes === undefined ? undefined : roleOf(pid, roles);
      if (role === undefined) continue;
      const megabytes = Math.ceil((Number(kibibytes) * 1_024) / 1e6);
      peaks[role] = Math.max(peaks[role] ?? 0, megabytes);
    }
  };
  const ended = new AbortController();
  const watching = (async () => {
    try {
      for await (const _ of every(SAMPLE_EVERY_MS, undefined, { signal: ended.signal })) sample();
    } catch (error) {
      if (!ended.signal.aborted) throw error;
    }
  })();
  return {
    stop: async () => {
      sample();
      ended.abort();
      await watching;
      return peaks;
    },
  };
};
