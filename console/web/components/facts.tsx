import type { ComponentChildren } from 'preact';

interface FactsProps {
  /** Rows without a value are left out. */
  readonly rows: readonly (readonly [name: string, value: ComponentChildren])[];
  /** The list's class. */
  readonly class?: string;
}

/** A list of names and their values. */
export const Facts = ({ rows, class: listClass = 'facts' }: FactsProps) => (
  <dl class={listClass}>
    {rows.map(([name, value]) =>
      value === undefined ? null : (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ),
    )}
  </dl>
);
