import type { QuarantinedRecord } from '../../../functions/contracts/quarantine-message.ts';
import { EVENT_FIELDS, quarantineCells } from '../../../producer/repair/quarantine-csv.ts';
import { rowRecord } from '../../../producer/repair/repaired-file.ts';
import { type Replacement, replacementOf } from '../../../producer/repair/replay-repaired.ts';
import type { StackOutputs } from '../../../producer/stack/stack-outputs.ts';
import { InputError } from '../../../producer/terminal/command-error.ts';
import { BadRequest } from '../../api/fields.ts';
import type { Edits, ReasonsByField } from '../../api/refused.ts';

/** The columns of an export that a page may change; the others say where the event came from. */
export const EDITED_COLUMNS: readonly string[] = [...EVENT_FIELDS, 'other_fields'];

const PLACE = 'the event';

/** @throws {BadRequest} when something else than a cell of the event is to be changed */
const checkColumns = (edits: Edits): void => {
  const strange = Object.keys(edits).find((name) => !EDITED_COLUMNS.includes(name));
  if (strange !== undefined) throw new BadRequest(`An event has no field ${strange} that can be edited.`);
};

/**
 * The event with edited cells as what is sent in its place, or the reasons why it would be refused again. It goes the way
 * of an exported row that somebody has edited.
 */
export const replacementFor = (
  record: QuarantinedRecord,
  edits: Edits,
  outputs: StackOutputs,
): Replacement | readonly string[] => {
  checkColumns(edits);
  try {
    const row = rowRecord(PLACE, { ...quarantineCells(record), ...edits });
    const replacement = replacementOf(row, outputs);
    return 'refusal' in replacement ? replacement.refusal.reasons : replacement;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return [error.message.replace(`${PLACE}: `, '')];
  }
};

/** Why the event with edited cells would be refused; empty when it would be taken. */
export const refusalOf = (
  record: QuarantinedRecord,
  edits: Edits,
  outputs: StackOutputs,
): readonly string[] => {
  const replacement = replacementFor(record, edits, outputs);
  return 'Data' in replacement ? [] : replacement;
};

/** Each reason with the field that it begins with. */
export const reasonsByField = (reasons: readonly string[]): ReasonsByField => {
  const fieldOf = (reason: string): string | undefined =>
    EDITED_COLUMNS.find((name) => reason.startsWith(`${name} `));
  return {
    fields: Object.fromEntries(
      reasons.flatMap((reason) => {
        const field = fieldOf(reason);
        return field === undefined ? [] : [[field, reason]];
      }),
    ),
    others: reasons.filter((reason) => fieldOf(reason) === undefined),
  };
};
