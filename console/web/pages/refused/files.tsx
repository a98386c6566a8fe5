import { useState } from 'preact/hooks';
import { type ExportFormat, exportRefused, importRepairs } from '../../../api/refused.ts';
import { call } from '../../client/call.ts';
import { saveFile } from '../../client/save-file.ts';
import { useWork } from '../../client/use-work.ts';
import { storeEdit } from './event/stored-edits.ts';

const TYPES: Readonly<Record<ExportFormat, string>> = { csv: 'text/csv', jsonl: 'application/jsonl' };

/** Takes the refused events to a spreadsheet and back, in the file formats of `tripstream quarantine export`. */
export const Files = ({ queueUrl }: { readonly queueUrl: string }) => {
  const [said, setSaid] = useState<string>();
  const { isWorking, error, work } = useWork();
  const exportTo = (format: ExportFormat) =>
    work(async () => {
      setSaid(undefined);
      const { text, says } = await call(exportRefused, { format });
      saveFile({ name: `refused.${format}`, text }, TYPES[format]);
      setSaid(says);
    });
  const importFrom = (file: File) =>
    work(async () => {
      setSaid(undefined);
      const text = await file.text().catch(() => {
        throw new Error(`${file.name} cannot be read: choose a file, not a folder.`);
      });
      const { repairs, says } = await call(importRepairs, { name: file.name, text });
      for (const { position, ...edit } of repairs) storeEdit(queueUrl, position, edit);
      setSaid(says);
    });
  return (
    <div class="row refused-files">
      <button type="button" class="button" disabled={isWorking} onClick={() => exportTo('csv')}>
        Export CSV
      </button>
      <button type="button" class="button" disabled={isWorking} onClick={() => exportTo('jsonl')}>
        Export JSON lines
      </button>
      <label class="button file-button">
        Import repairs
        <input
          type="file"
          accept=".csv,.jsonl,.ndjson,.json,.txt"
          disabled={isWorking}
          onChange={(event) => {
            const [file] = event.currentTarget.files ?? [];
            if (file !== undefined) void importFrom(file);
            event.currentTarget.value = '';
          }}
        />
      </label>
      {error === undefined ? null : (
        <p class="change-error" role="alert">
          {error}
        </p>
      )}
      {said === undefined ? null : (
        <p class="hint" role="status">
          {said}
        </p>
      )}
    </div>
  );
};
