import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { KinesisClient, PutRecordCommand } from '@aws-sdk/client-kinesis';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  commandsInProse,
  type Needs,
  type RunbookCommand,
  readRunbook,
  runbookCommands,
} from '../../checks/docs/runbook-commands.ts';
import { deadLetterMessage } from '../../functions/contracts/quarantine-message.ts';
import { fewPartitions } from '../flow/assembly-under-test.ts';
import { openCloud, tripstream, untilDrained } from '../flow/cloud-under-test.ts';
import { tripsAndNights } from '../flow/nights-under-test.ts';
import { tripstreamHere } from '../producer/tripstream-under-test.ts';

const PROJECT = join(import.meta.dirname, '..', '..');
const TIMEOUT_MILLISECONDS = 600_000;

const RUNBOOK = readRunbook();
const needing = (needs: Needs): readonly string[] => [
  ...new Set(runbookCommands(RUNBOOK).flatMap((command) => (command.needs === needs ? command.text : []))),
];

describe('the runbook', () => {
  test('begins with the status', () => {
    expect(runbookCommands(RUNBOOK)[0]).toEqual({
      text: 'npm run tripstream -- status',
      needs: 'tripstream',
      section: 'Runbook',
    } satisfies RunbookCommand);
  });

  test('has few commands that only AWS can answer, and marks them', () => {
    expect(needing('an AWS account')).toEqual([
      'aws service-quotas list-service-quotas --service-code events',
      'aws lambda get-account-settings',
    ]);
  });

  test('has its commands in code blocks, from which they are run, and none in the prose', () => {
    expect(commandsInProse(RUNBOOK)).toEqual([]);
    expect(commandsInProse('Type `aws s3 ls`, or `kpi run --date D`, or `kpi run`.')).toEqual([
      'aws s3 ls',
      'kpi run --date D',
    ]);
  });

  test.each(['curl http://127.0.0.1', 'tripstream status'])(
    'with the command %s, which no test can run, is refused',
    (line) => {
      expect(() => runbookCommands(`# A\n\nText.\n\n\`\`\`sh\n${line}\n\`\`\`\n`)).toThrow(
        `The runbook has a command that no test can run: ${line}`,
      );
    },
  );

  test('with commands in another kind of block is refused', () => {
    expect(() => runbookCommands('# A\n\n```bash\nls\n```\n')).toThrow(
      'a block that no test can run: ```bash',
    );
  });
});

describe('every command of the runbook that needs no AWS CLI', () => {
  const FILLED_IN = { DATE: '2024-05-25', FROM: '2024-05-25', TO: '2024-05-26', TRIP: 'a' };
  /** The exit codes that count as success; 0 for all other commands. */
  const DONE: Readonly<Record<string, readonly number[]>> = { 'npm run tripstream -- status': [0, 1] };

  let cloud: Awaited<ReturnType<typeof openCloud>>;
  let folder: string;

  /** What the operator does before a command. */
  const BEFORE: Readonly<Record<string, () => void>> = {
    'npm run tripstream -- quarantine replay refused.csv --dry-run': () => {
      const file = join(folder, 'refused.csv');
      writeFileSync(file, readFileSync(file, 'utf8').replace('nine', '9.50'));
    },
  };

  /** A clone of the project in which commands may write. */
  const cloneInto = (directory: string): void => {
    mkdirSync(directory);
    for (const name of readdirSync(PROJECT).filter((entry) => !['.git', 'cdk.out'].includes(entry)))
      symlinkSync(join(PROJECT, name), join(directory, name));
  };

  const send = async (stream: string, event: object) => {
    const Data = Buffer.from(JSON.stringify(event));
    const StreamName = cloud.output(stream);
    const place = await new KinesisClient().send(
      new PutRecordCommand({ StreamName, PartitionKey: 'b', Data }),
    );
    return { ...place, StreamName, data: Data.toString('base64') };
  };

  /** A record in the dead letters, as the function writes it. */
  const deadLetter = async (): Promise<void> => {
    const {
      ShardId,
      SequenceNumber = '',
      StreamName,
      data,
    } = await send('TripStartStreamName', {
      trip_id: 'c',
      pickup_datetime: '2024-05-25 10:00:00',
    });
    const record = {
      ...{ eventID: `${ShardId}:${SequenceNumber}`, sequenceNumber: SequenceNumber, partitionKey: 'b', data },
      eventSource: 'aws:kinesis' as const,
      eventSourceARN: `arn:aws:kinesis:us-east-1:000000000000:stream/${StreamName}`,
      approximateArrivalTimestamp: Date.now() / 1000,
    };
    const MessageBody = deadLetterMessage(record, { name: 'Error', message: 'a test' }, new Date());
    const QueueUrl = cloud.output('DeadLetterQueueUrl');
    await new SQSClient().send(new SendMessageCommand({ QueueUrl, MessageBody }));
  };

  beforeAll(async () => {
    cloud = await openCloud(undefined, fewPartitions);
    folder = cloud.folder('clone');
    cloneInto(folder);
    const { start, end } = tripsAndNights(cloud);
    await Promise.all([start('a', '2024-05-25'), end('a', '12.30', '2024-05-25'), deadLetter()]);
    await send('TripEndStreamName', {
      trip_id: 'b',
      dropoff_datetime: '2024-05-25 10:00:00',
      fare_amount: 'nine',
    });
    await untilDrained(cloud.url);
  }, TIMEOUT_MILLISECONDS);
  afterAll(() => cloud.close());

  const runInShell = (command: string): Promise<{ code: number; stdout: string; stderr: string }> =>
    new Promise((resolve) => {
      const PATH = `${join(PROJECT, 'node_modules', '.bin')}${delimiter}${process.env.PATH ?? ''}`;
      const child = execFile(
        'sh',
        ['-c', command],
        { cwd: folder, env: { ...process.env, ...FILLED_IN, PATH } },
        (_error, stdout, stderr) => resolve({ code: child.exitCode ?? -1, stdout, stderr }),
      );
    });

  /** One command goes through npm. The others are split into words by a shell and run in this process. */
  const run = async (command: string) => {
    if (command === needing('tripstream')[0]) return runInShell(command);
    const { stdout } = await runInShell(`npm() { printf '%s\\0' "$@"; }; ${command}`);
    const [runs, script, dashes, ...words] = stdout.split('\0').slice(0, -1);
    expect([runs, script, dashes]).toEqual(['run', 'tripstream', '--']);
    process.chdir(folder);
    return tripstreamHere(words).finally(() => process.chdir(PROJECT));
  };

  test.each(needing('tripstream'))(
    '%s',
    async (command) => {
      BEFORE[command]?.();
      const { code, stdout, stderr } = await run(command);
      const output = stdout + stderr;
      if (!(DONE[command] ?? [0]).includes(code)) throw new Error(`exit code ${code}: ${output}`);
      expect(output).not.toMatch(/\n\s+at /);
    },
    TIMEOUT_MILLISECONDS,
  );

  test('has done what it says: nothing waits any more, and the day is published', async () => {
    const status = JSON.parse(
      await tripstream(cloud.url, 'status', '--json').catch((error: { stdout: string }) => error.stdout),
    );
    expect(status.queues.value.map(({ messages }: { messages: number }) => messages)).toEqual([0, 0, 0]);
    expect(status.lastRun.value.last.status).toBe('SUCCEEDED');
    expect(
      JSON.parse(await tripstream(cloud.url, 'kpi', 'show', '--date', '2024-05-25', '--json')),
    ).toMatchObject({ metrics: { count_trips: 1 } });
  });
});
