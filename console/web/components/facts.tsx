interface FactsProps {
  readonly rows: readonly (readonly [name: string, text: string])[];
}

/** A list of names and their values. */
export const Facts = ({ rows }: FactsProps) => (
  <dl class="facts">
    {rows.map(([name, text]) => (
      <div key={name}>
        <dt>{name}</dt>
        <dd>{text}</dd>
      </div>
    ))}
  </dl>
);
