import { closeSync, openSync, readSync } from 'node:fs';

/** The text of a file, or its pieces, split anywhere. */
export type CsvText = string | Iterable<string>;

/** The cells of a line by their columns. */
export type Row = Readonly<Record<string, string>>;

const PIECE_BYTES = 1 << 20;

/** The text of a file, piece by piece; can be read more than once. */
export const csvPieces = (path: string): Iterable<string> => ({
  *[Symbol.iterator]() {
    const decoder = new TextDecoder('utf-8', { fatal: true });
    const buffer = Buffer.alloc(PIECE_BYTES);
    const descriptor = openSync(path, 'r');
    try {
      for (let bytes = 1; bytes > 0; ) {
        bytes = readSync(descriptor, buffer);
        yield decoder.decode(buffer.subarray(0, bytes), { stream: bytes > 0 });
      }
    } finally {
      closeSync(descriptor);
    }
  },
});

const CELL = /(?:"([^"]*(?:""[^"]*)*)"|([^",\r\n]*))(,|\r?\n|$)/y;

/** The cells of the line that begins at `at`, and where it ends; undefined if the next piece may continue it. */
const lineAt = (text: string, at: number, isLastPiece: boolean) => {
  const cells: string[] = [];
  CELL.lastIndex = at;
  for (;;) {
    const cellAt = CELL.lastIndex;
    const cell = CELL.exec(text);
    if (!isLastPiece && (cell === null || cell[3] === '')) return undefined;
    if (cell === null) throw new Error(`not CSV: ${JSON.stringify(text.slice(cellAt, cellAt + 40))}`);
    cells.push(cell[1]?.replaceAll('""', '"') ?? cell[2] ?? '');
    if (cell[3] !== ',') return { cells, end: CELL.lastIndex };
  }
};

function* readLines(csv: CsvText): Generator<string[]> {
  let isFirstPiece = true;
  let text = '';
  function* whole(isLastPiece: boolean): Generator<string[]> {
    let at = 0;
    while (at < text.length) {
      const line = lineAt(text, at, isLastPiece);
      if (line === undefined) break;
      at = line.end;
      if (line.cells.length > 1 || line.cells[0] !== '') yield line.cells;
    }
    text = text.slice(at);
  }
  for (const piece of typeof csv === 'string' ? [csv] : csv) {
    text += isFirstPiece ? piece.replace(/^\uFEFF/, '') : piece;
    isFirstPiece = false;
    yield* whole(false);
  }
  yield* whole(true);
}

/**
 * The rows of a CSV file with a header; only one piece of its text is held at a time.
 * @throws {Error} if the text is not CSV with the required columns
 */
export function* readRows(csv: CsvText, requiredColumns: readonly string[]): Generator<Row> {
  const lines = readLines(csv);
  const header: string[] = lines.next().value ?? [];
  const missing = requiredColumns.filter((column) => !header.includes(column));
  if (missing.length > 0) throw new Error(`the CSV has no column ${missing.join(', ')}`);
  let row = 0;
  for (const cells of lines) {
    row += 1;
    if (cells.length !== header.length) throw new Error(`row ${row} has ${cells.length} cells`);
    yield Object.fromEntries(header.map((column, at) => [column, cells[at] ?? '']));
  }
}
