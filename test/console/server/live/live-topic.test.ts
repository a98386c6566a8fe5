import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { topic } from '../../../../console/api/endpoint.ts';
import { openStackAccess } from '../../../../console/server/aws/stack-access.ts';
import { LiveTopic } from '../../../../console/server/live/live-topic.ts';
import { watching } from '../../../../console/server/live/watch.ts';

const HOURS = { local: 3_600_000, aws: 3_600_000 };

test('a message that is not whole is followed by the rest at once, not after the usual pause', async () => {
  const stack = openStackAccess({ endpoint: 'http://127.0.0.1:9' });
  let left = 3;
  const counting = topic<Record<never, never>, { readonly left: number }>('counting', () => ({}));
  const watch = watching(
    counting,
    async () => {
      left -= 1;
      return { left };
    },
    HOURS,
    (message) => message.left === 0,
  );
  const heard: unknown[] = [];
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  const live = new LiveTopic('counting', { read: () => watch.open({})(stack), everyMs: HOURS.local, stack });
  const listener = (event: object): void => {
    heard.push('message' in event ? event.message : event);
    if (heard.length === 3) end();
  };
  live.add(listener);
  await ended;
  live.remove(listener);
  expect(heard).toEqual([{ left: 2 }, { left: 1 }, { left: 0 }]);
  stack.close();
});

test('a page that leaves and returns before the next reading is due hears the last value, and none is read for it', async () => {
  const stack = openStackAccess({ endpoint: 'http://127.0.0.1:9' });
  let readings = 0;
  const read = async () => {
    readings += 1;
    return { message: readings, isWhole: true };
  };
  const everyMs = 200;
  const live = new LiveTopic('readings', { read, everyMs, stack });
  const heard: unknown[] = [];
  const listener = (event: object): void => void heard.push('message' in event ? event.message : event);
  live.add(listener);
  await sleep(everyMs / 4);
  live.remove(listener);
  live.add(listener);
  expect([heard, readings]).toEqual([[1, 1], 1]);
  await sleep(everyMs);
  expect([heard, readings]).toEqual([[1, 1, 2], 2]);
  live.remove(listener);
  await sleep(2 * everyMs);
  expect([live.isRunning, readings]).toEqual([false, 2]);
  stack.close();
});
