/** The error names that the state machine's definition matches; a Lambda failure carries them as `errorType`. */
export const ERROR_NAMES = {
  /** The input of a run names no usable date: permanent, the run ends. */
  invalidRunInput: 'InvalidRunInput',
  /** AWS throttled, timed out or could not be reached: worth another try. */
  transient: 'TransientAwsError',
} as const;

/** Every error that this code raises knowingly. Its `name` is literal, because minifying renames classes. */
abstract class TripstreamError extends Error {
  abstract override readonly name: string;
}

/** A run was asked for with an input that no retry will make usable: the run ends and says so. */
export class InvalidRunInput extends TripstreamError {
  override readonly name = ERROR_NAMES.invalidRunInput;
}

/** What a record says is older than what its trip holds already: there is nothing to write, and no other try is needed. */
export class SupersededRecord extends TripstreamError {
  override readonly name = 'SupersededRecord';
}

/** AWS throttled, timed out, failed or could not be reached: the same call may succeed later. Keeps its `cause`. */
export class TransientAwsError extends TripstreamError {
  override readonly name = ERROR_NAMES.transient;
}
