import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { LONG_RUN, serveLongRun } from '../../../bench/console/long-run.ts';
import type { ConsoleOptions } from '../../../console/server/server.ts';
import { accessibilityFaults, inEachScheme, overflow, type PageOptions } from '../browser-under-test.ts';
import { consoleOfFile, headersOf } from '../console-under-test.ts';

const DAY = '2024-05-25';
/** Passes the local cloud's stack off as one of another stage. */
const AS_PROD = { stage: 'prod', stack: 'Tripstream-dev' } as const;
/** The largest history that Step Functions allows. */
const EVENTS = 25_000;
const ROW_PIXELS = 34;

const world = consoleOfFile();

const openRuns = (path = '/runs', options?: PageOptions) => world.openPage(path, options);

const startRun = async (name: string, input: object): Promise<void> => {
  const stateMachineArn = world.output('DailyKpiStateMachineArn');
  const states = new SFNClient({});
  await states.send(new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) }));
  states.destroy();
};

/** A run that has succeeded, shared by the tests that only look at one. */
const openFinishedRun = async (options?: PageOptions) => {
  const { page, errors } = await openRuns('/runs/daily-kpi/finished', options);
  await page.locator('.run-summary .badge.good').waitFor();
  return { page, errors };
};

beforeAll(() => startRun('finished', { date: DAY }));

