import type { ComponentChildren } from 'preact';
import { Icon } from './icon.tsx';

/** An error message. It disappears when the cause is gone. */
export const Trouble = ({ children }: { readonly children: ComponentChildren }) => (
  <p class="trouble" role="alert">
    <Icon name="refused" />
    <span>{children}</span>
  </p>
);
