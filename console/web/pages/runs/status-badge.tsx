import { Icon, type IconName } from '../../components/icon.tsx';

const LOOKS: Readonly<Record<string, readonly [kind: string, icon: IconName, word: string]>> = {
  RUNNING: ['busy', 'running', 'running'],
  SUCCEEDED: ['good', 'done', 'succeeded'],
  FAILED: ['bad', 'failed', 'failed'],
  TIMED_OUT: ['bad', 'waiting', 'timed out'],
  ABORTED: ['idle', 'stopped', 'stopped'],
};

/** The status of an execution: a word, with a colour and a mark that say the same. */
export const StatusBadge = ({ status }: { readonly status: string }) => {
  const [kind, icon, word] = LOOKS[status] ?? ['idle', 'waiting', status.toLowerCase()];
  return (
    <span class={`badge ${kind}`}>
      <Icon name={icon} />
      {word}
    </span>
  );
};
