import type { Step } from '../deployment/tools/steps.ts';
import { readRunbook, runbookCommands } from '../docs/runbook-commands.ts';
import type { CheckedCloud } from './service-steps.ts';

const SHOWN_CHARACTERS = 60;

/** Every AWS CLI command of the runbook, exactly as written there. */
export const runbookSteps = ({ aws, output }: CheckedCloud): readonly Step[] => {
  const filledIn = () => ({
    PIPE: output('TripEndPipeName'),
    QUEUE: output('ScheduleDeadLetterQueueUrl'),
    TABLE: output('TripsTableName'),
    PARTITION: '2024-05-25#07',
  });
  const commands = runbookCommands(readRunbook()).filter(({ needs }) => needs === 'aws');
  return commands.map(({ text }) => ({
    name: `the runbook: ${text}`,
    run: async () => {
      const printed = (await aws.shell(text, filledIn())).trim().replace(/\s+/g, ' ');
      return printed === '' ? 'nothing to print' : printed.slice(0, SHOWN_CHARACTERS);
    },
  }));
};
