import { latenessOf, type SummingSchedule } from '../trip/lateness.ts';

export interface LateCompletionPorts {
  readonly now: () => Date;
  /** Marks a date, so that the next nightly run sums it again. */
  readonly mark: (date: string, signal: AbortSignal) => Promise<void>;
  /** Tells of a date that no nightly run will sum again. */
  readonly tellBeyondLookBack: (date: string) => void;
}

/** Marks a date of which trips have just been completed, if it should have been summed by now; gives whether it should. */
export const markLateCompletions =
  (schedule: SummingSchedule, { now, mark, tellBeyondLookBack }: LateCompletionPorts) =>
  async (date: string, signal: AbortSignal): Promise<boolean> => {
    const lateness = latenessOf(date, now(), schedule);
    if (lateness === 'late') await mark(date, signal);
    if (lateness === 'beyond-look-back') tellBeyondLookBack(date);
    return lateness !== 'on-time';
  };
