import type { Counted } from '../../../api/refused.ts';
import { query, setQuery } from '../../client/location.ts';
import { wholeNumber } from '../../client/times.ts';

interface CountsProps {
  readonly title: string;
  /** The query field that a click sets. */
  readonly field: 'reason' | 'stream';
  readonly counts: readonly Counted[];
  readonly total: number;
}

/** How many events each value has; a click shows only those. */
export const Counts = ({ title, field, counts, total }: CountsProps) => {
  const chosen = query.value.get(field);
  return (
    <div>
      <h2>{title}</h2>
      <ul class="refused-counts">
        {counts.map(({ name, count }) => (
          <li key={name}>
            <button
              type="button"
              class="bare"
              aria-pressed={chosen === name}
              onClick={() => setQuery({ [field]: chosen === name ? undefined : name, id: undefined })}
            >
              <span class="refused-count">{wholeNumber(count)}</span>
              <meter min={0} max={total} value={count} aria-label={`${count} of ${total}`} />
              <span class="refused-count-name">{name}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
};
