import type { Fault } from './fault.ts';

/** Faults that keep the schedule from starting its run for longer than it retries. */
export const SCHEDULE_FAULTS: readonly Fault[] = [
  {
    what: 'the schedule cannot start the daily run',
    alarms: ['kpi-run-missing', 'schedule-dead-letter-waiting'],
    breaks: async (stack) => {
      const refusal = stack.cloud.injectFault({
        ...{ service: 'states', operation: 'StartExecution', kind: 'throttle', rate: 1 },
      });
      return {
        mend: async () => {
          refusal[Symbol.dispose]();
          // Do what an operator does with the message: start the run that it asks for.
          const [message = ''] = await stack.takeMessages('schedule-dead-letter');
          const { Input } = JSON.parse(message);
          await (await stack.run('kpi-run', JSON.parse(Input)))('SUCCEEDED');
        },
      };
    },
  },
];