describe('a run', () => {
  test('is started from the page, and turns green state by state without a reload', async () => {
    const { page, errors } = await openRuns();
    await page.getByLabel('Day', { exact: true }).fill(DAY);
    await page.getByRole('button', { name: 'Run the day' }).click();
    await page.locator('.run-summary .badge.good').waitFor();
    const state = (name: string) => page.locator(`[data-state="${name}"]`);
    await page.locator('.state.succeeded[data-state="Metrics are published"]').waitFor();
    expect(await state('Choose the days and their partitions').getAttribute('class')).toContain('succeeded');
    expect(await state('The input names no day').getAttribute('class')).toContain('idle');
    expect(await state('Sum every partition of the day').textContent()).toContain('16 done');
    expect(await page.locator('.strip').last().locator('.good').count()).toBe(16);
    expect(errors).toEqual([]);
  });

  test('can be seen as it was at any of its events', async () => {
    const { page } = await openFinishedRun();
    await page.locator('.state.succeeded[data-state="Metrics are published"]').waitFor();
    await page.getByRole('slider').fill('2');
    await page.locator('.state.running[data-state="Choose the days and their partitions"]').waitFor();
    expect(await page.locator('.state.succeeded').count()).toBe(0);
    await page.getByRole('button', { name: 'Latest' }).click();
    await page.locator('.state.succeeded[data-state="Metrics are published"]').waitFor();
  });

  test('shows what went into a state and came out of it, chosen in the graph or in the list', async () => {
    const { page } = await openFinishedRun();
    await page.locator('[data-state="Choose the days and their partitions"]').click();
    await page.getByRole('region', { name: 'Input of the state' }).getByText(`"date": "${DAY}"`).waitFor();
    await page.getByRole('region', { name: 'Output of the state' }).getByText('"partitions": [').waitFor();
    await page.getByRole('combobox', { name: 'State' }).selectOption('Sum the lane until time is short');
    const visits = page.getByRole('rowgroup', { name: 'Rows of Visits to Sum the lane' });
    await visits.getByRole('gridcell', { name: `${DAY}#00` }).waitFor();
    await visits.focus();
    await page.keyboard.press('End');
    await page
      .getByRole('region', { name: 'Input of the state' })
      .getByText(new RegExp(`"${DAY}#`))
      .waitFor();
    expect(new URL(page.url()).searchParams.get('state')).toBe('Sum the lane until time is short');
  });

  test('names the partition of each cell, and shows those that have not begun', async () => {
    const { page } = await openFinishedRun();
    const cells = page.locator('.strip').last().locator('li');
    await page.locator('.state.succeeded[data-state="Metrics are published"]').waitFor();
    expect(await cells.first().getAttribute('title')).toBe(`${DAY}#00: succeeded`);
    const begun = await page
      .getByRole('row')
      .filter({ hasText: 'MapStateStarted' })
      .last()
      .getAttribute('aria-rowindex');
    await page.getByRole('slider').fill(String(Number(begun) - 1));
    await page.locator('.strip li.waiting').first().waitFor();
    expect(await page.locator('.strip').last().locator('li.waiting').count()).toBe(16);
  });

  test('whose events cannot be read says so and tries again', async () => {
    const { page } = await openRuns();
    let refusals = 2;
    await page.route('**/api/runs/events*', (route) => {
      refusals -= 1;
      return refusals >= 0 ? route.abort() : route.continue();
    });
    await page.getByLabel('Day', { exact: true }).fill(DAY);
    await page.getByRole('button', { name: 'Run the day' }).click();
    await page.getByRole('alert').getByText('The console does not answer.').waitFor();
    await page.locator('.state.succeeded[data-state="Metrics are published"]').waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  test('shows each of its events whole, reached by the keyboard', async () => {
    const { page } = await openFinishedRun();
    await page.getByRole('rowgroup', { name: 'Rows of Events' }).focus();
    await page.keyboard.press('ArrowDown');
    await page.getByRole('region', { name: 'Event 1' }).getByText('executionStartedEventDetails').waitFor();
    await page.keyboard.press('End');
    await page.getByRole('gridcell', { name: 'ExecutionSucceeded' }).waitFor();
  });

  test('has no fault that axe finds and fits 360 pixels, light and dark', async () => {
    const { page } = await openFinishedRun({ width: 360 });
    await page.locator('.state.succeeded[data-state="Metrics are published"]').waitFor();
    await page.getByRole('gridcell', { name: 'ExecutionStarted' }).waitFor();
    await inEachScheme(page, async () => {
      expect(await accessibilityFaults(page)).toEqual([]);
      expect(await overflow(page)).toBe(0);
    });
  });
});

test('markup in the input of a run is shown as text', async () => {
  await startRun('stored-script', { date: "<img src=x onerror=document.title='owned'>" });
  const { page, errors } = await openRuns('/runs/daily-kpi/stored-script');
  await page.locator('.run-summary .badge.bad').waitFor();
  await page.getByRole('region', { name: 'Input', exact: true }).getByText('<img src=x onerror').waitFor();
  await page.locator('.state.failed[data-state="The input names no day"]').waitFor();
  expect(await page.locator('main img').count()).toBe(0);
  expect(await page.title()).toBe('Runs · Tripstream');
  expect(errors).toEqual([]);
});

test('the list is filtered by status and date, and its address keeps the filter', async () => {
  const { page } = await openRuns('/runs?status=FAILED');
  await page.getByRole('link', { name: 'stored-script' }).waitFor();
  await page.getByLabel('Started from').fill('2999-01-01');
  await page.getByText('No run matches.').waitFor();
  expect(new URL(page.url()).searchParams.get('from')).toBe('2999-01-01');
});

test('a day that cannot be run is refused where the user looks, in a sentence', async () => {
  const { page } = await openRuns();
  await page.getByLabel('Day', { exact: true }).fill('2999-01-01');
  await page.getByRole('button', { name: 'Run the day' }).press('Enter');
  await page.getByRole('alert').getByText('2999-01-01 is in the future').waitFor();
  expect(await page.locator(':focus').textContent()).toBe('Run the day');
});

describe('an audit', () => {
  const openAudits = async () => {
    const { page, errors } = await openRuns('/runs?machine=audit');
    await page.getByLabel('Day', { exact: true }).fill(DAY);
    return { page, errors, start: page.getByRole('button', { name: 'Audit the day' }) };
  };

  test('starts only after the page has said what it takes and the user has confirmed', async () => {
    const { page, errors, start } = await openAudits();
    await start.click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('It takes about 1 minute and costs about $0.01 on AWS').waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await page.getByText('No runs yet.').waitFor();
    await start.click();
    await dialog.getByRole('button', { name: 'Audit the day' }).click();
    await page.locator('.run-summary .badge.good').waitFor();
    expect(errors).toEqual([]);
  });

  test('of a table that is too large cannot be started, and the page says why', async () => {
    const { page } = await openRuns('/runs');
    const error = 'the table has 3.0 TB, more than an audit reads in its 6 hours';
    await page.route('**/api/runs/audit-estimate*', (route) =>
      route.fulfill({ status: 502, json: { error } }),
    );
    await page.goto(`${world.console().url}/runs?machine=audit`);
    await page.getByLabel('Day', { exact: true }).fill(DAY);
    await page.getByRole('alert').getByText(error).waitFor();
    expect(await page.getByRole('button', { name: 'Audit the day' }).isDisabled()).toBe(true);
  });
});

test('an execution with 25,000 events is shown whole, and scrolls without a gap', async () => {
  const { url: endpoint, close } = await serveLongRun(world.url(), EVENTS);
  world.opened.defer(close);
  const running = await world.startConsole({ endpoint });
  const { page, errors } = await world.openPageOf(running, `/runs/daily-kpi/${LONG_RUN}`);
  await page.getByRole('heading', { name: '25,000 events' }).waitFor();
  expect(await page.locator('.strip li.good').count()).toBe(3_570);
  expect(await page.locator('.strip li.good').last().getAttribute('title')).toBe(
    '2024-05-25#3569: succeeded',
  );
  const rows = page.getByRole('rowgroup', { name: 'Rows of Events' });
  for (const first of [0, 9_000, 17_500, 24_985]) {
    const top = first * ROW_PIXELS;
    await rows.evaluate((element, scrollTop) => element.scrollTo(0, scrollTop), top);
    await page.locator(`[aria-rowindex="${first + 4}"]`).waitFor();
    const numbers = await rows.getByRole('row').locator('> :first-child').allTextContents();
    const [start = 0] = numbers.map(Number);
    expect(numbers.map(Number)).toEqual(numbers.map((_, index) => start + index));
    expect(start).toBeLessThanOrEqual(first + 1);
    expect(start + numbers.length).toBeGreaterThanOrEqual(first + 12);
  }
  expect(errors).toEqual([]);
});

/** Asks for a run as the page does, with a name to confirm it. */
const askForRun = async (options: Partial<ConsoleOptions>, confirmed?: string) => {
  const running = await world.startConsole(options);
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
    expect(await askForRun({ endpoint: undefined })).toEqual({
      status: 403,
      answer: { error: 'This console is read-only: start it with --allow-writes to change something.' },
    });
  });

  test('in a stage other than dev a change needs the name of the stage, letter by letter', async () => {
    for (const confirmed of [undefined, '', 'dev', 'Prod']) {
      expect(await askForRun(AS_PROD, confirmed)).toEqual({
        status: 409,
        answer: { error: 'Nothing was changed: type prod to confirm.' },
      });
    }
    expect(await askForRun(AS_PROD, 'prod')).toMatchObject({ status: 200, answer: { machine: 'daily-kpi' } });
  });

  test('against AWS with --allow-writes, a change in another stage needs its name, too', async () => {
    const toAws = { endpoint: undefined, stage: 'prod', allowWrites: true } as const;
    expect(await askForRun(toAws)).toMatchObject({ status: 409 });
  });
});

test('the page asks for the name of the stage, and Escape changes nothing', async () => {
  const consoleOfProd = await world.startConsole(AS_PROD);
  const { page, errors } = await world.openPageOf(consoleOfProd, '/runs');
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
