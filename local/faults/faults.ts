import { createHash } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultKind, FaultPlan, FaultRule, FaultService } from './fault-plan.ts';

/** A fault to inject now. */
export interface Fault {
  readonly kind: FaultKind;
  readonly delayMs: number;
  readonly share: number;
  readonly index: string | undefined;
  /** 0 to 1 (excluded), from the same seed as the decision to strike. All other choices of the fault follow from it. */
  readonly draw: number;
}

export type Faults = ReturnType<typeof openFaults>;

/**
 * Decides faults by a plan, and logs each as a JSON line in `logFile`. Each rule counts the requests that match it.
 * Whether it strikes the n-th depends only on the seed, the rule and n. If several rules would strike, the first one
 * does.
 */
export const openFaults = ({ seed, rules }: FaultPlan, logFile: string, nowMs: () => number) => {
  mkdirSync(path.dirname(logFile), { recursive: true });
  // Written at once, so that the log is complete even if the process is killed.
  const log = openSync(logFile, 'a');
  const counted = new Set(rules.map(newRule));
  const disarmed = new AbortController();
  // Any number of requests may be paused at once.
  setMaxListeners(0, disarmed.signal);
  let armedAtMs = Number.POSITIVE_INFINITY;

  const nextOf = (entry: CountedRule) => {
    entry.count += 1;
    const { chance, draw } = seededNumbers(seed, entry.rule, entry.count);
    const { rate, burst } = entry.rule;
    if (chance < rate) entry.struckUntil = entry.count + burst - 1;
    return entry.count <= entry.struckUntil ? [{ rule: entry.rule, ordinal: entry.count, draw }] : [];
  };

  return {
    /**
     * Starts now: earlier requests, such as those that create the stack's resources, are neither struck nor counted.
     */
    arm: (): void => {
      armedAtMs = nowMs();
    },
    /** Nothing is struck from now on, and every pause that is under way ends. */
    disarm: (): void => {
      armedAtMs = Number.POSITIVE_INFINITY;
      disarmed.abort();
    },
    /** Waits, for a fault that is a delay. `disarm` ends the wait. */
    pause: async (ms: number): Promise<void> => {
      const timer = sleep(ms, undefined, { ref: false, signal: disarmed.signal });
      await timer.catch((error: unknown) => {
        if (!disarmed.signal.aborted) throw error;
      });
    },
    /** The fault for the next request to an operation, if any. It is logged. */
    next: (service: FaultService, operation: string, content = ''): Fault | undefined => {
      const sinceStartMs = nowMs() - armedAtMs;
      if (sinceStartMs < 0) return undefined;
      const matching = [...counted].filter(
        ({ rule }) => sinceStartMs < rule.forMs && matches(rule, service, operation, content),
      );
      // Every rule counts, so that none depends on what another one did.
      const [struck] = matching.flatMap(nextOf);
      if (struck === undefined) return undefined;
      const { rule, ordinal, draw } = struck;
      const { kind, delayMs, share, index } = rule;
      const line = { time: new Date().toISOString(), seed, service, operation, kind, ordinal, draw };
      writeSync(log, `${JSON.stringify(line)}\n`);
      return { kind, delayMs, share, index, draw };
    },
    /** Adds a rule until the result is disposed. */
    inject: (rule: FaultRule): Disposable => {
      const entry = newRule(rule);
      counted.add(entry);
      return { [Symbol.dispose]: () => void counted.delete(entry) };
    },
    close: (): void => closeSync(log),
  };
};

interface CountedRule {
  readonly rule: FaultRule;
  /** How many requests have matched. */
  count: number;
  /** The number of the last request in the latest burst; 0 before the first. */
  struckUntil: number;
}

const newRule = (rule: FaultRule): CountedRule => ({ rule, count: 0, struckUntil: 0 });

const matches = (rule: FaultRule, service: FaultService, operation: string, content: string): boolean =>
  rule.service === service &&
  (rule.operation ?? operation) === operation &&
  content.includes(rule.match ?? '');

const UINT32_VALUES = 2 ** 32;

const seededNumbers = (
  seed: number,
  { service, operation = '*', kind }: FaultRule,
  ordinal: number,
): { chance: number; draw: number } => {
  const digest = createHash('sha256').update(`${seed} ${service} ${operation} ${kind} ${ordinal}`).digest();
  return { chance: digest.readUInt32BE(0) / UINT32_VALUES, draw: digest.readUInt32BE(4) / UINT32_VALUES };
};

/** A number from 0 to 1 (excluded) for the `index`-th item that one fault chooses among. */
export const drawFor = ({ draw }: Pick<Fault, 'draw'>, index: string | number): number =>
  createHash('sha256').update(`${draw} ${index}`).digest().readUInt32BE(0) / UINT32_VALUES;
