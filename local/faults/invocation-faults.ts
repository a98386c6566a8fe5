import type { InvocationFault } from '../services/lambda/environment.ts';
import type { Faults } from './faults.ts';

/** The signals by which an environment ends: V8 aborts the process when its heap is full. */
const ENDS = { crash: 'SIGKILL', 'out-of-memory': 'SIGABRT', timeout: 'timeout' } as const;

/**
 * The fault for the next invocation of a function, if any. A third strike before the handler has begun, a third
 * at some time up to `delayMs` after that, and a third when the work is done and only the answer is missing.
 */
export const invocationFaults =
  (faults: Faults) =>
  (functionName: string, event: string): InvocationFault | undefined => {
    const fault = faults.next('function', functionName, event);
    if (fault === undefined) return undefined;
    const { kind, delayMs, draw } = fault;
    if (!(kind === 'crash' || kind === 'out-of-memory' || kind === 'timeout')) {
      throw new Error(`"${kind}" is not a fault of an invocation`);
    }
    const end = ENDS[kind];
    if (draw < 1 / 3) return { end, afterMs: 0 };
    return draw < 2 / 3 ? { end, afterMs: (3 * draw - 1) * delayMs } : { end };
  };
