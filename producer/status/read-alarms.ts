import { type MetricAlarm, paginateDescribeAlarms } from '@aws-sdk/client-cloudwatch';
import type { AlarmStatus, AlarmsStatus } from './pipeline-status.ts';
import type { StatusSources } from './status-sources.ts';

/** How infra/watching/alarms.ts ends every description. */
const RUNBOOK = /docs\/runbook\.md, (\S+)$/;

const alarmStatus = ({ AlarmName = '', AlarmDescription = '', ...alarm }: MetricAlarm): AlarmStatus => ({
  name: AlarmName,
  since:
    alarm.StateTransitionedTimestamp?.toISOString() ?? alarm.StateUpdatedTimestamp?.toISOString() ?? null,
  reason: AlarmDescription.replace(/\. What to do: .*$/, ''),
  runbook: RUNBOOK.exec(AlarmDescription)?.[1] ?? null,
  state: alarm.StateValue ?? 'INSUFFICIENT_DATA',
});

/** Each of the stack's alarms. @throws {Error} when there are none: a stack always has some */
export const describeAlarms = async ({
  cloudWatch,
  outputs,
}: StatusSources): Promise<readonly AlarmStatus[]> => {
  const alarms: MetricAlarm[] = [];
  const asked = { AlarmNamePrefix: outputs.alarmNamePrefix, AlarmTypes: ['MetricAlarm' as const] };
  for await (const { MetricAlarms = [] } of paginateDescribeAlarms({ client: cloudWatch }, asked))
    alarms.push(...MetricAlarms);
  if (alarms.length === 0) throw new Error(`CloudWatch has no alarm named ${outputs.alarmNamePrefix}…`);
  return alarms.map(alarmStatus);
};

/** How many alarms there are, and which of them are on. @throws as {@link describeAlarms} */
export const readAlarms = async (sources: StatusSources): Promise<AlarmsStatus> => {
  const alarms = await describeAlarms(sources);
  const on = alarms.filter(({ state }) => state === 'ALARM').map(({ state: _, ...alarm }) => alarm);
  return { total: alarms.length, on };
};
