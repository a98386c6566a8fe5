import { ExportLines } from '../../../producer/repair/export-lines.ts';
import { connectQuarantine, readRecords } from '../../../producer/repair/quarantine-scan.ts';
import {
  connectQueues,
  countHiddenMessages,
  countMessages,
} from '../../../producer/repair/queue-contents.ts';
import { counted } from '../../../producer/terminal/text.ts';
import { BadRequest } from '../../api/fields.ts';
import {
  checkRepair,
  exportRefused,
  importRepairs,
  type QueueCount,
  readRefusedAgain,
  refusedCounts,
  refusedEvent,
  refusedList,
  refusedWork,
  replayRepairs,
} from '../../api/refused.ts';
import { once, perStack, type StackAccess } from '../aws/stack-access.ts';
import { on } from '../http/route.ts';
import { watching } from '../live/watch.ts';
import { importRepairsFrom } from '../refused/import-repairs.ts';
import { readQuarantine, recordAt, refusedListOf, without } from '../refused/quarantine-reading.ts';
import { QueueDesk } from '../refused/queue-desk.ts';
import { refusedDetailOf } from '../refused/refused-detail.ts';
import { reasonsByField, refusalOf } from '../refused/repaired-event.ts';
import { replayEvents, type SentEvents } from '../refused/replay-events.ts';
import { letterDeskOf } from './dead-letters.ts';

const deskOf = perStack((stack) => {
  const quarantine = once(async () => connectQuarantine(stack.workTarget, await stack.outputs()));
  const desk = new QueueDesk(async (tell) => readQuarantine(await quarantine(), tell));
  const sent: SentEvents = new Map();
  return { desk, quarantine, sent };
});

const countOf = async (stack: StackAccess, queueUrl: string): Promise<QueueCount> => {
  const sqs = connectQueues(stack.target);
  try {
    const [messages, held] = await Promise.all([
      countMessages(sqs, queueUrl),
      countHiddenMessages(sqs, queueUrl),
    ]);
    return { messages, held };
  } finally {
    sqs.destroy();
  }
};

export const refusedRoutes = [
  on(refusedList, async (_revision, stack) => {
    const { desk, quarantine } = deskOf(stack);
    const { outputs } = await quarantine();
    return refusedListOf(await desk.last(), outputs.quarantineQueueUrl);
  }),
  on(readRefusedAgain, async (_nothing, stack) => {
    const { desk } = deskOf(stack);
    await desk.again();
    return { revision: desk.work.revision };
  }),
  on(refusedEvent, async ({ position }, stack) => {
    const { desk, quarantine } = deskOf(stack);
    const [reading, opened] = [await desk.last(), await quarantine()];
    const record = await recordAt(reading, position, opened);
    const read = reading.events.get(position);
    if (read === undefined) throw new BadRequest('This event is not among those that were read.');
    return refusedDetailOf(read, record);
  }),
  on(checkRepair, async ({ position, edits }, stack) => {
    const { desk, quarantine } = deskOf(stack);
    const opened = await quarantine();
    const record = await recordAt(await desk.last(), position, opened);
    return reasonsByField(refusalOf(record, edits, opened.outputs));
  }),
  on(replayRepairs, async ({ repairs }, stack) => {
    const { desk, quarantine, sent } = deskOf(stack);
    const opened = await quarantine();
    await desk.last();
    const results = await desk.alone('Replaying', async (tell) => {
      const reading = await desk.last();
      const replayed = await replayEvents(opened, repairs, { sent, reading }, tell);
      const over = replayed.filter(({ fate }) => fate === 'replayed' || fate === 'gone');
      desk.replace(without(reading, new Set(over.map(({ position }) => position))));
      return replayed;
    });
    return { results };
  }),
  on(exportRefused, async ({ format }, stack) => {
    const { desk, quarantine } = deskOf(stack);
    const { events } = await desk.last();
    const messages = [...events.values()].flatMap((event) => event.messages);
    const unreadable: string[] = [];
    const lines = new ExportLines(format);
    const records = await readRecords(await quarantine(), messages, (reason) => unreadable.push(reason));
    const text = lines.header + records.map((record) => lines.line(record)).join('');
    const notes = [
      `${counted(lines.exported, 'event')} ${lines.exported === 1 ? 'is' : 'are'} in the file; ${lines.exported === 1 ? 'it stays' : 'they stay'} in the quarantine.`,
      lines.notInCsv > 0
        ? `${counted(lines.notInCsv, 'payload')} ${lines.notInCsv === 1 ? 'is not a JSON object' : 'are not JSON objects'}: only JSON lines hold ${lines.notInCsv === 1 ? 'it' : 'them'}.`
        : '',
      unreadable.length > 0
        ? `${counted(unreadable.length, 'payload')} cannot be read; the first: ${unreadable[0]}.`
        : '',
    ];
    return { text, says: notes.filter((note) => note !== '').join(' ') };
  }),
  on(importRepairs, async (file, stack) => {
    const { desk, quarantine } = deskOf(stack);
    return importRepairsFrom(file, await desk.last(), await quarantine());
  }),
];

export const refusedWatches = [
  watching(refusedCounts, async (_params, stack) => {
    const { quarantineQueueUrl, deadLetterQueueUrl } = await stack.outputs();
    return {
      refused: await countOf(stack, quarantineQueueUrl),
      deadLetters: await countOf(stack, deadLetterQueueUrl),
    };
  }),
  // Read from this process's memory, without requests.
  watching(
    refusedWork,
    async (_params, stack) => ({ refused: deskOf(stack).desk.work, deadLetters: letterDeskOf(stack).work }),
    { local: 200, aws: 200 },
  ),
];
