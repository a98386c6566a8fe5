import { useEffect, useState } from 'preact/hooks';
import type { Topic } from '../../api/endpoint.ts';
import type { Watched } from '../../api/live.ts';
import { heardOf, startWatching } from './live-stream.ts';
import type { Loaded } from './loaded.ts';

/** The current message of a topic. It stays up to date for as long as the component is shown. */
export const useLive = <Params extends Watched['params'], Message>(
  { name }: Topic<Params, Message>,
  params: Params,
): Loaded<Message> => {
  const watched: Watched = { topic: name, params };
  const watch = JSON.stringify(watched);
  const heard = heardOf(watch);
  const [, showAgain] = useState(heard);
  useEffect(() => {
    const stopWatching = startWatching(watch);
    // The previous page may have watched the same topic. When it stopped, it deleted the signal that is shown here.
    showAgain(heardOf(watch));
    return stopWatching;
  }, [watch]);
  return heard.value;
};
