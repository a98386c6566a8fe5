import { runbookSection } from '../../../api/pipeline.ts';
import { useAnswer } from '../../client/use-answer.ts';
import { Shown } from '../../components/shown.tsx';

/** A line of Markdown. Shows inline code as code, and links as plain text. */
const Line = ({ text }: { readonly text: string }) => {
  const words = text.replaceAll(/\[([^\]]+)\]\([^)]+\)/g, '$1');
  return (
    <p>
      {words.split('`').map((part, index) => {
        const key = `${index} ${part}`;
        return index % 2 === 1 ? <code key={key}>{part}</code> : <span key={key}>{part}</span>;
      })}
    </p>
  );
};

/** The section of docs/runbook.md about an alarm. */
export const Runbook = ({ section }: { readonly section: string }) => (
  <Shown of={useAnswer(runbookSection, { section })} what="the runbook">
    {({ blocks }) => (
      <div class="runbook">
        {blocks.map(({ kind, text }) =>
          kind === 'text' ? (
            <Line key={text} text={text} />
          ) : (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls
            <pre key={text} tabIndex={0}>
              {text}
            </pre>
          ),
        )}
      </div>
    )}
  </Shown>
);
