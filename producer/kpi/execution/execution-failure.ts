import { jsonOf, textOf } from '../../stack/json-field.ts';

/** Why an execution, or one call of a task, failed, in the words of Step Functions. */
export interface ExecutionFailure {
  readonly error?: string | undefined;
  readonly cause?: string | undefined;
}

/** The message of an error that Lambda describes as JSON; any other cause unchanged. */
const readableCause = (cause = ''): string => textOf(jsonOf(cause), 'errorMessage') ?? cause;

/** Error and cause on one line; empty if there is neither. */
export const failureText = ({ error = '', cause }: ExecutionFailure): string => {
  const reason = readableCause(cause)
    .trim()
    .replace(/\s*\n\s*/g, ' ');
  return [error, reason].filter((part) => part !== '').join(': ');
};
