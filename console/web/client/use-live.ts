import { useEffect, useState } from 'preact/hooks';
import type { Topic } from '../../api/endpoint.ts';
import type { Watched } from '../../api/live.ts';
import { heardOf, startWatching } from './live-stream.ts';
import type { Loaded } from './loaded.ts';

/** What a topic says, now and after each change, for as long as the component is shown. */
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
    // The page that is left for this one may have watched the same, and have taken along what was shown here.
    showAgain(heardOf(watch));
    return stopWatching;
  }, [watch]);
  return heard.value;
};
