import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { wholeNumber } from '../../client/times.ts';
import { Icon } from '../../components/icon.tsx';

/** The result for one item. */
export interface Result {
  readonly key: string;
  readonly name: string;
  readonly isDone: boolean;
  readonly says: string;
}

const MOST_SHOWN = 200;

interface ResultsProps {
  readonly results: readonly Result[];
  /** Such as `replayed`. */
  readonly done: string;
  readonly onClose: () => void;
  /** What is left. */
  readonly children: ComponentChildren;
}

/** The results of a change, item by item. */
export const Results = ({ results, done, onClose, children }: ResultsProps) => {
  const card = useRef<HTMLElement>(null);
  // The button that was pressed may be gone, or far away from this card.
  useEffect(() => card.current?.focus(), [results]);
  const count = results.filter(({ isDone }) => isDone).length;
  return (
    <section ref={card} class="card change-results" aria-label="Result" tabIndex={-1}>
      <div role="status">
        <h2>
          {wholeNumber(count)} of {wholeNumber(results.length)} {done}
        </h2>
        <p>{children}</p>
      </div>
      <ul>
        {results.slice(0, MOST_SHOWN).map(({ key, name, isDone, says }) => (
          <li key={key} class={isDone ? 'good' : 'bad'}>
            <Icon name={isDone ? 'done' : 'failed'} />
            <span>
              <strong>{name}</strong> {says}
            </span>
          </li>
        ))}
      </ul>
      {results.length > MOST_SHOWN ? <p>And {wholeNumber(results.length - MOST_SHOWN)} more.</p> : null}
      <button type="button" class="button" onClick={onClose}>
        Close
      </button>
    </section>
  );
};
