import { afterAll, describe, expect, test } from '@jest/globals';
import type { Command } from 'commander';
import packageJson from '../../../package.json' with { type: 'json' };
import { tripstreamProgram } from '../../../producer/tripstream.ts';
import { openCsvFolder } from '../produce/trip-files-under-test.ts';
import { tripstream, tripstreamHere } from '../tripstream-under-test.ts';

/** Port 1 is reserved and has no listener. */
const NOWHERE = 'http://127.0.0.1:1';

const csv = openCsvFolder();
afterAll(csv.remove);

describe('the command line', () => {
  test.each([
    [2, ['produce', '--order', 'sideways'], "option '--order <order>' argument 'sideways' is invalid."],
    [2, ['produce', '--limit', '0'], 'It must be a whole number of at least 1.'],
    [2, ['produce', '--nope'], "unknown option '--nope'"],
    [2, ['produce', '--endpoint', 'here'], 'It must be a URL such as http://127.0.0.1:4566.'],
    [2, ['produce', '--starts', '/nowhere/x.csv'], '/nowhere/x.csv: no such file'],
    [2, ['produce', '--only', 'ends', '--starts', 'x.csv'], '--only ends leaves x.csv out'],
    [2, ['kpi', 'show', '--date', '2024-05-25', '--date', '2024-05-26'], 'It may be given once.'],
    [2, ['audit', '--date', '2024-05-25', '--date', '2024-05-25'], 'It may be given once.'],
    [2, ['kpi', 'run'], 'no day is given: use --date, or --from and --to'],
    [2, ['kpi', 'run', '--from', '2024-05-25'], '--from alone is not a range: give both --from and --to'],
    [
      2,
      ['kpi', 'run', '--from', '2024-05-26', '--to', '2024-05-25'],
      '2024-05-26 is after 2024-05-25: swap them',
    ],
    [2, ['kpi', 'run', '--from', '2021-01-01', '--to', '2024-12-31'], 'is 1,461 days'],
    [2, ['kpi', 'run', '--from', '2024-05-26', '--to', '2024-02-30'], '"2024-02-30" is not a date'],
    [
      2,
      ['kpi', 'run', '--date', '2024-05-25', '--to', '2024-05-26'],
      "option '--date <YYYY-MM-DD...>' cannot be used with option '--to <YYYY-MM-DD>'",
    ],
    [
      2,
      ['kpi', 'run', '--from', '2024-05-25', '--to', '2024-05-26', '--no-wait'],
      '--no-wait works for a single day only',
    ],
    [2, ['kpi', 'history'], "required option '--date <YYYY-MM-DD>' not specified"],
    [2, ['kpi', 'show', '--date', '2024-05-25', '--stage', 'foo'], 'Allowed choices are dev, prod.'],
    [2, ['kpi', 'run', '--date', '2024-02-30'], '"2024-02-30" is not a date: give one such as 2024-05-25'],
    [2, ['kpi', 'show', '--date', 'yesterday'], '"yesterday" is not a date'],
    [2, ['logs', 'x', '--since', '99999999999999999999d'], 'It must not reach back before 1970.'],
    [2, ['local', '--port', '70000'], 'A port is at most 65535.'],
    [
      1,
      ['kpi', 'show', '--date', '2024-05-25', '--endpoint', NOWHERE],
      `cannot reach ${NOWHERE}: is it running?`,
    ],
  ])('exit %i and one line for %j', async (code, args, message) => {
    const result = await tripstreamHere(args);
    expect(result.stderr.trimEnd().split('\n')).toEqual([expect.stringContaining(message)]);
    expect(result).toMatchObject({ code, stdout: '' });
    expect(result.stderr).toMatch(/^tripstream: /);
    expect(result.stderr).not.toMatch(/\n\s+at /);
  });

  test('a demo of a file that cannot be read fails before anything is started', async () => {
    const { path } = csv.write('end', 'lacks.csv', 'trip_id\na\n');
    const { code, stderr } = await tripstreamHere(['demo', '--ends', path, '--json']);
    expect(stderr).toBe(
      `tripstream: ${path}: the header lacks the columns dropoff_datetime, fare_amount of trip ends; it names trip_id (nothing was sent)\n`,
    );
    expect(code).toBe(2);
  });

  test.each(['kpi', 'quarantine'])(
    '%s without a command under it shows its help and fails',
    async (group) => {
      const { code, stdout, stderr } = await tripstreamHere([group]);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toMatch(`Usage: tripstream ${group} `);
    },
  );

  test('--version is that of the package', async () => {
    expect(await tripstreamHere(['--version'])).toMatchObject({
      code: 0,
      stdout: `${packageJson.version}\n`,
    });
  });

  test.each([
    [0, ['--version']],
    [1, ['kpi', 'show', '--date', '2024-05-25', '--endpoint', NOWHERE]],
    [2, ['produce', '--nope']],
  ])('as a process ends with %i and prints the same: %j', async (code, args) => {
    const ended = await tripstream(args);
    expect(ended.code).toBe(code);
    expect(ended).toEqual(await tripstreamHere(args));
  });

  test.each([
    [[]],
    [['produce']],
    [['kpi']],
    [['kpi', 'run']],
    [['kpi', 'show']],
    [['kpi', 'history']],
    [['local']],
    [['demo']],
  ])('%j has help with examples', async (command) => {
    const { code, stdout } = await tripstreamHere([...command, '--help']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/Examples:\n {2}npm run tripstream -- /);
  });
});

/** All commands, each with the words that lead to it. */
const everyCommand = (command: Command, words: readonly string[] = []): (readonly [string, Command])[] => [
  [words.join(' '), command],
  ...command.commands.flatMap((below) => everyCommand(below, [...words, below.name()])),
];

const ALL = await tripstreamProgram();

/** Has a process say which SDK clients it loads. */
const SAY_CLIENTS = `--import=data:text/javascript,${encodeURIComponent(`
  import { registerHooks } from 'node:module';
  const clients = new Set();
  registerHooks({ resolve: (specifier, context, next) => {
    if (specifier.startsWith('@aws-sdk/client-')) clients.add(specifier.slice('@aws-sdk/client-'.length));
    return next(specifier, context);
  } });
  process.on('exit', () => console.error([...clients].sort().join(' ')));
`)}`;

describe('a command that is loaded alone', () => {
  test.each(everyCommand(ALL))(
    'is found, with the same help as when all are loaded: %s',
    async (words, command) => {
      const line = words === '' ? ['--help'] : [...words.split(' '), '--help'];
      const { code, stdout } = await tripstreamHere(line);
      expect(code).toBe(0);
      expect(stdout).toContain(command.helpInformation());
      const { commands } = await tripstreamProgram(line);
      expect(commands).toHaveLength(words === '' ? ALL.commands.length : 1);
    },
  );

  test.each([
    ['--version', 'cloudformation'],
    ['local --help', 'cloudformation'],
    ['logs --help', 'cloudformation cloudwatch-logs lambda'],
    ['kpi show --help', 'cloudformation cloudwatch s3 sfn sqs'],
  ])('brings its own SDK clients: %s', async (line, clients) => {
    const environment = { NODE_OPTIONS: SAY_CLIENTS };
    const { stderr } = await tripstream(line.split(' '), { environment });
    expect(stderr).toBe(`${clients}\n`);
  });
});
