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

/** Shows a loaded value, or that it is being read. Above an outdated value, it says why there is no newer one. */
export const Shown = <Value,>({ of: { value, asOf, error }, what, children }: ShownProps<Value>) => (
  <>
    {/* The frame already shows a trouble that affects all pages. */}
    <PassingTrouble error={error === stackStatus.value.value?.trouble ? undefined : error} />
    {value === undefined && error === undefined ? (
      <p class="reading" aria-busy="true">
        Reading {what}…
      </p>
    ) : null}
    {value === undefined ? null : children(value, asOf)}
  </>
);
