import { accessRemedy, type StackTarget, stackName } from '../stack/stack-outputs.ts';
import { oneLine } from '../terminal/command-error.ts';
import type { PipelineStatus, Reading } from './pipeline-status.ts';
import { readAlarms } from './read-alarms.ts';
import { readWindow, readYesterday } from './read-days.ts';
import { readPipes } from './read-pipes.ts';
import { readQueues } from './read-queues.ts';
import { readRuns, readSchedule } from './read-runs.ts';
import { readStreams } from './read-streams.ts';
import { openStatusSources, type StatusSources } from './status-sources.ts';

/** A part that cannot be read is `unknown`, with the reason, and does not keep the others from being read. */
export const reading = async <Value>(read: Promise<Value>, target: StackTarget): Promise<Reading<Value>> => {
  try {
    return { value: await read };
  } catch (error) {
    return { unknown: accessRemedy(error, target) ?? oneLine(error) };
  }
};

export const readParts = async (
  sources: StatusSources,
  target: StackTarget,
  now: Date,
): Promise<PipelineStatus> => {
  const [yesterday, window, streams, pipes, queues, alarms, lastRun, nextRun] = await Promise.all([
    reading(readYesterday(sources, now), target),
    reading(readWindow(sources, now), target),
    reading(readStreams(sources, now), target),
    reading(readPipes(sources), target),
    reading(readQueues(sources), target),
    reading(readAlarms(sources), target),
    reading(readRuns(sources), target),
    reading(readSchedule(sources, now), target),
  ]);
  return {
    stack: stackName(target),
    timeZone: sources.outputs.businessTimeZone,
    checkedAt: now.toISOString(),
    ...{ yesterday, window, streams, pipes, queues, alarms, lastRun, nextRun },
  };
};

/** The status of a stack now. @throws {CommandError} when the stack itself cannot be read */
export const readStatus = async (target: StackTarget): Promise<PipelineStatus> =>
  readParts(await openStatusSources(target), target, new Date());
