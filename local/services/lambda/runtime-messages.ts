/** The error document of a failed invocation, in the form of Lambda's Node runtime. */
export interface ErrorDocument {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[];
}

export interface Invocation {
  readonly requestId: string;
  /** The event as JSON text. */
  readonly event: string;
}

/** Host to runtime: run the handler once. */
export interface InvocationMessage extends Invocation {
  readonly functionArn: string;
  readonly deadlineEpochMs: number;
}

/**
 * Runtime to host: `ready` once the module is loaded; per invocation `result` or `error`; `fatal` when the
 * process is about to exit because loading failed or an error escaped the handler.
 */
export type RuntimeReport =
  | { readonly type: 'ready' }
  | { readonly type: 'result'; readonly payload: string }
  | { readonly type: 'error'; readonly error: ErrorDocument }
  | { readonly type: 'fatal'; readonly error: ErrorDocument };
