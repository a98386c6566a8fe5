import { useId } from 'preact/hooks';
import type { RefusedField } from '../../../../api/refused.ts';
import { Icon } from '../../../components/icon.tsx';

interface FieldProps {
  readonly field: RefusedField;
  /** The edited value; undefined if the field is unchanged. */
  readonly edited: string | undefined;
  /** Why the event would be refused. */
  readonly reason: string | undefined;
  readonly onEdit: (value: string | undefined) => void;
}

/** One cell of the event's row: its value, what is wrong with it, and its value before the edit. */
export const Field = ({ field, edited, reason, onEdit }: FieldProps) => {
  const { name, value, description, isRequired } = field;
  const id = useId();
  const input = {
    id,
    class: 'event-cell',
    value: edited ?? value,
    spellcheck: false,
    autoComplete: 'off',
    'aria-invalid': reason !== undefined,
    'aria-describedby': `${id}-says`,
    onInput: ({ currentTarget }: { currentTarget: { value: string } }) =>
      onEdit(currentTarget.value === value ? undefined : currentTarget.value),
  };
  const isChanged = edited !== undefined;
  return (
    <div class={`event-field${reason === undefined ? '' : ' bad'}${isChanged ? ' changed' : ''}`}>
      <label for={id}>
        <span class="field-name">{name}</span>
        {isRequired ? <span class="hint">required</span> : null}
        {description === undefined ? <span class="hint">not read by the pipeline</span> : null}
      </label>
      {name === 'other_fields' ? (
        <textarea {...input} rows={3} />
      ) : (
        <input type="text" title={description} {...input} />
      )}
      <p id={`${id}-says`} class="field-says">
        {reason === undefined ? null : (
          <span class="field-reason">
            <Icon name="refused" />
            {reason}
          </span>
        )}
        {isChanged ? (
          <span class="hint">
            was {value === '' ? 'missing or blank' : <q>{value}</q>}{' '}
            <button type="button" class="bare undo" onClick={() => onEdit(undefined)}>
              Undo
            </button>
          </span>
        ) : null}
      </p>
    </div>
  );
};
