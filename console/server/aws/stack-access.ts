import { connectDailyKpi, type DailyKpi } from '../../../producer/kpi/daily-kpi.ts';
import { type LedgerReader, openLedger } from '../../../producer/ledger/read-ledger.ts';
import { isLocal } from '../../../producer/stack/aws-access.ts';
import {
  DEFAULT_STAGE,
  readStackOutputs,
  type StackOutputs,
  type StackTarget,
  stackName,
} from '../../../producer/stack/stack-outputs.ts';
import { openStatusSources, type StatusSources } from '../../../producer/status/status-sources.ts';
import type { ConsoleStatus } from '../../api/status.ts';
import { sentenceOf } from './error-sentence.ts';
import { Pace } from './pace.ts';
import { PacedHandler } from './paced-handler.ts';

/** The deployed stack, as the routes reach it. */
export interface StackAccess {
  /** For reading; requests to AWS are paced. */
  readonly target: StackTarget;
  /** For work that a person has asked for; not paced. */
  readonly workTarget: StackTarget;
  readonly isLocal: boolean;
  /** Whether this console may change anything. */
  readonly mayChange: boolean;
  /** What a person has to type before a change; undefined if nothing. */
  readonly nameToType: string | undefined;
  /** Read once. @throws {CommandError} as `readStackOutputs` */
  outputs(): Promise<StackOutputs>;
  /** Clients for looking. @throws {CommandError} as `readStackOutputs` */
  kpi(): Promise<DailyKpi>;
  /** What the status is read from. @throws {CommandError} as `readOutputs` */
  statusSources(): Promise<StatusSources>;
  /** @throws {CommandError} as `readOutputs` */
  ledger(): Promise<LedgerReader>;
  status(): Promise<ConsoleStatus>;
  /** Aborted when the console stops: what goes on in the background then ends. */
  readonly closing: AbortSignal;
  /** Adds something to be done, and waited for, when the console stops. */
  beforeClose(work: () => Promise<void>): void;
  close(): Promise<void>;
}

export interface StackAccessOptions extends StackTarget {
  readonly allowWrites?: boolean | undefined;
}

/** Gives what `load` found, and loads again after a failure. */
const once = <Value>(load: () => Promise<Value>): (() => Promise<Value>) => {
  let loading: Promise<Value> | undefined;
  return () => {
    loading ??= load().catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
};

const nameToType = ({ stage = DEFAULT_STAGE, stack, endpoint }: StackTarget): string | undefined => {
  if (stage !== DEFAULT_STAGE) return stage;
  return isLocal(endpoint) ? undefined : stack;
};

const whereIs = ({ endpoint }: StackTarget, outputs: StackOutputs | undefined): string => {
  if (endpoint !== undefined) return `${isLocal(endpoint) ? 'local cloud, ' : ''}${new URL(endpoint).host}`;
  const [, , , region, account] = outputs?.stateMachineArn.split(':') ?? [];
  return region === undefined ? 'AWS' : `AWS ${region}, account ${account}`;
};

export const openStackAccess = ({ allowWrites = false, ...workTarget }: StackAccessOptions): StackAccess => {
  const local = isLocal(workTarget.endpoint);
  const pace = new Pace();
  const handler = local ? undefined : new PacedHandler(pace);
  const target: StackTarget = { ...workTarget, requestHandler: handler };
  const outputs = once(() => readStackOutputs(target));
  const kpi = once(async () => connectDailyKpi(target, await outputs()));
  const ledger = once(() => openLedger(target));
  const statusSources = once(() => openStatusSources(target));
  const mayChange = local || allowWrites;
  const typed = nameToType(workTarget);
  const status = async (): Promise<ConsoleStatus> => {
    const common = {
      stack: stackName(target),
      isLocal: local,
      mayChange,
      nameToType: typed,
      slowed: pace.slowed(),
    };
    try {
      const read = await outputs();
      return { ...common, where: whereIs(target, read), timeZone: read.businessTimeZone };
    } catch (error) {
      return { ...common, where: whereIs(target, undefined), trouble: sentenceOf(error, target) };
    }
  };
  const closing = new AbortController();
  const lastWork: (() => Promise<void>)[] = [];
  return {
    ...{ target, workTarget, isLocal: local, mayChange, nameToType: typed },
    ...{ outputs, kpi, statusSources, ledger, status, closing: closing.signal },
    beforeClose: (work) => void lastWork.push(work),
    close: async () => {
      closing.abort();
      await Promise.all(lastWork.map((work) => work()));
      handler?.close();
    },
  };
};
