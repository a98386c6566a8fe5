import type { StateMachine } from 'aws-local-stepfunctions';

/** A JSON value as the interpreter uses it. */
export type Json = Parameters<StateMachine['run']>[0];

/** @throws {SyntaxError} if the text is not JSON. */
export const parseJson = (text: string): Json => JSON.parse(text);

/** https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html: input or output of a state or execution */
export const DATA_LIMIT_BYTES = 256 * 1024;

/**
 * An error of the Amazon States Language: `name` is its Error, `message` its Cause, the two fields that the
 * interpreter matches and reports.
 */
export class StatesError extends Error {
  readonly isRetryable: boolean;
  readonly isCatchable: boolean;

  constructor(error: string, cause: string, { isTerminal = false } = {}) {
    super(cause);
    this.name = error;
    this.isRetryable = !isTerminal;
    this.isCatchable = !isTerminal;
  }
}

/**
 * The JSON text of a value that passes between states.
 * @throws {StatesError} States.DataLimitExceeded beyond 256 KiB.
 */
export const toStateData = (value: unknown, whose: string): string => {
  const text = JSON.stringify(value) ?? 'null';
  const bytes = Buffer.byteLength(text);
  if (bytes <= DATA_LIMIT_BYTES) return text;
  const cause = `${whose} has ${bytes} bytes, more than the maximum of ${DATA_LIMIT_BYTES}.`;
  throw new StatesError('States.DataLimitExceeded', cause, { isTerminal: true });
};
