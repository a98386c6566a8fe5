import { GetQueueAttributesCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, test } from '@jest/globals';
import { refusedList } from '../../console/api/refused.ts';
import type { ConsoleOptions, RunningConsole } from '../../console/server/server.ts';
import { eventually } from '../local/eventually.ts';
import { cloudOfFile } from './console-under-test.ts';

const DAY = '2024-05-25';
/** The stack of the local cloud, said to be one of another stage. */
const AS_PROD = { stage: 'prod', stack: 'Tripstream-dev' } as const;

const cloud = cloudOfFile();

/** What a request of a page of this console has. */
const headersOf = async ({ address, url }: RunningConsole) => {
  const { headers } = await fetch(address, { redirect: 'manual' });
  return {
    cookie: headers.get('set-cookie')?.split(';')[0] ?? '',
    origin: url,
    'x-tripstream-console': '1',
  };
};

/** Asks for a run as the page does, with a name to confirm it. */
const startRun = async (options: Partial<ConsoleOptions>, confirmed?: string) => {
  const running = await cloud.startConsole(options);
  const answer = await fetch(`${running.url}/api/runs/start`, {
    method: 'POST',
    headers: {
      ...(await headersOf(running)),
      'content-type': 'application/json',
      ...(confirmed === undefined ? {} : { 'x-tripstream-confirmed': confirmed }),
    },
    body: JSON.stringify({ machine: 'daily-kpi', date: DAY }),
  });
  return { status: answer.status, answer: await answer.json() };
};

describe('who may change what', () => {
  test('against AWS it is read-only', async () => {
    expect(await startRun({ endpoint: undefined })).toEqual({
      status: 403,
      answer: { error: 'This console is read-only: start it with --allow-writes to change something.' },
    });
  });

  test('in a stage other than dev a change needs the name of the stage, letter by letter', async () => {
    for (const confirmed of [undefined, '', 'dev', 'Prod']) {
      expect(await startRun(AS_PROD, confirmed)).toEqual({
        status: 409,
        answer: { error: 'Nothing was changed: type prod to confirm.' },
      });
    }
    expect(await startRun(AS_PROD, 'prod')).toMatchObject({ status: 200, answer: { machine: 'daily-kpi' } });
  });

  test('against AWS with --allow-writes, a change in another stage needs its name, too', async () => {
    const toAws = { endpoint: undefined, stage: 'prod', allowWrites: true } as const;
    expect(await startRun(toAws)).toMatchObject({ status: 409 });
  });
});

test('the page asks for the name of the stage, and Escape changes nothing', async () => {
  const consoleOfProd = await cloud.startConsole(AS_PROD);
  const { page, errors } = await cloud.openPageOf(consoleOfProd, '/runs');
  const started: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST') started.push(request.url());
  });
  await page.getByLabel('Day', { exact: true }).fill(DAY);
  await page.getByRole('button', { name: 'Run the day' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  expect(started).toEqual([]);
  await page.getByRole('button', { name: 'Run the day' }).click();
  const goOn = dialog.getByRole('button', { name: 'Run the day' });
  await dialog.getByRole('textbox').fill('pro');
  expect(await goOn.isDisabled()).toBe(true);
  await dialog.getByRole('textbox').fill('prod');
  await page.keyboard.press('Enter');
  await page.locator('.run-summary .badge.good').waitFor();
  expect(started).toEqual([`${consoleOfProd.url}/api/runs/start`]);
  expect(errors).toEqual([]);
});

test('a console that is closed while it looks into a queue hides no message of it any more', async () => {
  const sqs = new SQSClient();
  const QueueUrl = cloud.output('QuarantineQueueUrl');
  const hidden = async (): Promise<string | undefined> => {
    const name = 'ApproximateNumberOfMessagesNotVisible';
    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [name] }),
    );
    return Attributes?.[name];
  };
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'no message of the pipeline' }));
  const running = await cloud.startConsole();
  const late = { service: 'sqs', operation: 'ReceiveMessage', kind: 'late-answer', rate: 1, delayMs: 500 };
  using _late = cloud.injectFault(late);
  const headers = await headersOf(running);
  const asked = fetch(`${running.url}/api/${refusedList.path}`, { headers }).catch(() => undefined);
  await eventually(async () => expect(await hidden()).toBe('1'));
  await running.close();
  await asked;
  expect(await hidden()).toBe('0');
});
