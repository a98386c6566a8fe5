/** How many of what, in the singular where it is one: `1 field`, `2,000 fields`. */
export const counted = (count: number, singular: string): string =>
  `${count.toLocaleString('en-US')} ${singular}${count === 1 ? '' : 's'}`;
