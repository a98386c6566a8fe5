import { PipesClient, StartPipeCommand, StopPipeCommand } from '@aws-sdk/client-pipes';
import { PurgeQueueCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eventually } from '../local/eventually.ts';
import { tripstreamHere } from '../producer/tripstream-under-test.ts';
import { openCloudAt } from './cloud-in-another-time.ts';
import { untilDrained } from './cloud-under-test.ts';
import { endpointWithout } from './endpoint-without-under-test.ts';
import { tripsAndNights } from './nights-under-test.ts';

const TIMEOUT_MILLISECONDS = 300_000;

/** One in the afternoon in New York. */
const FIRST_DAY = Date.parse('2026-03-02T18:00:00Z');
const MORNING_AFTER = Date.parse('2026-03-03T13:20:00Z');

let cloud: Awaited<ReturnType<typeof openCloudAt>>;
beforeAll(async () => {
  cloud = await openCloudAt(FIRST_DAY, {});
  await cloud.advance(1);
}, TIMEOUT_MILLISECONDS);
afterAll(() => cloud.close());

const status = (...args: readonly string[]) => tripstreamHere(['status', ...args]);

const statusJson = async () => {
  const { code, stdout } = await status('--json');
  return { code, ...JSON.parse(stdout) };
};

test(
  'a new pipeline is healthy, and so is one whose first night was published',
  async () => {
    const { start, end, nightOf } = tripsAndNights(cloud);
    const fresh = await status();
    expect(fresh).toMatchObject({ code: 0, stderr: '' });
    expect(fresh.stdout).toContain('HEALTHY. Nothing to do.');
    expect(fresh.stdout).toContain('2026-03-01 is not published: the pipeline did not exist yet');
    expect(fresh.stdout).toMatch(/next run +2026-03-03 05:15:00/);

    await Promise.all([start('a', '2026-03-02'), end('a', '12.30', '2026-03-02')]);
    await untilDrained(cloud.url());
    cloud.setClock(MORNING_AFTER);
    expect(await nightOf('2026-03-03')).toMatchObject({ status: 'SUCCEEDED' });
    expect(await statusJson()).toMatchObject({
      code: 0,
      verdict: 'healthy',
      findings: [],
      timeZone: 'America/New_York',
      yesterday: { value: { date: '2026-03-02', file: { trips: 1, totalFare: '12.3', revision: 1 } } },
      queues: { value: [{ messages: 0 }, { messages: 0 }, { messages: 0 }] },
      lastRun: { value: { last: { status: 'SUCCEEDED' }, running: [] } },
      nextRun: { value: { isEnabled: true, nextAt: '2026-03-04T10:15:00.000Z' } },
    });
  },
  TIMEOUT_MILLISECONDS,
);

test(
  'a pipe that is stopped for an hour while events arrive is named, with its alarm; once started, all is healthy again',
  async () => {
    const { end } = tripsAndNights(cloud);
    const Name = cloud.output('TripEndPipeName');
    const pipes = new PipesClient();
    await pipes.send(new StopPipeCommand({ Name }));
    for (let event = 1; event <= 12; event += 1) {
      await end(`late-${event}`, '1', '2026-03-03');
      await cloud.advance(4);
    }
    const stopped = await status();
    expect(stopped.code).toBe(1);
    expect(stopped.stdout).toContain('NOT HEALTHY');
    expect(stopped.stdout).toMatch(/!! {2}pipes +starts RUNNING, ends STOPPED/);
    expect(stopped.stdout).toContain(`aws pipes start-pipe --name ${Name}`);
    expect(stopped.stdout).toContain('nothing reads the stream of ends, which received 12 records');
    expect(stopped.stdout).toMatch(/!! {2}alarms +1 of \d+ on\n +tripstream-dev-ends-undelivered since/);
    expect(stopped.stdout).toContain('you: docs/runbook.md, ends-undelivered');
    expect(stopped.stdout).not.toContain('the stream of starts');

    await pipes.send(new StartPipeCommand({ Name }));
    await untilDrained(cloud.url());
    await cloud.advance(45);
    await eventually(async () => expect(await statusJson()).toMatchObject({ code: 0, findings: [] }));
  },
  TIMEOUT_MILLISECONDS,
);

test(
  'a night without a run leaves two days without a file, and the next run makes up for them',
  async () => {
    cloud.setClock(Date.parse('2026-03-05T15:00:00Z'));
    await cloud.advance(0);
    const { code, findings, yesterday, window } = await statusJson();
    expect({ code, yesterday, window }).toMatchObject({
      code: 1,
      yesterday: { value: { date: '2026-03-04', file: null, isExpected: true } },
      window: { value: { from: '2026-03-02', to: '2026-03-03', missing: ['2026-03-03'] } },
    });
    expect(findings).toContainEqual({
      part: 'yesterday',
      text: '2026-03-04 has no metrics file, and its run is late',
      who: 'operator',
      act: `npm run tripstream -- kpi run --date 2026-03-04 --endpoint ${cloud.url()}`,
      about: { kind: 'days', dates: ['2026-03-04'] },
    });
    expect(findings).toContainEqual(
      expect.objectContaining({ part: 'window', text: '2026-03-03 has no metrics file', who: 'next run' }),
    );
    expect(await tripsAndNights(cloud).nightOf('2026-03-05')).toMatchObject({ status: 'SUCCEEDED' });
    await eventually(async () => {
      const after = await statusJson();
      const { part } = after.findings.find((finding: { part: string }) => finding.part !== 'alarms') ?? {};
      expect(part).toBeUndefined();
    });
  },
  TIMEOUT_MILLISECONDS,
);

test(
  'a waiting dead letter is shown with what to type',
  async () => {
    const QueueUrl = cloud.output('DeadLetterQueueUrl');
    const sqs = new SQSClient();
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'given up' }));
    const { code, stdout } = await status();
    expect(code).toBe(1);
    expect(stdout).toMatch(/!! {2}waiting +0 in quarantine, 1 dead-lettered, 0 not started by the schedule/);
    expect(stdout).toContain('- 1 dead letter waits\n  you: npm run tripstream -- redrive --dry-run');
    await sqs.send(new PurgeQueueCommand({ QueueUrl }));
  },
  TIMEOUT_MILLISECONDS,
);

test(
  'what an endpoint cannot answer is unknown, never 0, and the rest is shown',
  async () => {
    const endpoint = await endpointWithout('monitoring', cloud.url());
    const { code, stdout } = await status('--endpoint', endpoint.url);
    endpoint.close();
    expect(stdout).toContain('UNKNOWN. What could be read is healthy. Could not be read: streams, alarms.');
    expect(stdout).toMatch(/\?\? {2}alarms +unknown: .*no monitoring here/);
    expect(stdout).toMatch(/ok {2}pipes +starts RUNNING, ends RUNNING/);
    expect(code).toBe(2);
  },
  TIMEOUT_MILLISECONDS,
);

test('a stack that cannot be reached has no status', async () => {
  const { code, stdout, stderr } = await tripstreamHere(['status', '--endpoint', 'http://127.0.0.1:9']);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toBe(
    'tripstream: cannot reach http://127.0.0.1:9: is it running? ("npm run local" starts one)\n',
  );
});
