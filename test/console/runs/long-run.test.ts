import { expect, test } from '@jest/globals';
import { LONG_RUN, serveLongRun } from '../../../bench/console/long-run.ts';
import { cloudOfFile } from '../console-under-test.ts';

/** The most that Step Functions keeps of an execution. */
const EVENTS = 25_000;
const ROW_PIXELS = 34;

const cloud = cloudOfFile();

test('an execution with 25,000 events is shown whole, and scrolls without a gap', async () => {
  const { url: endpoint, close } = await serveLongRun(cloud.url(), EVENTS);
  cloud.opened.defer(close);
  const running = await cloud.startConsole({ endpoint });
  const { page, errors } = await cloud.openPageOf(running, `/runs/daily-kpi/${LONG_RUN}`);
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
