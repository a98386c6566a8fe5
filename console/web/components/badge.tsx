import { Icon, type IconName } from './icon.tsx';

/** A status; each has its own colour. */
export type BadgeKind = 'good' | 'busy' | 'warn' | 'bad' | 'idle';

/** How a status looks. */
export interface Look {
  readonly kind: BadgeKind;
  readonly icon: IconName;
  readonly word: string;
}

interface BadgeProps extends Look {
  /** Whether screen readers say it again when it changes. */
  readonly role?: 'status';
}

/** A status as a word, a colour and an icon. */
export const Badge = ({ kind, icon, word, role }: BadgeProps) => (
  <span class={`badge ${kind}`} role={role}>
    <Icon name={icon} />
    {word}
  </span>
);
