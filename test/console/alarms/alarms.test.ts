import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { PurgeQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { sectionOf } from '../../../console/server/alarms/runbook.ts';
import { isPart, PARTS, partOfAlarm } from '../../../console/web/pages/alarms/parts.ts';
import { untilDrained } from '../../flow/cloud-under-test.ts';
import { accessibilityFaults, goWithin, inEachScheme, overflow } from '../browser-under-test.ts';
import { consoleOfFile } from '../console-under-test.ts';

const RUNBOOK = join(import.meta.dirname, '..', '..', '..', 'docs', 'runbook.md');

const world = consoleOfFile();

const openAlarms = async () => {
  const { page, errors } = await world.openPage('/alarms');
  await page.locator('.alarm').first().waitFor();
  return { page, errors };
};

/** Moves the cloud's clock forward, which evaluates the alarms on the way. */
const advance = async (minutes: number): Promise<void> => {
  const body = JSON.stringify({ advanceSeconds: minutes * 60 });
  const answer = await fetch(`${world.url()}/_local/clock`, { method: 'POST', body });
  expect(answer.status).toBe(200);
};

const alarmOf = (page: Page, name: string, state: string) =>
  page.locator('.alarm', { hasText: name }).locator('.alarm-head .badge', { hasText: state });

test('each alarm of the stack belongs to a part of the picture, and has a section in the runbook', async () => {
  const cloudWatch = new CloudWatchClient();
  const { MetricAlarms = [] } = await cloudWatch.send(new DescribeAlarmsCommand({ MaxRecords: 100 }));
  cloudWatch.destroy();
  const runbook = readFileSync(RUNBOOK, 'utf8');
  const names = MetricAlarms.map(({ AlarmName = '' }) => AlarmName.replace(/^tripstream-dev-/, ''));
  expect(names.length).toBeGreaterThanOrEqual(1);
  expect(names.filter((name) => partOfAlarm(name) === undefined)).toEqual([]);
  expect(names.filter((name) => sectionOf(runbook, name) === undefined)).toEqual([]);
  const watched = new Set(names.map(partOfAlarm));
  expect(Object.keys(PARTS).filter((part) => isPart(part) && !watched.has(part))).toEqual(['producer']);
});

test('the page says what tripstream status says', async () => {
  const { page } = await openAlarms();
  const printed = await world.tripstream('status');
  for (const row of ['pipes', 'alarms', 'last run', 'next run']) {
    const text = await page.locator('.status-rows div', { hasText: row }).locator('dd').first().textContent();
    expect(printed.replaceAll(/\s+/g, ' ')).toContain(`${row} ${text?.replaceAll(/\s+/g, ' ')}`);
  }
  expect(printed).toContain((await page.locator('.status-verdict').textContent()) ?? 'no verdict');
});

test('an alarm that goes off and clears is shown, with its time, its history and what to do', async () => {
  // Comes from a page that watches some of the same topics.
  const { page, errors } = await world.openPage('/');
  await page.locator('.node').first().waitFor();
  await page.getByRole('link', { name: 'Alarms', exact: true }).click();
  await page.locator('.alarm').first().waitFor();
  await advance(1);
  await alarmOf(page, 'quarantine-waiting', 'off').waitFor();

  await world.put('TripEndStreamName', ['wrong', '{"trip_id":"wrong"}']);
  await untilDrained(world.url());
  await advance(2);
  await alarmOf(page, 'quarantine-waiting', 'on').waitFor();
  expect(await page.locator('.alarm-name').first().textContent()).toBe('quarantine-waiting');
  await page.getByText('NOT HEALTHY').waitFor();

  await page.locator('.alarm-head', { hasText: 'quarantine-waiting' }).focus();
  await page.keyboard.press('Enter');
  const details = page.locator('.alarm-details');
  await details.getByText('Events were refused.').waitFor();
  await details.getByText('npm run tripstream -- quarantine list').waitFor();
  await details.locator('.alarm-changes .badge.bad').first().waitFor();
  await details
    .getByText(/Threshold Crossed: .*greater than the threshold \(0\.0\)/)
    .first()
    .waitFor();
  expect(new URL(page.url()).searchParams.get('alarm')).toBe('quarantine-waiting');
  await page.setViewportSize({ width: 360, height: 800 });
  await goWithin(page, '/nowhere');
  await goWithin(page, '/alarms?alarm=quarantine-waiting');
  await details.locator('.alarm-changes .badge.bad').first().waitFor();
  await details.getByText('Events were refused.').waitFor();
  await inEachScheme(page, async () => {
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
  });

  const sqs = new SQSClient();
  await sqs.send(new PurgeQueueCommand({ QueueUrl: world.output('QuarantineQueueUrl') }));
  sqs.destroy();
  await advance(12);
  await alarmOf(page, 'quarantine-waiting', 'off').waitFor();
  await page.locator('.alarm-changes li').nth(1).locator('.badge.bad').waitFor();
  expect(await page.locator('.alarm-changes .badge').first().textContent()).toBe('off');
  expect(errors).toEqual([]);
});
