import { Badge, type BadgeKind } from '../../components/badge.tsx';
import type { IconName } from '../../components/icon.tsx';

const LOOKS: Readonly<Record<string, readonly [kind: BadgeKind, icon: IconName, word: string]>> = {
  RUNNING: ['busy', 'running', 'running'],
  SUCCEEDED: ['good', 'done', 'succeeded'],
  FAILED: ['bad', 'failed', 'failed'],
  TIMED_OUT: ['bad', 'waiting', 'timed out'],
  ABORTED: ['idle', 'stopped', 'stopped'],
};

/** The status of an execution. */
export const StatusBadge = ({ status }: { readonly status: string }) => {
  const [kind, icon, word] = LOOKS[status] ?? ['idle', 'waiting', status.toLowerCase()];
  return <Badge kind={kind} icon={icon} word={word} />;
};
