import { type Nothing, nothing, type Topic, topic } from './endpoint.ts';

/** What the frame of every page shows. */
export interface ConsoleStatus {
  readonly stack: string;
  /** Where the stack runs, such as `local cloud, 127.0.0.1:4566` or `AWS eu-west-1`. */
  readonly where: string;
  readonly isLocal: boolean;
  /** IANA name of the business time zone; undefined until the stack has been read. */
  readonly timeZone?: string | undefined;
  /** Whether this console may change anything. */
  readonly mayChange: boolean;
  /** What the user has to type before a change; left out if nothing. */
  readonly nameToType?: string | undefined;
  /** Why the stack cannot be read, as a sentence. */
  readonly trouble?: string | undefined;
  /** AWS APIs that are throttling us. */
  readonly slowed: readonly SlowedApi[];
}

export interface SlowedApi {
  /** Such as `states GetExecutionHistory`. */
  readonly api: string;
  /** ISO 8601 UTC. */
  readonly nextTryAt: string;
}

export const consoleStatus: Topic<Nothing, ConsoleStatus> = topic('status', nothing);
