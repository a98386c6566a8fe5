/** Lets the browser save a text as a file, under a name that the person may change. */
export const saveFile = (
  { name, text }: { readonly name: string; readonly text: string },
  type: string,
): void => {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
};
