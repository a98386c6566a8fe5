import type middy from '@middy/core';
import validator from '@middy/validator';
import type { Ajv } from 'ajv';
import type { Validator } from '../contracts/generated/validators.mjs';

/**
 * `@middy/validator` over a validator compiled at build time: an event that does not pass throws before the handler.
 * The package declares the option as `Ajv`, but takes, and insists on, a compiled function.
 */
export const validated = <Event>(validate: Validator<Event>): middy.MiddlewareObj<Event> =>
  validator({ eventSchema: validate as unknown as Ajv }) as middy.MiddlewareObj<Event>;
