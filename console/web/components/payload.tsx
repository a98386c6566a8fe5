/** Text from the pipeline, such as an event or an input: only ever text, whatever is in it. */
export const Payload = ({ title, text }: { readonly title: string; readonly text: string }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls
  <section class="payload" aria-label={title} tabIndex={0}>
    <pre>{text}</pre>
  </section>
);
