import { setTimeout as delay } from 'node:timers/promises';

const POLL_MS = 50;

/** Tries an expectation until it holds, and fails with its last failure when it does not in time. */
export const eventually = async (expectation: () => Promise<void>, timeoutMs = 30_000): Promise<void> => {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    try {
      return await expectation();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await delay(POLL_MS);
    }
  }
};
