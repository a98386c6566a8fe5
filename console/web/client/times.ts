const formats = new Map<string, Intl.DateTimeFormat>();

/** sv-SE writes dates and times as ISO 8601 does. */
const format = (timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
  const key = JSON.stringify([timeZone, options]);
  const made = formats.get(key) ?? new Intl.DateTimeFormat('sv-SE', { timeZone, ...options });
  formats.set(key, made);
  return made;
};

/** Such as `2024-05-26 00:15:03`. */
export const dateAndTime = (instant: string | number, timeZone: string): string =>
  format(timeZone, { dateStyle: 'short', timeStyle: 'medium' }).format(new Date(instant));

/** The same for a time in a message, which may be any text, because it comes from the sender. */
export const writtenTime = (text: string, timeZone: string): string =>
  Number.isNaN(Date.parse(text)) ? text : dateAndTime(text, timeZone);

/** Such as `00:15:03`. */
export const timeOfDay = (instant: string | number, timeZone: string): string =>
  format(timeZone, { timeStyle: 'medium' }).format(new Date(instant));

/** Such as `00:15:03.120`. */
export const exactTime = (instant: string | number, timeZone: string): string =>
  format(timeZone, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
  })
    .format(new Date(instant))
    .replace(',', '.');

/** Such as `420 ms`, `12.4 s`, `3 min 05 s`, `2 h 07 min`. */
export const duration = (milliseconds: number): string => {
  if (milliseconds < 1_000) return `${Math.round(milliseconds)} ms`;
  const seconds = milliseconds / 1_000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const padded = (count: number): string => String(Math.floor(count)).padStart(2, '0');
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min ${padded(seconds % 60)} s`;
  return `${Math.floor(seconds / 3_600)} h ${padded((seconds % 3_600) / 60)} min`;
};

/** Such as `2,000`. */
export const wholeNumber = (count: number): string => count.toLocaleString('en-US');
