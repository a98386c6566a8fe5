import type { Listener } from '../../endpoint/answer.ts';
import { AwsError, type AwsInput } from '../../endpoint/aws-json-protocol.ts';
import { fieldsOf, pageOfAll } from '../../endpoint/request-fields.ts';
import { restJsonProtocol } from '../../endpoint/rest-json-protocol.ts';
import type { Clock } from '../../values/clock.ts';
import { nextTimeMs } from './next-time.ts';
import type { Schedule } from './schedule.ts';
import { scheduleCalls } from './schedule-call.ts';
import { openScheduleProgress } from './schedule-progress.ts';
import { scheduleRunner } from './schedule-runner.ts';

/** When a schedule fires next. */
export interface UpcomingTime {
  readonly scheduleName: string;
  readonly timeZone: string;
  readonly momentMs: number;
}

type Created = { schedule: Schedule; createdAtMs: number };

/**
 * EventBridge Scheduler: the schedules of the stack, fired by a clock. `endpointUrl` is where Step Functions and SQS are
 * called.
 */
export const openScheduler = ({
  databasePath,
  clock,
  endpointUrl,
}: {
  databasePath: string;
  clock: Clock;
  endpointUrl: () => string;
}) => {
  const progress = openScheduleProgress(databasePath);
  const schedules = new Map<string, Created>();
  const calls = scheduleCalls(endpointUrl);
  const runner = scheduleRunner(clock, progress, calls);
  let isStarted = false;
  return {
    listener: schedulerApi(schedules),
    createSchedule: (schedule: Schedule): void => {
      schedules.set(schedule.name, { schedule, createdAtMs: clock.nowMs() });
    },
    /** Fires the schedules from now on, and fires late what fell due while nothing ran. */
    start: (): void => {
      isStarted = true;
      for (const { schedule } of schedules.values()) runner.run(schedule);
    },
    /** Empty until it is started. */
    upcoming: (): UpcomingTime[] =>
      [...schedules.values()].flatMap(({ schedule: { name, cron, timeZone, isEnabled } }) => {
        const momentMs = isStarted && isEnabled ? nextTimeMs(cron, timeZone, clock.nowMs()) : undefined;
        return momentMs === undefined ? [] : [{ scheduleName: name, timeZone, momentMs }];
      }),
    close: async (): Promise<void> => {
      await runner.close();
      calls.close();
      progress.close();
    },
  };
};

const GROUP_NAME = 'default';

const schedulerApi = (schedules: ReadonlyMap<string, Created>): Listener =>
  restJsonProtocol({
    'GET /schedules': (input) => listSchedules(schedules, input),
    'GET /schedules/{Name}': (input) => {
      const name = fieldsOf(input).text('Name');
      const group = fieldsOf(input).optionalText('groupName') ?? GROUP_NAME;
      const created = group === GROUP_NAME ? schedules.get(name) : undefined;
      if (created) return described(created);
      throw new AwsError('ResourceNotFoundException', `Schedule ${name} does not exist.`, 404);
    },
  });

const listSchedules = (schedules: ReadonlyMap<string, Created>, input: AwsInput): object => {
  const fields = fieldsOf(input);
  const [prefix, state] = [fields.optionalText('NamePrefix') ?? '', fields.optionalText('State')];
  const isGroup = (fields.optionalText('ScheduleGroup') ?? GROUP_NAME) === GROUP_NAME;
  const found = [...schedules.values()].filter(
    ({ schedule }) =>
      isGroup && schedule.name.startsWith(prefix) && stateOf(schedule) === (state ?? stateOf(schedule)),
  );
  // https://docs.aws.amazon.com/scheduler/latest/APIReference/API_ListSchedules.html
  const { entries, nextToken } = pageOfAll(found, input, { limitField: 'MaxResults' });
  const Schedules = entries.map((created) => ({
    ...summary(created),
    Target: { Arn: created.schedule.target.arn },
  }));
  return { Schedules, NextToken: nextToken };
};

const stateOf = ({ isEnabled }: Schedule): string => (isEnabled ? 'ENABLED' : 'DISABLED');

const summary = ({ schedule, createdAtMs }: Created) => ({
  Arn: schedule.arn,
  Name: schedule.name,
  GroupName: GROUP_NAME,
  State: stateOf(schedule),
  CreationDate: createdAtMs / 1000,
  LastModificationDate: createdAtMs / 1000,
});

const described = (created: Created) => {
  const { properties, timeZone } = created.schedule;
  const { Description, ScheduleExpression, FlexibleTimeWindow, Target } = properties;
  return {
    ...summary(created),
    ...{ Description, ScheduleExpression, FlexibleTimeWindow, Target },
    ScheduleExpressionTimezone: timeZone,
  };
};
