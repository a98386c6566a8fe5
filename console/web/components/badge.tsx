import { Icon, type IconName } from './icon.tsx';

/** How something is; each has a colour of its own. */
export type BadgeKind = 'good' | 'busy' | 'warn' | 'bad' | 'idle';

interface BadgeProps {
  readonly kind: BadgeKind;
  readonly icon: IconName;
  readonly word: string;
}

/** A word for how something is, with a colour and a mark that say the same. */
export const Badge = ({ kind, icon, word }: BadgeProps) => (
  <span class={`badge ${kind}`}>
    <Icon name={icon} />
    {word}
  </span>
);
