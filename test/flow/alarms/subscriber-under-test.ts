import { once } from 'node:events';
import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { ConfirmSubscriptionCommand, type SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';

/** What a subscriber is told. */
export interface Heard {
  readonly subject: string;
  readonly message: string;
}

/** Subscribes a server on this machine to a topic, as a pager service would be, and keeps the messages. */
export const openSubscriber = async (sns: SNSClient, topicArn: string) => {
  const heard: Heard[] = [];
  const asked = Promise.withResolvers<string>();
  const server = createServer(async (req, res) => {
    const { Type, Token, Subject = '', Message } = JSON.parse((await buffer(req)).toString('utf8'));
    if (Type === 'SubscriptionConfirmation') asked.resolve(Token);
    else heard.push({ subject: Subject, message: Message });
    res.end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const Endpoint = `http://127.0.0.1:${port}/`;
  await sns.send(new SubscribeCommand({ TopicArn: topicArn, Protocol: 'http', Endpoint }));
  await sns.send(new ConfirmSubscriptionCommand({ TopicArn: topicArn, Token: await asked.promise }));
  return {
    /** The messages since the last call. */
    take: (): Heard[] => heard.splice(0),
    close: async (): Promise<void> => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};
