import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import type middy from '@middy/core';
import validator from '@middy/validator';
import type { Ajv } from 'ajv';
import { ENVIRONMENT } from '../contracts/agreed.ts';
import type { Validator } from '../contracts/generated/validators.mjs';
import type { SummingSchedule } from '../trip/business-time.ts';
import type { PlausibleBounds } from '../trip/implausible.ts';

/**
 * Structured log lines, and metrics in CloudWatch's embedded metric format, both on standard output. Neither ever
 * contains a payload or a trip id. The service and the namespace come from the environment that the stack sets. Marked
 * as pure, so that a function that never uses one does not load it.
 */
export const log = /* @__PURE__ */ new Logger();
export const metrics = /* @__PURE__ */ new Metrics();

/**
 * The value of an environment variable that the stack sets.
 * @throws {Error} if it is missing or empty: the function cannot start without it
 */
export const requiredVariable = (variable: keyof typeof ENVIRONMENT): string => {
  const name = ENVIRONMENT[variable];
  const value = process.env[name];
  if (value === undefined || value === '') {
    throw new Error(`The environment variable ${name} is not set; the stack should set it.`);
  }
  return value;
};

/** When days are summed, as configured by the stack. */
export const summingSchedule = (): SummingSchedule => ({
  timeZone: requiredVariable('timeZone'),
  scheduleHour: Number(requiredVariable('scheduleHour')),
  lookBackDays: Number(requiredVariable('lookBackDays')),
});

/** How many days the stack keeps a trip after its date; undefined means forever. */
export const keepTripsDays = (): number | undefined => {
  const days = process.env[ENVIRONMENT.keepTripsDays];
  return days === undefined ? undefined : Number(days);
};

/** The bounds within which a completed trip is plausible, as configured by the stack. */
export const plausibleBounds = (): PlausibleBounds => ({
  timeZone: requiredVariable('timeZone'),
  longestRideHours: Number(requiredVariable('longestRideHours')),
  highestFare: requiredVariable('highestFare'),
});

/**
 * `@middy/validator` with a validator compiled at build time: an invalid event throws before the handler runs. The
 * package declares the option as `Ajv`, but it accepts only a compiled function.
 */
export const validated = <Event>(validate: Validator<Event>): middy.MiddlewareObj<Event> =>
  validator({ eventSchema: validate as unknown as Ajv }) as middy.MiddlewareObj<Event>;
