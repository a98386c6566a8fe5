import {
  dropLetters,
  type Letter,
  letterList,
  readLettersAgain,
  redriveLetters,
} from '../../api/dead-letters.ts';
import { perStack, type StackAccess } from '../aws/stack-access.ts';
import { on } from '../http/route.ts';
import { type DeadLetterQueue, readDeadLetters, redriveDeadLetters } from '../refused/dead-letters.ts';
import { QueueDesk } from '../refused/queue-desk.ts';

const queueOf = async (stack: StackAccess): Promise<DeadLetterQueue> => ({
  target: stack.workTarget,
  outputs: await stack.outputs(),
});

export const letterDeskOf = perStack(
  (stack) => new QueueDesk(async (tell) => readDeadLetters(await queueOf(stack), tell)),
);

/** The letters that remain after a redrive, as it left them. */
const left = (before: readonly Letter[], results: readonly Letter[]): Letter[] => {
  const over = ['handed-over', 'dropped', 'gone'];
  const found = new Map(results.map((letter) => [letter.id, letter]));
  return before
    .map((letter) => found.get(letter.id) ?? letter)
    .filter((letter) => !(found.has(letter.id) && over.includes(letter.fate)));
};

/** The result for a letter that the last dry run did not find. It is not touched. */
const unknown = (id: string): Letter => ({
  id,
  fate: 'gone',
  says: 'No longer there: someone has already redriven or deleted it.',
  records: [],
});

const redrive = async (
  stack: StackAccess,
  asked: readonly { readonly id: string }[],
  dropExpired: boolean,
): Promise<{ readonly results: readonly Letter[] }> => {
  const desk = letterDeskOf(stack);
  const queue = await queueOf(stack);
  await desk.last();
  return desk.alone(dropExpired ? 'Deleting' : 'Redriving', async (tell) => {
    const list = await desk.last();
    const ids = new Set(asked.map(({ id }) => id));
    const known = list.letters.filter(({ id }) => ids.has(id));
    for (const { id } of known) ids.delete(id);
    const redriven = await redriveDeadLetters(queue, known, { dropExpired }, tell);
    desk.replace({ ...list, letters: left(list.letters, redriven) });
    return { results: [...redriven, ...[...ids].map(unknown)] };
  });
};

export const deadLetterRoutes = [
  on(letterList, (_revision, stack) => letterDeskOf(stack).last()),
  on(readLettersAgain, async (_nothing, stack) => {
    const desk = letterDeskOf(stack);
    await desk.again();
    return { revision: desk.work.revision };
  }),
  on(redriveLetters, ({ letters }, stack) => redrive(stack, letters, false)),
  on(dropLetters, ({ letters }, stack) => redrive(stack, letters, true)),
];
