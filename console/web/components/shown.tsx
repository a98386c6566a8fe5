import type { ComponentChildren } from 'preact';
import type { Loaded } from '../client/loaded.ts';
import { stackStatus } from '../client/stack-status.ts';
import { PassingTrouble } from './trouble.tsx';

interface ShownProps<Value> {
  readonly of: Loaded<Value>;
  /** What is being read, such as `the runs`. */
  readonly what: string;
  readonly children: (value: Value, asOf: string | undefined) => ComponentChildren;
}

/** Shows what was loaded, or that it is being read; above a value that is out of date, why there is nothing newer. */
export const Shown = <Value,>({ of: { value, asOf, error }, what, children }: ShownProps<Value>) => (
  <>
    {/* The frame already shows what is wrong with all pages. */}
    <PassingTrouble error={error === stackStatus.value.value?.trouble ? undefined : error} />
    {value === undefined && error === undefined ? (
      <p class="reading" aria-busy="true">
        Reading {what}…
      </p>
    ) : null}
    {value === undefined ? null : children(value, asOf)}
  </>
);
