interface FactsProps {
  readonly rows: readonly (readonly [name: string, text: string])[];
}

/** Names, and what there is to say of each. */
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
