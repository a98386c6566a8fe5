import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { InterruptedError } from './command-error.ts';
import { interruptible } from './interrupt.ts';
import { isErrorSeen, writeError } from './output.ts';

export const canAsk = (): boolean => process.stdin.isTTY === true && isErrorSeen();

/** Only an answer that begins with `y` is a yes; the end of the input is a no. @throws {InterruptedError} on Ctrl-C */
export const confirmed = (question: string, input: NodeJS.ReadableStream = process.stdin): Promise<boolean> =>
  interruptible(async (signal) => {
    writeError(`${question} [y/N] `);
    // The terminal itself edits and shows the line, so Ctrl-C is a signal as usual.
    const lines = createInterface({ input, terminal: false });
    try {
      const ended = once(lines, 'close', { signal }).then(() => ['']);
      const [answer] = await Promise.race([once(lines, 'line', { signal }), ended]);
      return /^\s*y/i.test(String(answer));
    } catch (error) {
      if (signal.aborted) throw new InterruptedError('interrupted: nothing was started');
      throw error;
    } finally {
      lines.close();
    }
  });
