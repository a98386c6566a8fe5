import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A path that is awkward to read, and what happens to it once its first row has been read. */
export interface AwkwardFile {
  readonly what: string;
  readonly path: string;
  readonly afterFirstRow?: () => void;
  /** Ends a writer that still waits for a reader. */
  readonly end?: () => void;
}

/** More than a reader reads at a time. */
const MANY_ROWS = 5_000;
const MEBIBYTE = 1024 * 1024;
const LONG = 30 * MEBIBYTE;
const HEADER = 'trip_id,pickup_datetime,dropoff_datetime,fare_amount\n';
const ROW = 'a,2024-05-25 10:00:00,2024-05-25 11:00:00,1.5\n';

/** Special files. Those that the system lacks are not tried. */
const DEVICES = [
  '/dev/zero',
  '/dev/null',
  '/dev/full',
  '/dev/urandom',
  '/proc/self/mem',
  '/proc/self/status',
];

const CONTENTS: Readonly<Record<string, () => string | Buffer>> = {
  'no bytes': () => '',
  'a byte order mark alone': () => '\ufeff',
  'line ends alone': () => '\r\n\n\r\r\n',
  'a quote never closed': () => `${HEADER}"${'a'.repeat(2 * MEBIBYTE)}`,
  'a header that never ends': () => 'a'.repeat(LONG),
  'a header of quotes': () => '"'.repeat(2 * MEBIBYTE),
  'a header of 100,000 columns': () =>
    `${Array.from({ length: 100_000 }, (_, n) => `c${n}`).join(',')}\n${ROW}`,
  'a row of 100,000 cells': () => `${HEADER}${','.repeat(100_000)}\n`,
  'columns named twice': () => `trip_id,trip_id,pickup_datetime\n${ROW}`,
  'columns named after prototypes': () =>
    `trip_id,pickup_datetime,__proto__,constructor,toString\na,b,c,d,e\n`,
  'UTF-16 with the high byte first': () => Buffer.from(`\ufeff${HEADER}${ROW}`, 'utf16le').swap16(),
  'UTF-16 without a mark': () => Buffer.from(HEADER + ROW, 'utf16le'),
  'bytes that are not UTF-8': () => Buffer.concat([Buffer.from(HEADER), Buffer.alloc(999, 0xff)]),
  'NUL after its first kilobytes': () => `${HEADER}${ROW.repeat(100)}a\0,b,c,d\n`,
  'a line of JSON that never ends': () => `{"payload":"${'a'.repeat(LONG)}`,
  'JSON in JSON': () => '['.repeat(MEBIBYTE),
};

/** Writes the files that stay the same while they are read. */
export const awkwardFiles = (folder: string): AwkwardFile[] => {
  const path = (name: string): string => join(folder, name);
  const contents = Object.entries(CONTENTS).map(([what, content], n) => {
    writeFileSync(path(`content-${n}.csv`), content());
    return { what, path: path(`content-${n}.csv`) };
  });
  mkdirSync(path('folder.csv'));
  symlinkSync('loop.csv', path('loop.csv'));
  const places = {
    'a directory': path('folder.csv'),
    'a link to itself': path('loop.csv'),
    'no file': path('none.csv'),
    'a file below a file': join(path('content-0.csv'), 'x.csv'),
    'a name that is too long': path('x'.repeat(5_000)),
    'a name with a NUL': path('a\0b'),
    'an empty name': '',
  };
  const devices = DEVICES.filter((device) => existsSync(device)).map((device) => ({
    what: device,
    path: device,
  }));
  return [...contents, ...Object.entries(places).map(([what, place]) => ({ what, path: place })), ...devices];
};

/** Writes the files that change while they are read. */
export const filesThatChange = (folder: string): AwkwardFile[] => {
  const change = (what: string, then: (path: string) => void): AwkwardFile => {
    const path = join(folder, `${what.replaceAll(' ', '-')}.csv`);
    writeFileSync(path, HEADER + ROW.repeat(MANY_ROWS));
    return { what, path, afterFirstRow: () => then(path) };
  };
  return [
    change('a file that shrinks', (path) => truncateSync(path, HEADER.length + ROW.length * 2 + 1)),
    change('a file that is emptied', (path) => truncateSync(path, 0)),
    change('a file that becomes another', (path) => writeFileSync(path, Buffer.alloc(LONG / 10))),
  ];
};

/** A named pipe that a process writes to once someone reads it. */
export const pipeOf = (folder: string, name: string): AwkwardFile => {
  const path = join(folder, name);
  execFileSync('mkfifo', [path]);
  const script = 'printf %s "$1" > "$2"';
  const writer: ChildProcess = spawn('sh', ['-c', script, 'sh', HEADER + ROW, path], { stdio: 'ignore' });
  return { what: 'a named pipe', path, end: () => void writer.kill() };
};
