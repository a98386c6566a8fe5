import { readFile } from 'node:fs/promises';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { ListExecutionsCommand, SFNClient } from '@aws-sdk/client-sfn';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { currentKey } from '../../../functions/contracts/metrics-file.ts';
import { parseExact } from '../../../functions/trip/decimal.ts';
import { METRICS } from '../../../functions/trip/metrics.ts';
import { money } from '../../../producer/terminal/text.ts';
import { untilDrained } from '../../flow/cloud-under-test.ts';
import { tripsAndNights } from '../../flow/nights-under-test.ts';
import { accessibilityFaults, inEachScheme, overflow, type PageOptions } from '../browser-under-test.ts';
import { consoleOfFile } from '../console-under-test.ts';
import { endOfSample } from '../sample-under-test.ts';

const START_TIMEOUT_MS = 120_000;
/** The day of the sample; its last trips end on the day after. */
const DAY = '2024-05-25';
const DAY_AFTER = '2024-05-26';
const DAY_BEFORE = '2024-05-24';

const world = consoleOfFile();

beforeAll(async () => {
  await world.produce(endOfSample(15));
  await world.tripstream('kpi', 'run', '--from', DAY, '--to', DAY_AFTER, '--json');
}, START_TIMEOUT_MS);

const openDays = (query = '', options?: PageOptions) => world.openPage(`/days${query}`, options);

const place = (date: string) => ({ Bucket: world.output('MetricsBucketName'), Key: currentKey(date) });

const publishedText = async (date: string): Promise<string> => {
  const { Body } = await new S3Client({ forcePathStyle: true }).send(new GetObjectCommand(place(date)));
  return (await Body?.transformToString()) ?? '';
};

const publishText = (date: string, Body: string) =>
  new S3Client({ forcePathStyle: true }).send(new PutObjectCommand({ ...place(date), Body }));

/** The metrics of a file with all their digits, formatted as the page shows them. */
const metricsIn = (file: string): Record<string, string> => {
  const metrics: Record<string, string> = Object(parseExact(file)).metrics;
  const shown = ([name, digits]: [string, string]) => [
    name,
    name === 'count_trips' ? Number(digits).toLocaleString('en-US') : money(digits),
  ];
  return Object.fromEntries(Object.entries(metrics).map(shown));
};

const metricsShown = async (page: Page): Promise<Record<string, string>> => {
  const figures = await page.locator('.day [data-metric]').all();
  const pairs = figures.map(async (figure) => [
    await figure.getAttribute('data-metric'),
    await figure.locator('dd').textContent(),
  ]);
  return Object.fromEntries(await Promise.all(pairs));
};

const executions = async (): Promise<number> => {
  const stateMachineArn = world.output('DailyKpiStateMachineArn');
  const { executions: all = [] } = await new SFNClient().send(new ListExecutionsCommand({ stateMachineArn }));
  return all.length;
};

const cell = (page: Page, date: string) => page.locator(`.day-cell[data-date="${date}"]`);

describe('the range', () => {
  test('ends by default with the newest published day, however long ago that was', async () => {
    const { page, errors } = await openDays();
    await cell(page, DAY).getByText('trips 11').waitFor();
    expect(await page.getByLabel('To', { exact: true }).inputValue()).toBe(DAY_AFTER);
    expect(await page.getByLabel('From', { exact: true }).inputValue()).toBe('2024-05-20');
    await page.getByText('2 of 7 days published. Days in America/New_York.').waitFor();
    expect(await cell(page, DAY_BEFORE).textContent()).toContain('not published');
    expect(errors).toEqual([]);
  });

  test('adds the days up to the cent', async () => {
    const { page } = await openDays();
    const [one, other] = await Promise.all([publishedText(DAY), publishedText(DAY_AFTER)]);
    // In whole cents, so that this test's own sum rounds nothing.
    const cents = [one, other]
      .map((file) => money(String(Object(parseExact(file)).metrics.total_fare)).replace(/[,.]/g, ''))
      .reduce((sum, digits) => sum + BigInt(digits), 0n);
    const total = money(String(cents).replace(/(\d\d)$/, '.$1'));
    await page.locator('.totals [data-metric="total_fare"]').getByText(total, { exact: true }).waitFor();
  });

  test('is in the address, and an invalid range is refused where it can be corrected', async () => {
    const { page } = await openDays('?from=2024-05-26&to=2024-05-20');
    await page.getByRole('alert').getByText('2024-05-26 is after 2024-05-20: swap them.').waitFor();
    await page.getByLabel('From', { exact: true }).fill('2024-05-20');
    await page.getByLabel('To', { exact: true }).fill(DAY_AFTER);
    await cell(page, '2024-05-20').waitFor();
    expect(new URL(page.url()).search).toBe(`?from=2024-05-20&to=${DAY_AFTER}`);
    await page.getByRole('link', { name: 'Earlier' }).click();
    await cell(page, '2024-05-13').waitFor();
    expect(await page.locator('.day-cell').count()).toBe(7);
  });

  test('is navigated with the arrow keys: Tab reaches one day', async () => {
    const { page } = await openDays(`?from=2024-05-01&to=${DAY_AFTER}`);
    await cell(page, DAY_AFTER).focus();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowLeft');
    expect(await page.evaluate('document.activeElement.dataset.date')).toBe('2024-05-18');
    expect(await page.locator('.day-cell[tabindex="0"]').count()).toBe(1);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Saturday 2024-05-18' }).waitFor();
  });

  test('is downloaded byte for byte as the command line exports it', async () => {
    const { page } = await openDays();
    await cell(page, DAY).waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download CSV' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('tripstream-2024-05-20-to-2024-05-26.csv');
    const range = ['--from', '2024-05-20', '--to', DAY_AFTER];
    const exported = await world.tripstream('kpi', 'export', ...range, '--allow-missing');
    expect(exported.split('\n')).toHaveLength(9);
    expect(await readFile(await download.path(), 'utf8')).toBe(exported);
  });
});

