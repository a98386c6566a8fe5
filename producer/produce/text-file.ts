import { createReadStream, type ReadStream, type Stats, statSync } from 'node:fs';
import { type Readable, Transform } from 'node:stream';
import { InputError, oneLine } from '../terminal/command-error.ts';

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'may not be read (permission denied)',
  EISDIR: 'is a directory, not a file',
  ELOOP: 'is a symbolic link that leads back to itself',
  ENAMETOOLONG: 'is not a valid file name: it is too long',
  ENOENT: 'no such file',
  ENOTDIR: 'no such file: a part of its path is not a directory',
};

export const fileProblem = (error: Error & { readonly code?: unknown }): string =>
  REASONS[String(error.code)] ?? oneLine(error);

/** What kind of file a path names; undefined if it names none. Reading it then tells why. */
export const kindOfFile = (path: string): Stats | undefined => {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
};

/** The first bytes of files that are often mistaken for text, what they are, and what to do about it. */
const SIGNATURES: readonly (readonly [bytes: readonly number[], what: string])[] = [
  [[0x1f, 0x8b], 'is gzip-compressed: unpack it first, with gunzip'],
  [[0x42, 0x5a, 0x68], 'is bzip2-compressed: unpack it first, with bunzip2'],
  [[0x28, 0xb5, 0x2f, 0xfd], 'is zstd-compressed: unpack it first, with unzstd'],
  [[0xfd, 0x37, 0x7a, 0x58, 0x5a], 'is xz-compressed: unpack it first, with unxz'],
  [[0x50, 0x4b, 0x03, 0x04], 'is a ZIP archive or a spreadsheet workbook: unpack it, or save it as CSV'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'is a spreadsheet workbook: save it as CSV'],
  [[0x50, 0x41, 0x52, 0x31], 'is a Parquet file: save it as CSV'],
  [[0xff, 0xfe], 'is UTF-16 text: save it as UTF-8'],
  [[0xfe, 0xff], 'is UTF-16 text: save it as UTF-8'],
];
const LONGEST_SIGNATURE = 5;
/** UTF-16 without a byte order mark can be recognized within this many bytes, if they are ASCII characters. */
const LOOKED_AT_BYTES = 512;

const isUtf16 = (line: Buffer): boolean => {
  const zeros = [0, 0];
  for (const [index, byte] of line.entries()) if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  return line.length >= 4 && Math.max(even, odd) > line.length / 4 && Math.min(even, odd) === 0;
};

/**
 * Why a file that begins like this is not UTF-8 text; undefined if it may be. A NUL below the first line is its row's
 * problem.
 */
const whyNotText = (beginning: Buffer): string | undefined => {
  const signed = SIGNATURES.find(([bytes]) => bytes.every((byte, index) => beginning[index] === byte));
  if (signed !== undefined) return signed[1];
  const lineEnd = beginning.indexOf('\n');
  const line = lineEnd === -1 ? beginning : beginning.subarray(0, lineEnd);
  if (!line.includes(0)) return undefined;
  return isUtf16(line) ? 'is UTF-16 text: save it as UTF-8' : 'is a binary file, not text';
};

/** Passes bytes on once their beginning shows that they are text. */
const textOnly = (path: string): Transform => {
  let beginning: Buffer | undefined = Buffer.alloc(0);
  const check = (): Error | null => {
    const why = beginning === undefined ? undefined : whyNotText(beginning);
    return why === undefined ? null : new InputError(`${path}: ${why}`);
  };
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      if (beginning === undefined) return done(null, chunk);
      beginning = Buffer.concat([beginning, chunk]);
      if (beginning.length < LOOKED_AT_BYTES && !beginning.subarray(LONGEST_SIGNATURE).includes('\n'))
        return done();
      const read = beginning;
      const error = check();
      beginning = undefined;
      return done(error, read);
    },
    flush(done) {
      done(check(), beginning);
    },
  });
};

/** A text file as a stream of bytes, and its `source`, to be closed if it is not read to the end. */
export const openTextFile = (path: string): { readonly source: ReadStream; readonly bytes: Readable } => {
  const source = createReadStream(path);
  const bytes = textOnly(path);
  source.once('error', (error) => bytes.destroy(error));
  return { source, bytes: source.pipe(bytes) };
};
