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

/** The frame already shows what is wrong with all pages. */
const isSaidAbove = (error: string): boolean => stackStatus.value.value?.trouble === error;

/** Shows what was loaded, or that it is being read; above a value that is out of date, why there is nothing newer. */
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
