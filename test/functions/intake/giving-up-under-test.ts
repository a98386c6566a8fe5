import type { RecordPorts } from '../../../functions/intake/settle-record.ts';

/** The ports of an intake that gives up on no record. */
export const neverGivesUp: Pick<RecordPorts<unknown>, 'deadLetter' | 'crashesOf'> = {
  deadLetter: async (record, error) => {
    throw new Error(
      `No record in this test should be given up on, but ${record.eventID} was: ${error.message}`,
    );
  },
  crashesOf: () => 0,
};
