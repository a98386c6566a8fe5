/** What Step Functions says of a failure, of an execution or of one call of a task. */
export interface ExecutionFailure {
  readonly error?: string | undefined;
  readonly cause?: string | undefined;
}

/** A cause may be what Lambda says of an error, as JSON; its message is what a person wants. */
const readableCause = (cause = ''): string => {
  try {
    const parsed: unknown = JSON.parse(cause);
    const hasMessage = typeof parsed === 'object' && parsed !== null && 'errorMessage' in parsed;
    return hasMessage ? String(parsed.errorMessage) : cause;
  } catch {
    return cause;
  }
};

/** Error and cause on one line; empty when there is neither. */
export const failureText = ({ error, cause }: ExecutionFailure): string =>
  [
    error,
    readableCause(cause)
      .replace(/\s*\n\s*/g, ' ')
      .trim(),
  ]
    .filter((part) => part !== undefined && part !== '')
    .join(': ');
