import { useState } from 'preact/hooks';
import { counted } from '../../../../producer/terminal/text.ts';
import type { CheckedFile, RefusedRow } from '../../../api/producer.ts';
import { wholeNumber } from '../../client/times.ts';
import { Badge } from '../../components/badge.tsx';
import { Icon } from '../../components/icon.tsx';
import { Payload } from '../../components/payload.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { type Column, VirtualTable } from '../../components/virtual-table.tsx';
import { type Choice, choices, chosen, include, nameOf, reading, remove } from './chosen-files.ts';

const KIND_NAMES = { start: 'Starts', end: 'Ends' } as const;

const Remove = ({ choice }: { readonly choice: Choice }) => (
  <button
    type="button"
    class="bare icon-button"
    aria-label={`Remove ${nameOf(choice.source)}`}
    onClick={() => remove(choice.key)}
  >
    <Icon name="failed" />
  </button>
);

const Verdict = ({ refused }: CheckedFile) =>
  refused === 0 ? (
    <Badge kind="good" icon="done" word="every row fits" />
  ) : (
    <Badge kind="warn" icon="refused" word={`${counted(refused, 'row')} will be refused`} />
  );

const ChosenFile = ({ choice, checked }: { readonly choice: Choice; readonly checked: CheckedFile }) => (
  <li>
    <label class="with-icon chosen-kind">
      <input
        type="checkbox"
        checked={choice.isIncluded}
        onChange={(event) => include(choice.key, event.currentTarget.checked)}
      />
      {KIND_NAMES[checked.kind]}
    </label>
    <span class="chosen-name">{checked.name}</span>
    <span class="chosen-rows">{wholeNumber(checked.rows)} rows</span>
    <Verdict {...checked} />
    <Remove choice={choice} />
  </li>
);

const columns: readonly Column<RefusedRow>[] = [
  { title: 'Row', width: '3.5rem', isNumber: true, cell: ({ row }) => wholeNumber(row) },
  { title: 'Line', width: '3.5rem', isNumber: true, cell: ({ line }) => wholeNumber(line) },
  { title: 'Why it will be refused', width: '1fr', cell: ({ reasons }) => reasons.join('; ') },
];

const RefusedRows = ({ name, refused, refusedRows }: CheckedFile) => {
  const [selected, setSelected] = useState<number>();
  const reasons = refusedRows.find(({ row }) => row === selected)?.reasons;
  return (
    <section class="refused-rows">
      <h3>Rows of {name} that the pipeline will refuse</h3>
      <p>
        They are sent like the others, and quarantine keeps them with these reasons. To repair them first,
        correct the file and drop it again.
        {refused > refusedRows.length ? ` The first ${wholeNumber(refusedRows.length)} are shown.` : ''}
      </p>
      <VirtualTable
        label={`Refused rows of ${name}`}
        columns={columns}
        rows={refusedRows}
        keyOf={({ row }) => row}
        selected={selected}
        onSelect={({ row }) => setSelected(row)}
        height={6}
      />
      {reasons === undefined ? (
        <p class="hint">Choose a row to read the whole reason.</p>
      ) : (
        <Payload title={`Why row ${selected} will be refused`}>{reasons.join('\n')}</Payload>
      )}
    </section>
  );
};

/** The chosen files and the result of their check. */
export const FileList = () => {
  const { start, end } = chosen.value;
  const files = [start, end].flatMap((choice) =>
    choice?.checked === undefined ? [] : [{ choice, checked: choice.checked }],
  );
  return (
    <>
      {choices.value.map(({ key, error }) => (
        <Trouble key={key}>{error}</Trouble>
      ))}
      <ul class="chosen-files">
        {files.map(({ choice, checked }) => (
          <ChosenFile key={choice.key} choice={choice} checked={checked} />
        ))}
        {reading.value.map(({ key, source }) => (
          <li key={key} class="reading" aria-busy="true">
            Reading {nameOf(source)}…
          </li>
        ))}
      </ul>
      {files.map(({ checked }) =>
        checked.refused === 0 ? null : <RefusedRows key={checked.id} {...checked} />,
      )}
    </>
  );
};