describe('one day', () => {
  test.each([DAY, DAY_AFTER])('%s shows the metrics of its file to the digit', async (date) => {
    const { page, errors } = await openDays(`?date=${date}`);
    await page.getByText('1 revision').waitFor();
    const expected = metricsIn(await publishedText(date));
    expect(Object.keys(expected)).toEqual(METRICS.map(({ name }) => name));
    expect(await metricsShown(page)).toEqual(expected);
    expect(errors).toEqual([]);
  });

  test('whose file changes is shown with the new numbers, and markup in the file is text', async () => {
    const file = await publishedText(DAY_AFTER);
    const { page, errors } = await openDays(`?date=${DAY_AFTER}`);
    await page.getByText('1 revision').waitFor();
    const [before] = /"total_fare":[\d.]+/.exec(file) ?? [];
    const owned = "<img src=x onerror=document.title='owned'>";
    const other = file
      .replace(String(before), '"total_fare":90071992547409931234.17')
      .replace(/"count_trips":\d+/, '"count_trips":12345')
      .replace(/"run_id":"[^"]+"/, `"run_id":"${owned}"`);
    await publishText(DAY_AFTER, other);
    await page.locator('.day').getByText('90,071,992,547,409,931,234.17', { exact: true }).waitFor();
    expect(await metricsShown(page)).toEqual(metricsIn(other));
    await cell(page, DAY_AFTER).getByText('trips 12,345').waitFor();
    await publishText(DAY_AFTER, file);
    await page
      .locator('.day')
      .getByText(metricsIn(file).total_fare ?? '', { exact: true })
      .first()
      .waitFor();
    expect(await page.locator('main img').count()).toBe(0);
    expect(errors).toEqual([]);
  });

  test('whose file is not a metrics file says so, and the other days are unaffected', async () => {
    const file = await publishedText(DAY_AFTER);
    await publishText(DAY_AFTER, '{"date":');
    const { page } = await openDays(`?date=${DAY_AFTER}`);
    await page.getByRole('alert').getByText('cannot be read: move it away and run the day again').waitFor();
    await cell(page, DAY_AFTER).getByText('cannot be read').waitFor();
    await cell(page, DAY).getByText('trips 11').waitFor();
    await publishText(DAY_AFTER, file);
    await cell(page, DAY_AFTER).getByText('not audited').waitFor();
  });

  test('is restated after a late trip: revision 2, with what has changed and why', async () => {
    const { page } = await openDays(`?date=${DAY}`);
    await page.getByText('1 revision').waitFor();
    const before = metricsIn(await publishedText(DAY));
    const trips = tripsAndNights(world);
    await trips.start('late-trip', DAY);
    await trips.end('late-trip', '7.25', DAY);
    await untilDrained(world.url());
    await page.getByRole('button', { name: 'Run the day' }).click();
    await page.getByText('2 revisions').waitFor();
    const newest = page.locator('.revisions tbody tr').first();
    expect(await newest.locator('th').textContent()).toBe('2');
    expect(await newest.textContent()).toContain('requested');
    const changes = await newest.locator('.change-of-metric').allTextContents();
    expect(changes.slice(0, 2)).toEqual(['+1', '+7.25']);
    const after = metricsIn(await publishedText(DAY));
    expect(after).not.toEqual(before);
    await page
      .locator('.day')
      .getByText(after.total_fare ?? '', { exact: true })
      .first()
      .waitFor();
    expect(await metricsShown(page)).toEqual(after);
    await cell(page, DAY).getByText('revision 2').waitFor();
    await page.locator('.started-run .badge.good').waitFor();
  });

  test('is audited from the page; a file that disagrees with the table is reported', async () => {
    const { page } = await openDays(`?date=${DAY}`);
    await page.getByText('This day has not been audited.').waitFor();
    const audit = async () => {
      await page.getByRole('button', { name: 'Audit the day' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Audit the day' }).click();
    };
    await audit();
    await page.getByText('The published metrics agree with the table.').waitFor();
    await cell(page, DAY).getByText('audit agrees').waitFor();
    const file = await publishedText(DAY);
    const later = new Date(Date.now() + 3_600_000).toISOString();
    const { total_fare } = Object(parseExact(file)).metrics;
    await publishText(
      DAY,
      file
        .replace(`"total_fare":${total_fare}`, '"total_fare":1.5')
        .replace(/"generated_at":"[^"]+"/, `"generated_at":"${later}"`)
        .replace(/"revised_at":"[^"]+"/, `"revised_at":"${later}"`),
    );
    await cell(page, DAY).getByText('audit outdated').waitFor();
    await audit();
    await page.getByText(`and nothing written since explains it: use "Run the day"`).waitFor();
    await cell(page, DAY).getByText('audit disagrees').waitFor();
    await publishText(DAY, file);
  });

  test('that is not a date is refused in a sentence', async () => {
    const { page } = await openDays('?date=2024-02-30');
    await page.getByRole('alert').getByText('"2024-02-30" is not a date').waitFor();
  });

  test('has no fault that axe finds and fits 360 pixels, light and dark', async () => {
    const { page } = await openDays(`?date=${DAY}`, { width: 360 });
    await page.getByText('2 revisions').waitFor();
    await cell(page, DAY).getByText('revision 2').waitFor();
    await inEachScheme(page, async () => {
      expect(await accessibilityFaults(page)).toEqual([]);
      expect(await overflow(page)).toBe(0);
    });
  });
});

describe('a backfill', () => {
  const plan = async (page: Page, from: string, to: string) => {
    await page.getByRole('button', { name: 'Backfill a range' }).click();
    await page.getByLabel('First day').fill(from);
    await page.getByLabel('Last day').fill(to);
    await page.getByRole('button', { name: 'List the days' }).click();
  };

  test('first says which days it would sum, as the command line does, and starts nothing', async () => {
    const { page } = await openDays();
    const before = await executions();
    await plan(page, DAY_BEFORE, DAY_AFTER);
    await page.getByText('3 days would be summed').waitFor();
    const listed = await page.locator('.backfill-plan li').allTextContents();
    const range = ['--from', DAY_BEFORE, '--to', DAY_AFTER];
    const dryRun = await world.tripstream('kpi', 'run', ...range, '--dry-run');
    expect(listed.map((text) => text.slice(0, DAY.length))).toEqual(dryRun.trimEnd().split('\n'));
    expect(listed.filter((text) => text.includes('not published yet'))).toHaveLength(1);
    expect(await executions()).toBe(before);
  });

  test('then sums them, shows every page its progress, and the calendar shows the result', async () => {
    const { page } = await openDays();
    const before = await executions();
    await plan(page, DAY_BEFORE, DAY_AFTER);
    await page.getByRole('button', { name: 'Run 3 days' }).click();
    await page.getByText('Ended: 3 of 3 days done.').waitFor();
    expect(await page.locator('.backfill-days .badge.good').count()).toBe(3);
    expect(await page.locator('.backfill-days li').first().textContent()).toContain('0 trips, 0.00');
    await cell(page, DAY_BEFORE).getByText('no trips').waitFor();
    expect(await executions()).toBe(before + 3);
    expect(await accessibilityFaults(page)).toEqual([]);
    const { page: other } = await openDays();
    await other.getByRole('button', { name: 'Backfill a range' }).click();
    await other.getByText('Ended: 3 of 3 days done.').waitFor();
  });

  test('whose day cannot be summed says why, and sums the others', async () => {
    const [broken, other] = ['2024-01-01', '2024-01-02'];
    await publishText(broken, '{"date":');
    const { page } = await openDays();
    await plan(page, broken, other);
    await page.getByRole('button', { name: 'Run 2 days' }).click();
    await page.getByText('Ended: 2 of 2 days done, 1 of them failed.').waitFor();
    const [first, second] = await page.locator('.backfill-days li').allTextContents();
    expect(first).toContain(`daily/${broken}/metrics.json cannot be read`);
    expect(second).toContain('0 trips, 0.00');
  });

  test('that is stopped starts no more days, and says which it has skipped', async () => {
    const { page } = await openDays();
    await plan(page, '2023-01-01', '2023-02-28');
    await page.getByRole('button', { name: 'Run 59 days' }).click();
    await page.getByRole('button', { name: 'Start no more days' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Start no more days' }).click();
    await page.getByText(/^Ended: \d+ of 59 days done\.$/).waitFor();
    const skipped = await page.locator('.backfill-days').getByText('skipped').count();
    expect(skipped).toBeGreaterThan(0);
    expect(skipped).toBeLessThan(59);
  });

  test.each([
    [DAY_AFTER, DAY, `${DAY_AFTER} is after ${DAY}: swap them.`],
    [DAY, '2999-01-01', 'at a time.'],
    ['2998-12-31', '2999-01-01', '2999-01-01 is in the future: today is'],
  ])('of %s to %s is refused in a sentence', async (from, to, why) => {
    const { page } = await openDays();
    await plan(page, from, to);
    await page.getByRole('alert').getByText(why).waitFor();
    expect(await page.getByRole('button', { name: /^Run \d/ }).count()).toBe(0);
  });
});
