import { computed, signal } from '@preact/signals';

const current = signal(new URL(globalThis.location.href));

globalThis.addEventListener('popstate', () => {
  current.value = new URL(globalThis.location.href);
});

/** The path of the address, such as `/runs`. */
export const path = computed(() => current.value.pathname);

/** The query of the address. The address says what a page shows, so that users can share it. */
export const query = computed(() => current.value.searchParams);

/** Goes to another address of the console; `replace` leaves no step to go back to. */
export const go = (address: string, { replace = false } = {}): void => {
  const url = new URL(address, current.value);
  if (url.href === current.value.href) return;
  if (replace) globalThis.history.replaceState(null, '', url);
  else globalThis.history.pushState(null, '', url);
  const isOtherPage = url.pathname !== current.value.pathname;
  current.value = url;
  if (isOtherPage) globalThis.scrollTo(0, 0);
};

/** Changes fields of the query and keeps the others; undefined removes one. */
export const setQuery = (fields: Readonly<Record<string, string | undefined>>): void => {
  const url = new URL(current.value);
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined || value === '') url.searchParams.delete(name);
    else url.searchParams.set(name, value);
  }
  go(url.href, { replace: true });
};
