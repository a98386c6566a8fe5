import { textOf } from '../../producer/stack/json-field.ts';
import { CheckFailed, checkEqual } from '../deployment/tools/check.ts';
import type { Step, StepResult } from '../deployment/tools/steps.ts';
import { listIn, untilFound } from './aws-cli.ts';
import type { CheckedCloud } from './service-steps.ts';

const HOUR_MS = 3_600_000;

/** What an operator looks up in a cloud that has received events. */
export const watchingSteps = ({ aws, output }: CheckedCloud): readonly Step[] => {
  const logs = async (): Promise<string> => {
    const configuration = await aws.json(
      ...['lambda', 'get-function-configuration', '--function-name', output('RecordTripEndFunctionName')],
    );
    const group = String(textOf(configuration, 'LoggingConfig', 'LogGroup'));
    const since = String(Date.now() - HOUR_MS);
    const found = await aws.json(
      'logs',
      'filter-log-events',
      '--log-group-name',
      group,
      '--start-time',
      since,
    );
    const events = listIn(found, 'events');
    if (events.length === 0) throw new CheckFailed(`there is no line in ${group}`);
    return `${events.length} lines of record-trip-end`;
  };

  /** `logs tail` is in version 2 of the CLI, which is not on PyPI; it calls FilterLogEvents. */
  const tail = async (): Promise<StepResult> => {
    const version = await aws.text('--version');
    return version.startsWith('aws-cli/1.')
      ? { skipped: `${version.split(' ')[0]} has no logs tail; the step before covers the API that it calls` }
      : aws.text('logs', 'tail', '/aws/lambda/none', '--since', '1h');
  };

  const alarms = async (): Promise<string> => {
    const prefix = ['--alarm-name-prefix', output('AlarmNamePrefix')];
    const described = listIn(await aws.json('cloudwatch', 'describe-alarms', ...prefix), 'MetricAlarms');
    if (described.length === 0) throw new CheckFailed('there are no alarms');
    const unexplained = described.find(
      (alarm) => !textOf(alarm, 'AlarmDescription')?.includes('docs/runbook.md'),
    );
    checkEqual('an alarm that names no section of the runbook', unexplained, undefined);
    return `${described.length} alarms`;
  };

  const metrics = async (): Promise<string> => {
    const query = {
      Id: 'incoming',
      MetricStat: {
        Metric: {
          Namespace: 'AWS/Kinesis',
          MetricName: 'IncomingRecords',
          Dimensions: [{ Name: 'StreamName', Value: output('TripEndStreamName') }],
        },
        Period: 300,
        Stat: 'Sum',
      },
    };
    const sum = await untilFound('IncomingRecords', async () => {
      const answer = await aws.json(
        ...['cloudwatch', 'get-metric-data', '--metric-data-queries', JSON.stringify([query])],
        ...['--start-time', new Date(Date.now() - HOUR_MS).toISOString()],
        ...['--end-time', new Date(Date.now() + 60_000).toISOString()],
      );
      const values = listIn(listIn(answer, 'MetricDataResults')[0], 'Values').map(Number);
      return values.length === 0 ? undefined : values.reduce((total, value) => total + value, 0);
    });
    // Two from the CLI, one from boto3.
    checkEqual('IncomingRecords', sum, 3);
    return `${sum} records came in`;
  };

  const pipes = async (): Promise<string> => {
    const name = ['--name', output('TripEndPipeName')];
    const described = await aws.json('pipes', 'describe-pipe', ...name);
    checkEqual('CurrentState', textOf(described, 'CurrentState'), 'RUNNING');
    await aws.json('pipes', 'stop-pipe', ...name);
    await untilFound('the pipe stopped', async () => {
      const state = textOf(await aws.json('pipes', 'describe-pipe', ...name), 'CurrentState');
      return state === 'STOPPED' ? state : undefined;
    });
    return 'described and stopped; the runbook starts it again';
  };

  const topics = async (): Promise<string> => {
    const listed = listIn(await aws.json('sns', 'list-topics'), 'Topics');
    checkEqual('topics', listed.length, 1);
    return String(textOf(listed[0], 'TopicArn'));
  };

  const schedule = async (): Promise<string> => {
    const described = await aws.json('scheduler', 'get-schedule', '--name', output('ScheduleName'));
    checkEqual('State', textOf(described, 'State'), 'ENABLED');
    return String(textOf(described, 'ScheduleExpression'));
  };

  return [
    { name: 'aws logs filter-log-events', run: logs },
    { name: 'aws logs tail', run: tail },
    { name: 'aws cloudwatch describe-alarms', run: alarms },
    { name: 'aws cloudwatch get-metric-data', run: metrics },
    { name: 'aws pipes describe-pipe, stop-pipe', run: pipes },
    { name: 'aws sns list-topics', run: topics },
    { name: 'aws scheduler get-schedule', run: schedule },
  ];
};
