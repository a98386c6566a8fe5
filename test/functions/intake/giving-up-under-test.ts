import type { RecordPorts } from '../../../functions/intake/settle-record.ts';

/** The ports of an intake of which no record is given up. */
export const neverGivesUp: Pick<RecordPorts<unknown>, 'deadLetter' | 'crashesOf'> = {
  deadLetter: async (record, error) => {
    throw new Error(`No record of this test is given up, but ${record.eventID} was: ${error.message}`);
  },
  crashesOf: () => 0,
};
