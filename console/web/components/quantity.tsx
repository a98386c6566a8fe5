import type { ComponentChildren } from 'preact';
import { timeZone } from '../client/stack-status.ts';
import { timeOfDay, wholeNumber } from '../client/times.ts';

/** Stands for an unknown value, as opposed to 0. */
export const NotKnown = ({ why }: { readonly why?: string | undefined }) => (
  <span class="not-known" title={why}>
    not known
  </span>
);

/** When a value was read, ISO 8601 UTC. Shows nothing if that is not known. */
export const AsOf = ({ at }: { readonly at: string | undefined }) =>
  at === undefined ? null : (
    <time class="quantity-time" dateTime={at}>
      as of {timeOfDay(at, timeZone.value)}
    </time>
  );

interface QuantityProps {
  readonly label: string;
  /** Undefined if it is not known. */
  readonly value: number | undefined;
  /** ISO 8601 UTC. */
  readonly asOf?: string | undefined;
  /** Why the value is not known. */
  readonly why?: string;
  readonly children?: ComponentChildren;
}

/** A number, what it counts, and when it was read. */
export const Quantity = ({ label, value, asOf, why, children }: QuantityProps) => (
  <div class="quantity">
    <span class="quantity-value">{value === undefined ? <NotKnown why={why} /> : wholeNumber(value)}</span>
    <span class="quantity-label">{label}</span>
    {children}
    <AsOf at={asOf} />
  </div>
);
