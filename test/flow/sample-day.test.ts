import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { oracleMetrics } from '../../checks/oracle.ts';
import { parseExact } from '../../functions/trip/decimal.ts';
import { openWorkshop, pipesOf, SAMPLE, startCloud, tripstream, untilDrained } from './cloud-under-test.ts';

const TIMEOUT_MILLISECONDS = 240_000;

const expected = oracleMetrics(SAMPLE);
let workshop: Awaited<ReturnType<typeof openWorkshop>>;

beforeAll(async () => {
  workshop = await openWorkshop();
}, TIMEOUT_MILLISECONDS);

afterAll(() => workshop.remove());

/** The text of `metrics` in each day's file, once everything sent to the cloud has been recorded and summed. */
const metricsText = async (url: string): Promise<string[]> => {
  await untilDrained(url);
  const days = [...expected.keys()];
  const files = await Promise.all(
    days.map((date) => tripstream(url, 'kpi', 'run', '--date', date, '--json')),
  );
  return files.map((file) => JSON.stringify(Object(parseExact(file)).metrics));
};

const oracleText = [...expected.values()].map((metrics) => ({
  ...metrics,
  count_trips: String(metrics.count_trips),
}));

describe('the sample day, through the deployable system', () => {
  test(
    'gives the same bytes in any order, however often events are delivered, and they are the oracle’s',
    async () => {
      const inOrder = await startCloud(workshop.assembly, workshop.folder('in-order'));
      await tripstream(inOrder.url, 'produce', '--order', 'interleaved', '--wait', '--json');
      const behind = (await pipesOf(inOrder.url)).reduce((sum, { recordsBehind }) => sum + recordsBehind, 0);
      expect(behind).toBe(0);
      const once = await metricsText(inOrder.url);
      await inOrder.stop();

      const disordered = await startCloud(workshop.assembly, workshop.folder('disordered'));
      await tripstream(disordered.url, 'produce', '--order', 'ends-first', '--json');
      await tripstream(
        disordered.url,
        'produce',
        '--order',
        'shuffled',
        '--seed',
        '7',
        '--limit',
        '4000',
        '--json',
      );
      const repeated = await metricsText(disordered.url);
      const delivered = (await pipesOf(disordered.url)).reduce((sum, { records }) => sum + records, 0);
      await disordered.stop();

      expect(delivered).toBe(9_988 + 4_000);
      expect(repeated).toEqual(once);
      expect(once.map((text) => JSON.parse(text))).toEqual(oracleText);
    },
    TIMEOUT_MILLISECONDS,
  );

  test(
    'ends in the same metrics when the cloud is killed in the middle and started again',
    async () => {
      const data = workshop.folder('killed');
      const first = await startCloud(workshop.assembly, data);
      await tripstream(first.url, 'produce', '--json');
      await first.kill();

      const second = await startCloud(workshop.assembly, data);
      const before = (await pipesOf(second.url)).reduce((sum, { recordsBehind }) => sum + recordsBehind, 0);
      expect(before).toBeGreaterThan(0);
      const metrics = await metricsText(second.url);
      await second.stop();
      expect(metrics.map((text) => JSON.parse(text))).toEqual(oracleText);
    },
    TIMEOUT_MILLISECONDS,
  );
});
