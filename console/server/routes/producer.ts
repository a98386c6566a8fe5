import { countMixedDay, lateDateOf, type MixedDayOptions } from '../../../data/mixed-day.ts';
import { dateInTimeZone, isCalendarDate, momentInTimeZone } from '../../../functions/trip/business-time.ts';
import { BadRequest } from '../../api/fields.ts';
import {
  changeJob,
  changeRate,
  type DayToGenerate,
  dropFile,
  type FilesToSend,
  type GeneratedPlan,
  generatedPlan,
  MOST_GENERATED_TRIPS,
  openPath,
  openSample,
  sendFiles,
  sendGenerated,
  sending,
} from '../../api/producer.ts';
import type { StackAccess } from '../aws/stack-access.ts';
import { on } from '../http/route.ts';
import { watching } from '../live/watch.ts';
import { type EventSequence, sequenceOfDay, sequenceOfFiles } from '../producer/event-sequence.ts';
import { deskOf, JOB_WORK, type SendingDesk } from '../producer/sending-desk.ts';

const timeZoneOf = async (stack: StackAccess): Promise<string> => (await stack.outputs()).businessTimeZone;

const filesSequence = (
  { files }: SendingDesk,
  { starts, ends, order, seed, limit }: FilesToSend,
): EventSequence => {
  const ids = [starts, ends].filter((id) => id !== undefined);
  if (ids.length === 0) throw new BadRequest('Choose a file first.');
  const chosen = ids.map((id) => files.get(id));
  files.inUse = new Set(ids);
  const rows = chosen.reduce((sum, { checked }) => sum + checked.rows, 0);
  return sequenceOfFiles({
    what: chosen.map(({ checked }) => checked.name).join(' and '),
    total: limit === 0 ? rows : Math.min(limit, rows),
    ...{ files: chosen, order, seed },
  });
};

const optionsOf = ({ trips, date, seed, late, repeated, blank, broken }: DayToGenerate): MixedDayOptions => ({
  ...{ trips, date, seed },
  ...{ late: late / 100, repeated: repeated / 100, blank: blank / 100, broken: broken / 100 },
});

const checkDay = ({ trips, date }: DayToGenerate, today: string): void => {
  if (trips < 1 || trips > MOST_GENERATED_TRIPS)
    throw new BadRequest(`The number of trips must be from 1 to ${MOST_GENERATED_TRIPS}.`);
  if (!isCalendarDate(date)) throw new BadRequest(`"${date}" is not a calendar date.`);
  if (date > today)
    throw new BadRequest(`${date} has not begun: the pipeline refuses trips that end more than a day ahead.`);
};

const AHEAD_UNTIL = '03:00:00';

const notesOn = ({ date }: DayToGenerate, now: Date, timeZone: string): readonly string[] => {
  const today = dateInTimeZone(now, timeZone);
  const time = momentInTimeZone(now, timeZone).slice('YYYY-MM-DD '.length);
  if (date < today)
    return [
      `${date} is over: if a nightly run has already summed it, all its trips are late for the pipeline.`,
    ];
  return time < AHEAD_UNTIL
    ? [
        'The day has only just begun: the pipeline may refuse its last trips, which end more than a day ahead.',
      ]
    : [];
};

const planOf = (day: DayToGenerate, now: Date, timeZone: string): GeneratedPlan => {
  checkDay(day, dateInTimeZone(now, timeZone));
  try {
    const counts = countMixedDay(optionsOf(day));
    return {
      trips: day.trips,
      lateDate: lateDateOf(day.date),
      notes: notesOn(day, now, timeZone),
      ...counts,
    };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new BadRequest(`${error.message.slice(0, 1).toUpperCase()}${error.message.slice(1)}.`);
  }
};

const daySequence = (day: DayToGenerate, { events }: GeneratedPlan): EventSequence =>
  sequenceOfDay(optionsOf(day), {
    what: `${day.trips.toLocaleString('en-US')} generated ${day.trips === 1 ? 'trip' : 'trips'} of ${day.date}`,
    total: events,
  });

export const producerRoutes = [
  on(openSample, async ({ kind }, stack) => deskOf(stack).files.openSample(kind, await timeZoneOf(stack))),
  on(openPath, async ({ path }, stack) => deskOf(stack).files.open(path, await timeZoneOf(stack))),
  on(dropFile, async ({ name }, stack, file) =>
    deskOf(stack).files.drop(name, await timeZoneOf(stack), file),
  ),
  on(sendFiles, (order, stack) => {
    const desk = deskOf(stack);
    return desk.begin({ ...order, sequence: () => filesSequence(desk, order) });
  }),
  on(generatedPlan, async (day, stack) => planOf(day, new Date(), await timeZoneOf(stack))),
  on(sendGenerated, async (order, stack) => {
    const plan = planOf(order, new Date(), await timeZoneOf(stack));
    return deskOf(stack).begin({ ...order, sequence: () => daySequence(order, plan) });
  }),
  on(changeJob, async ({ job, what }, stack) => deskOf(stack).change(job, JOB_WORK[what])),
  on(changeRate, async ({ job, rate }, stack) =>
    deskOf(stack).change(job, (changed) => changed.changeRate(rate)),
  ),
];

/** The state of a job is in the console's memory: reading it makes no requests. */
export const producerWatches = [
  watching(sending, async (_params, stack) => deskOf(stack).state(), { local: 200, aws: 200 }),
];
