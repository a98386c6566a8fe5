import { Badge, type Look } from '../../components/badge.tsx';

const LOOKS: Readonly<Record<string, Look>> = {
  RUNNING: { kind: 'busy', icon: 'running', word: 'running' },
  SUCCEEDED: { kind: 'good', icon: 'done', word: 'succeeded' },
  FAILED: { kind: 'bad', icon: 'failed', word: 'failed' },
  TIMED_OUT: { kind: 'bad', icon: 'waiting', word: 'timed out' },
  ABORTED: { kind: 'idle', icon: 'stopped', word: 'stopped' },
};

/** The status of an execution. */
export const StatusBadge = ({ status }: { readonly status: string }) => (
  <Badge {...(LOOKS[status] ?? { kind: 'idle', icon: 'waiting', word: status.toLowerCase() })} />
);
