import { Icon, type IconName } from './icon.tsx';

/** A status; each has its own colour. */
export type BadgeKind = 'good' | 'busy' | 'warn' | 'bad' | 'idle';

interface BadgeProps {
  readonly kind: BadgeKind;
  readonly icon: IconName;
  readonly word: string;
}

/** A status as a word, a colour and an icon. */
export const Badge = ({ kind, icon, word }: BadgeProps) => (
  <span class={`badge ${kind}`}>
    <Icon name={icon} />
    {word}
  </span>
);
