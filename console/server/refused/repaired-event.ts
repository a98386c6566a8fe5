import type { QuarantinedRecord } from '../../../functions/contracts/quarantine-message.ts';
import { EVENT_FIELDS, quarantineCells } from '../../../producer/repair/quarantine-csv.ts';
import { rowRecord } from '../../../producer/repair/repaired-file.ts';
import { type Replacement, replacementOf } from '../../../producer/repair/replay-repaired.ts';
import type { StackOutputs } from '../../../producer/stack/stack-outputs.ts';
import { InputError } from '../../../producer/terminal/command-error.ts';
import { BadRequest } from '../../api/fields.ts';
import type { Edits, ReasonsByField } from '../../api/refused.ts';

/** The export columns that a page may change; the others say where the event came from. */
export const EDITED_COLUMNS: readonly string[] = [...EVENT_FIELDS, 'other_fields'];

const PLACE = 'the event';

/** @throws {BadRequest} if an edit changes anything other than a cell of the event */
const checkColumns = (edits: Edits): void => {
  const strange = Object.keys(edits).find((name) => !EDITED_COLUMNS.includes(name));
  if (strange !== undefined) throw new BadRequest(`An event has no field ${strange} that can be edited.`);
};

/**
 * What to send in place of the event, with its cells edited, or the reasons why it would be refused again. It is built
 * in the same way as from an exported row that someone has edited.
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

/** Why the edited event would be refused; empty if it would be taken. */
export const refusalOf = (
  record: QuarantinedRecord,
  edits: Edits,
  outputs: StackOutputs,
): readonly string[] => {
  const replacement = replacementFor(record, edits, outputs);
  return 'Data' in replacement ? [] : replacement;
};

/** Sorts the reasons by the field name that they begin with. */
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
