import { connectDailyKpi } from '../../../producer/kpi/daily-kpi.ts';
import { openLedger } from '../../../producer/ledger/read-ledger.ts';
import { isLocal } from '../../../producer/stack/aws-access.ts';
import {
  DEFAULT_STAGE,
  readStackOutputs,
  type StackOutputs,
  type StackTarget,
  stackName,
} from '../../../producer/stack/stack-outputs.ts';
import { openStatusSources } from '../../../producer/status/status-sources.ts';
import type { ConsoleStatus } from '../../api/status.ts';
import { sentenceOf } from './error-sentence.ts';
import { Pace } from './pace.ts';
import { PacedHandler } from './paced-handler.ts';

export type StackAccess = ReturnType<typeof openStackAccess>;

export interface StackAccessOptions extends StackTarget {
  readonly allowWrites?: boolean | undefined;
}

/** Loads once and returns that value from then on. After a failure, it loads again. */
export const once = <Value>(load: () => Promise<Value>): (() => Promise<Value>) => {
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

/** Gives the routes access to the deployed stack. */
export const openStackAccess = ({ allowWrites = false, ...workTarget }: StackAccessOptions) => {
  const local = isLocal(workTarget.endpoint);
  const pace = new Pace();
  const handler = local ? undefined : new PacedHandler(pace);
  const target: StackTarget = { ...workTarget, requestHandler: handler };
  const outputs = once(() => readStackOutputs(target));
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
    /** For reading; requests to AWS are paced. */
    target,
    /** For work that the user asked for; not paced. */
    workTarget,
    isLocal: local,
    /** Whether this console may change anything. */
    mayChange,
    /** What the user has to type before a change; undefined if nothing. */
    nameToType: typed,
    /** Read once. @throws {CommandError} as `readStackOutputs` */
    outputs,
    /** Paced clients for reading. @throws {CommandError} as `readStackOutputs` */
    kpi: once(async () => connectDailyKpi(target, await outputs())),
    /** The sources of the status. @throws {CommandError} as `readOutputs` */
    statusSources: once(() => openStatusSources(target)),
    /** @throws {CommandError} as `readOutputs` */
    ledger: once(() => openLedger(target)),
    status,
    /** Aborted when the console stops, to end background work. */
    closing: closing.signal,
    /** Adds work to do, and wait for, when the console stops. */
    beforeClose: (work: () => Promise<void>): void => void lastWork.push(work),
    close: async (): Promise<void> => {
      closing.abort();
      await Promise.all(lastWork.map((work) => work()));
      handler?.close();
    },
  };
};

/** Keeps one value per stack for all pages, made on first use. */
export const perStack = <Kept>(make: (stack: StackAccess) => Kept): ((stack: StackAccess) => Kept) => {
  const kept = new WeakMap<StackAccess, Kept>();
  return (stack) => {
    const found = kept.get(stack) ?? make(stack);
    kept.set(stack, found);
    return found;
  };
};
