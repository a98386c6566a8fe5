import { eventually } from '../../local/eventually.ts';
import { daysAgo, type Fault, half, newTrip } from './fault.ts';
import { KINDS, type Kind, MINUTE_MS, type WatchedStack } from './watched-stack-under-test.ts';

const FUNCTIONS = { starts: 'record-trip-start', ends: 'record-trip-end' };
const OTHER = { starts: 'ends', ends: 'starts' } as const;

/** A record that was alone in its batch and has ended the process several times is given up as the cause. */
const GIVEN_UP = ['dead-letter-waiting'];

/** Beyond the 35 days that a nightly run looks back, whatever the time of day. */
const LONG_AGO = daysAgo(60);

/** Keeps up a fault from the arrival of an event until `mend`. */
const whileArriving =
  (kind: Kind, fault: (stack: WatchedStack) => object): Fault['breaks'] =>
  async (stack) => {
    const injected = stack.cloud.injectFault({ rate: 1, ...fault(stack) });
    await stack.put(kind, half(kind));
    return {
      mend: async () => {
        injected[Symbol.dispose]();
        await stack.drained();
        await stack.takeMessages('dead-letter');
      },
    };
  };

const intakeFaults = (kind: Kind): readonly Fault[] => {
  const fn = FUNCTIONS[kind];
  return [
    {
      what: `the pipe of ${kind} is stopped while ${kind} arrive`,
      alarms: [`${kind}-undelivered`],
      breaks: async (stack) => {
        await stack.stopPipe(kind);
        return {
          meanwhile: () => stack.put(kind, half(kind)),
          mend: async () => {
            await stack.startPipe(kind);
            await stack.drained();
          },
        };
      },
    },
    {
      what: `the pipe of ${kind} is 16 minutes behind`,
      alarms: [`${kind}-stream-behind`],
      breaks: async (stack) => {
        await stack.stopPipe(kind);
        await stack.put(kind, half(kind));
        await stack.clock.advanceBy(16 * MINUTE_MS);
        await stack.startPipe(kind);
        return { mend: () => stack.drained() };
      },
    },
    {
      what: `${fn} is throttled`,
      alarms: [`${fn}-throttled`, `${kind}-pipe-throttled`],
      breaks: whileArriving(kind, (stack) => ({
        ...{ service: 'lambda', operation: 'Invoke', kind: 'throttle', match: stack.functionNamed(fn) },
      })),
    },
    {
      what: `Lambda itself answers the pipe of ${kind} with errors`,
      alarms: [`${kind}-pipe-failed`],
      breaks: whileArriving(kind, (stack) => ({
        ...{ service: 'lambda', operation: 'Invoke', kind: 'error', match: stack.functionNamed(fn) },
      })),
    },
    {
      what: `the process of ${fn} crashes`,
      alarms: [`${fn}-errors`, `${kind}-pipe-failed`],
      mayFollow: GIVEN_UP,
      breaks: whileArriving(kind, () => ({
        service: 'function',
        operation: fn,
        kind: 'crash',
        delayMs: 0,
      })),
    },
    {
      what: `${fn} takes all its time`,
      alarms: [`${fn}-errors`, `${fn}-slow`, `${kind}-pipe-failed`],
      mayFollow: GIVEN_UP,
      breaks: whileArriving(kind, () => ({
        service: 'function',
        operation: fn,
        kind: 'timeout',
        delayMs: 0,
      })),
    },
    {
      what: `the table does not take ${kind}`,
      alarms: [`${kind}-records-failed`],
      breaks: whileArriving(kind, () => ({ service: 'dynamodb', operation: 'UpdateItem', kind: 'error' })),
    },
    {
      what: `the ${kind} of old trips arrive late`,
      alarms: [`${kind}-beyond-look-back`],
      breaks: async (stack) => {
        const trip = newTrip();
        const other = OTHER[kind];
        await stack.put(other, half(other, trip, LONG_AGO));
        await stack.drained();
        await stack.put(kind, half(kind, trip, LONG_AGO));
        return { mend: () => stack.drained() };
      },
    },
  ];
};

/** Drains the pipes. `mend` then waits for a message in the queue and takes it. */
const waiting = async (stack: WatchedStack, queue: 'quarantine' | 'dead-letter') => {
  await stack.drained();
  return {
    mend: () =>
      eventually(async () => {
        if ((await stack.takeMessages(queue)).length === 0) throw new Error(`${queue} has no message`);
      }),
  };
};

/** Faults that stop or refuse events on their way into the table. */
export const INTAKE_FAULTS: readonly Fault[] = [
  ...KINDS.flatMap(intakeFaults),
  {
    what: 'an event is wrong',
    alarms: ['quarantine-waiting'],
    breaks: async (stack) => {
      await stack.put('ends', { ...half('ends'), fare_amount: 'free' });
      return waiting(stack, 'quarantine');
    },
  },
  {
    what: 'the table refuses one item for good',
    alarms: ['dead-letter-waiting'],
    breaks: async (stack) => {
      const trip = newTrip();
      const refusal = { service: 'dynamodb', operation: 'UpdateItem', kind: 'refuse', rate: 1, match: trip };
      using _refusal = stack.cloud.injectFault(refusal);
      await stack.put('starts', half('starts', trip));
      return await waiting(stack, 'dead-letter');
    },
  },
  {
    what: 'the table throttles writes',
    alarms: ['table-write-throttled'],
    breaks: whileArriving('ends', () => ({
      ...{ service: 'dynamodb', operation: 'UpdateItem', kind: 'throttle' },
    })),
  },
  {
    what: 'the index throttles the writes of the table',
    alarms: ['completed-trips-index-write-throttled'],
    breaks: whileArriving('ends', () => ({
      ...{ service: 'dynamodb', operation: 'UpdateItem', kind: 'throttle', index: 'completed-trips' },
    })),
  },
];
