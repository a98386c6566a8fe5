import { computed } from '@preact/signals';
import { type ConsoleStatus, consoleStatus } from '../../api/status.ts';
import { heardOf, startWatching } from './live-stream.ts';
import type { Loaded } from './loaded.ts';

const WATCH = JSON.stringify({ topic: consoleStatus.name, params: {} });
startWatching(WATCH);

/** Which stack the console shows and what the user may do to it. Watched for as long as the page is open. */
export const stackStatus = computed((): Loaded<ConsoleStatus> => heardOf(WATCH).value);

/** The time zone in which the business counts its days; UTC until it is known. */
export const timeZone = computed(() => stackStatus.value.value?.timeZone ?? 'UTC');
