interface DateFieldProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly max?: string;
  /** Gets an empty text as long as the field holds no date. */
  readonly onDate: (date: string) => void;
}

export const DateField = ({ label, value, max, onDate }: DateFieldProps) => (
  <label class="field">
    {label}
    <input type="date" max={max} value={value} onInput={(event) => onDate(event.currentTarget.value)} />
  </label>
);

interface NumberFieldProps {
  readonly label: string;
  readonly value: number | '';
  readonly min: number;
  readonly max?: number;
  readonly placeholder?: string;
  /** Gets 0 as long as the field holds no number. */
  readonly onNumber: (value: number) => void;
}

/** A non-negative whole number. */
export const NumberField = ({ label, onNumber, ...input }: NumberFieldProps) => (
  <label class="field">
    {label}
    <input
      type="number"
      {...input}
      onInput={(event) => onNumber(Math.max(0, Math.floor(Number(event.currentTarget.value)) || 0))}
    />
  </label>
);
