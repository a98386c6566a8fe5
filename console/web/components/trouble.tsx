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

/** An error, if there is one, that the page retries by itself. */
export const PassingTrouble = ({ error }: { readonly error: string | undefined }) => (
  <Trouble>{error && <>{error} This page keeps trying.</>}</Trouble>
);

/** Why the action of a button failed, if it did. */
export const ChangeError = ({ error }: { readonly error: string | undefined }) =>
  error === undefined ? null : (
    <span class="change-error" role="alert">
      {error}
    </span>
  );
