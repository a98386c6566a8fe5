/** An end that is forced on an invocation and its environment. */
export interface InvocationFault {
  /** As Lambda reports it: a timeout, or the signal that ended the process. */
  readonly end: 'timeout' | NodeJS.Signals;
  /** After the handler was asked; without it, or if the answer comes first, in place of the answer. */
  readonly afterMs?: number;
}
