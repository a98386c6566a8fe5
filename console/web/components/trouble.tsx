import type { ComponentChildren } from 'preact';
import { Icon } from './icon.tsx';

/** An error message, if there is one. It disappears when the cause is gone. */
export const Trouble = ({ children }: { readonly children: ComponentChildren }) =>
  children === undefined ? null : (
    <p class="trouble banner warn" role="alert">
      <Icon name="refused" />
      <span>{children}</span>
    </p>
  );

/** An error that the page gets over by itself once the cause is gone, if there is one. */
export const PassingTrouble = ({ error }: { readonly error: string | undefined }) => (
  <Trouble>{error && <>{error} This page keeps trying.</>}</Trouble>
);

/** Why what a button does has failed, if it has. */
export const ChangeError = ({ error }: { readonly error: string | undefined }) =>
  error === undefined ? null : (
    <span class="change-error" role="alert">
      {error}
    </span>
  );
