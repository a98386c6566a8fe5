import { GetQueueAttributesCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { refusedList } from '../../console/api/refused.ts';
import { eventually } from '../local/eventually.ts';
import { accessibilityFaults, overflow, type PageOptions } from './browser-under-test.ts';
import { consoleOfFile, headersOf } from './console-under-test.ts';

/** The path of each page, and the heading that shows that it has loaded. */
const PAGES_UNDER_TEST: readonly (readonly [path: string, heading: string])[] = [
  ['/', 'Flow'],
  ['/producer', 'Producer'],
  ['/producer?make=trips', 'Producer'],
  ['/runs', 'Runs'],
  ['/alarms', 'Alarms and status'],
  ['/alarms?alarm=ends-undelivered', 'Alarms and status'],
  ['/days', 'Days'],
  ['/trips', 'Trip'],
  ['/refused', 'Refused events and dead letters'],
  ['/refused?show=dead', 'Refused events and dead letters'],
  ['/nowhere', 'There is no such page'],
];

const world = consoleOfFile();

/** Opens a page, waits until it has read everything, and returns the browser's errors. */
const openPage = async (path: string, heading: string, options?: PageOptions) => {
  const { page, errors } = await world.openPage(path, options);
  await page.getByRole('heading', { name: heading, level: 1 }).waitFor();
  await page.locator('main:not(:has(.reading))').waitFor();
  return { page, errors };
};

describe.each(PAGES_UNDER_TEST)('the page %s', (path, heading) => {
  const faults: Record<string, string[]> = {};
  let tooWide: number;
  let complaints: string[];
  beforeAll(async () => {
    const { page, errors } = await openPage(path, heading, { width: 360 });
    tooWide = await overflow(page);
    faults.narrow = await accessibilityFaults(page);
    await page.setViewportSize({ width: 1280, height: 800 });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      faults[colorScheme] = await accessibilityFaults(page);
    }
    complaints = errors;
  });

  test.each(['light', 'dark'])('has no fault that axe finds, in %s', (colorScheme) => {
    expect(faults[colorScheme]).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test('fits a width of 360 pixels', () => {
    expect(tooWide).toBe(0);
    expect(faults.narrow).toEqual([]);
  });
});

test('with the keyboard alone: the first Tab skips to the page, the next ones go through the navigation', async () => {
  const { page } = await openPage('/nowhere', 'There is no such page', { staysLoaded: false });
  const focused = () => page.evaluate<string>('document.activeElement.textContent');
  await page.keyboard.press('Tab');
  expect(await focused()).toBe('Skip to the page');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  expect(await focused()).toBe('Flow');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Flow', level: 1 }).waitFor();
});

test('the page names the stack, where it is, and the time zone of its times', async () => {
  const { page } = await openPage('/', 'Flow');
  await page.getByText('America/New_York', { exact: true }).waitFor();
  expect(await page.locator('.stack-facts').textContent()).toContain('local cloud, 127.0.0.1:');
});

test('a console that stops is reported where the user looks, and the page continues when it is back', async () => {
  const first = await world.startConsole({ endpoint: 'http://127.0.0.1:9' });
  const { page } = await world.open();
  await page.goto(first.address);
  await page.getByRole('alert').getByText('Cannot reach http://127.0.0.1:9').waitFor();
  await first.close();
  await page.getByRole('alert').getByText('The console does not answer.').waitFor();
  const again = await world.startConsole({
    endpoint: 'http://127.0.0.1:9',
    port: Number(new URL(first.url).port),
  });
  // It has another token: the page says so, and continues once the new address has been opened in this browser.
  await page.getByRole('alert').getByText('open the address that it printed').waitFor();
  const other = await page.context().newPage();
  await other.goto(again.address);
  await page.getByRole('alert').getByText('Cannot reach http://127.0.0.1:9').waitFor();
  expect(await page.getByText('does not answer').count()).toBe(0);
});

test('a console that is closed while it reads a queue leaves no message hidden', async () => {
  const sqs = new SQSClient();
  const QueueUrl = world.output('QuarantineQueueUrl');
  const hidden = async (): Promise<string | undefined> => {
    const name = 'ApproximateNumberOfMessagesNotVisible';
    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [name] }),
    );
    return Attributes?.[name];
  };
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'no message of the pipeline' }));
  const running = await world.startConsole();
  const late = { service: 'sqs', operation: 'ReceiveMessage', kind: 'late-answer', rate: 1, delayMs: 500 };
  using _late = world.injectFault(late);
  const headers = await headersOf(running);
  const asked = fetch(`${running.url}/api/${refusedList.path}`, { headers }).catch(() => undefined);
  await eventually(async () => expect(await hidden()).toBe('1'));
  await running.close();
  await asked;
  expect(await hidden()).toBe('0');
});
