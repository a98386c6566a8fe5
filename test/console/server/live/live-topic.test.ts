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
