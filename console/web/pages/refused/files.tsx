import { useState } from 'preact/hooks';
import { type ExportFormat, exportRefused, importRepairs } from '../../../api/refused.ts';
import { call } from '../../client/call.ts';
import { saveFile } from '../../client/save-file.ts';
import { storeEdit } from './event/stored-edits.ts';

const TYPES: Readonly<Record<ExportFormat, string>> = { csv: 'text/csv', jsonl: 'application/jsonl' };

/** Takes the refused events to a spreadsheet and back, in the files of `tripstream quarantine export`. */
export const Files = ({ queueUrl }: { readonly queueUrl: string }) => {
  const [said, setSaid] = useState<{ readonly text: string; readonly isBad: boolean }>();
  const [isBusy, setBusy] = useState(false);
  const work = async (job: () => Promise<string>): Promise<void> => {
    setBusy(true);
    setSaid(undefined);
    try {
      setSaid({ text: await job(), isBad: false });
    } catch (error) {
      setSaid({ text: error instanceof Error ? error.message : String(error), isBad: true });
    } finally {
      setBusy(false);
    }
  };
  const exportTo = (format: ExportFormat) =>
    work(async () => {
      const { text, says } = await call(exportRefused, { format });
      saveFile({ name: `refused.${format}`, text }, TYPES[format]);
      return says;
    });
  const importFrom = (file: File) =>
    work(async () => {
      const text = await file.text().catch(() => {
        throw new Error(`${file.name} cannot be read: choose a file, not a folder.`);
      });
      const { repairs, says } = await call(importRepairs, { name: file.name, text });
      for (const { position, ...edit } of repairs) storeEdit(queueUrl, position, edit);
      return says;
    });
  return (
    <div class="refused-files">
      <button type="button" class="button" disabled={isBusy} onClick={() => exportTo('csv')}>
        Export CSV
      </button>
      <button type="button" class="button" disabled={isBusy} onClick={() => exportTo('jsonl')}>
        Export JSON lines
      </button>
      <label class="button file-button">
        Import repairs
        <input
          type="file"
          accept=".csv,.jsonl,.ndjson,.json,.txt"
          disabled={isBusy}
          onChange={(event) => {
            const [file] = event.currentTarget.files ?? [];
            if (file !== undefined) void importFrom(file);
            event.currentTarget.value = '';
          }}
        />
      </label>
      {said === undefined ? null : (
        <p class={said.isBad ? 'change-error' : 'reading-done'} role={said.isBad ? 'alert' : 'status'}>
          {said.text}
        </p>
      )}
    </div>
  );
};
