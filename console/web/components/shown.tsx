import type { ComponentChildren } from 'preact';
import type { Loaded } from '../client/loaded.ts';
import { stackStatus } from '../client/stack-status.ts';
import { Trouble } from './trouble.tsx';

interface ShownProps<Value> {
  readonly of: Loaded<Value>;
  /** What is being read, such as `the runs`. */
  readonly what: string;
  readonly children: (value: Value, asOf: string | undefined) => ComponentChildren;
}

/** What is wrong with all pages alike stands above them already. */
const isSaidAbove = (error: string): boolean => stackStatus.value.value?.trouble === error;

/** What was loaded; until then that it is being read; and above the last that is known why there is nothing newer. */
export const Shown = <Value,>({ of: { value, asOf, error }, what, children }: ShownProps<Value>) => (
  <>
    {error === undefined || isSaidAbove(error) ? null : <Trouble>{error} This page keeps trying.</Trouble>}
    {value === undefined && error === undefined ? (
      <p class="reading" aria-busy="true">
        Reading {what}…
      </p>
    ) : null}
    {value === undefined ? null : children(value, asOf)}
  </>
);
