/** The error names that the state machine's definition matches; a Lambda failure carries them as `errorType`. */
export const ERROR_NAMES = {
  /** The input of a run names no usable date: permanent, the run ends. */
  invalidRunInput: 'InvalidRunInput',
  /** AWS throttled, timed out or could not be reached: worth another try. */
  transient: 'TransientAwsError',
} as const;
