import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { stackStatus } from '../../client/stack-status.ts';
import { Icon } from '../../components/icon.tsx';
import { choices, choose, type Source } from './chosen-files.ts';
import { useNameGate } from './name-gate.tsx';

/** The dropped files. A folder would look like a file that cannot be read, so it is marked. */
const sourcesIn = ({ items, files }: DataTransfer): readonly Source[] => {
  const folders = new Set(
    [...items].flatMap((item) => {
      const entry = item.webkitGetAsEntry();
      return entry?.isDirectory === true ? [entry.name] : [];
    }),
  );
  return [...files].map((file) => ({ file, isFolder: folders.has(file.name) }));
};

/** Calls `onDrop` for files dropped anywhere on the page. Returns whether files are being dragged over it. */
const useDrops = (onDrop: (sources: readonly Source[]) => void): boolean => {
  const [isOver, setIsOver] = useState(false);
  const latest = useRef(onDrop);
  latest.current = onDrop;
  // A layout effect, to listen as soon as the drop zone is visible.
  useLayoutEffect(() => {
    const stop = new AbortController();
    const listen = (type: 'dragover' | 'dragleave' | 'drop', work: (event: DragEvent) => void): void =>
      document.addEventListener(type, work, stop);
    listen('dragover', (event) => {
      if (event.dataTransfer?.types.includes('Files') !== true) return;
      event.preventDefault();
      setIsOver(true);
    });
    listen('dragleave', (event) => {
      if (event.relatedTarget === null) setIsOver(false);
    });
    listen('drop', (event) => {
      event.preventDefault();
      setIsOver(false);
      if (event.dataTransfer !== null) latest.current(sourcesIn(event.dataTransfer));
    });
    return () => stop.abort();
  }, []);
  return isOver;
};

const PathForm = ({
  onPath,
  isDisabled,
}: {
  readonly onPath: (path: string) => void;
  readonly isDisabled: boolean;
}) => {
  const [path, setPath] = useState('');
  return (
    <details class="by-path">
      <summary>Open a CSV by its path</summary>
      <form
        class="filter"
        onSubmit={(event) => {
          event.preventDefault();
          if (path.trim() !== '') onPath(path.trim());
        }}
      >
        <label class="field grow">
          Path on the machine where the console runs
          <input
            value={path}
            spellcheck={false}
            autoComplete="off"
            onInput={(event) => setPath(event.currentTarget.value)}
          />
        </label>
        <button type="submit" class="button" disabled={isDisabled || path.trim() === ''}>
          Open
        </button>
      </form>
    </details>
  );
};

/** The ways to add a file: drop it, choose it, use the sample or give a path. */
export const DropZone = () => {
  const isDisabled = stackStatus.value.value?.mayChange !== true;
  const input = useRef<HTMLInputElement>(null);
  const { pass, dialog } = useNameGate('Open files to send');
  const take = (sources: readonly Source[]): void => {
    if (isDisabled || sources.length === 0) return;
    pass((confirmed) => void choose(sources, confirmed));
  };
  const isOver = useDrops(take);
  return (
    <>
      <div class={`drop-zone${isOver ? ' over' : ''}${choices.value.length > 0 ? ' compact' : ''}`}>
        <Icon name="drop" />
        <p>
          <strong>Drop trip_start.csv and trip_end.csv</strong> anywhere on this page. Their headers show
          which is which.
        </p>
        <div class="row drop-buttons">
          <button
            type="button"
            class="button"
            disabled={isDisabled}
            onClick={() => take([{ sample: 'start' }, { sample: 'end' }])}
          >
            Use the sample data
          </button>
          <button type="button" class="button" disabled={isDisabled} onClick={() => input.current?.click()}>
            Choose files…
          </button>
          <input
            ref={input}
            type="file"
            multiple
            hidden
            accept=".csv,text/csv,text/plain"
            aria-label="CSV files"
            onChange={(event) => {
              take([...(event.currentTarget.files ?? [])].map((file) => ({ file })));
              event.currentTarget.value = '';
            }}
          />
        </div>
      </div>
      <PathForm isDisabled={isDisabled} onPath={(path) => take([{ path }])} />
      {dialog}
    </>
  );
};
