import { useState } from 'preact/hooks';
import { messageOf } from './call.ts';

/** Work that the user asks for: whether it is under way, and why it failed the last time. */
export const useWork = () => {
  const [isWorking, setWorking] = useState(false);
  const [error, setError] = useState<string>();
  const work = async (job: () => Promise<unknown>): Promise<void> => {
    setWorking(true);
    setError(undefined);
    try {
      await job();
    } catch (failure) {
      setError(messageOf(failure));
    } finally {
      setWorking(false);
    }
  };
  return { isWorking, error, work };
};
