import type { TextFile } from '../../api/days.ts';

/** Lets the browser save a text as a file, under a name that the user may change. */
export const saveFile = ({ name, text }: TextFile, type: string): void => {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
};
