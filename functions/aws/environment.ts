import type { SummingSchedule } from '../trip/lateness.ts';

/**
 * The value of an environment variable that the stack sets.
 *
 * @throws {Error} when it is missing or empty: the function cannot start without it
 */
export const requiredVariable = (name: string): string => {
  const value = process.env[name];
  if (value === undefined || value === '') {
    throw new Error(`The environment variable ${name} is not set; the stack gives it to this function.`);
  }
  return value;
};

/** How the pipe in front of this function names a failed record; see docs/deploying.md. */
export const pipeFailureIdentifier = (): 'eventID' | 'sequenceNumber' =>
  requiredVariable('PIPE_FAILURE_IDENTIFIER') === 'sequenceNumber' ? 'sequenceNumber' : 'eventID';

/** When days are summed, as the stack says. */
export const summingSchedule = (): SummingSchedule => ({
  timeZone: requiredVariable('BUSINESS_TIME_ZONE'),
  scheduleHour: Number(requiredVariable('SCHEDULE_HOUR')),
  lookBackDays: Number(requiredVariable('LOOK_BACK_DAYS')),
});
