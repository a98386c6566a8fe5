import { reasonOf } from '../../values/refusal.ts';
import type { Topics } from '../sns/topics.ts';
import type { BusEvent } from './bus-event.ts';
import { matchesPattern } from './event-pattern.ts';
import { transformed } from './input-transformer.ts';
import type { Rule, RuleTarget } from './rule.ts';

const EVENT_BRIDGE = { principal: 'events.amazonaws.com', name: 'EventBridge Rules' };

/** What became of an event that a rule matched, per target. */
export interface RuleOutcome {
  readonly ruleName: string;
  readonly delivered: number;
  readonly failed: number;
}

export type EventBus = ReturnType<typeof createEventBus>;

/** The account's default event bus. */
export const createEventBus = ({
  topics,
  onMatch,
}: {
  topics: Pick<Topics, 'publishAsService'>;
  onMatch: (outcome: RuleOutcome) => void;
}) => {
  const rules = new Map<string, Rule>();
  const deliveries = new Set<Promise<void>>();

  /** Each target is tried once: a topic either takes a message or refuses it for good. */
  const isDelivered = async (rule: Rule, target: RuleTarget, event: BusEvent): Promise<boolean> => {
    const message = target.transformer ? transformed(target.transformer, event) : JSON.stringify(event);
    const context = { 'aws:SourceArn': rule.arn };
    try {
      await topics.publishAsService({ topicArn: target.topicArn, message, service: EVENT_BRIDGE, context });
      return true;
    } catch (error) {
      console.error(`local cloud: the rule ${rule.name} lost an event: ${reasonOf(error)}`);
      return false;
    }
  };

  const deliver = async (rule: Rule, event: BusEvent): Promise<void> => {
    const tries = await Promise.all(rule.targets.map((target) => isDelivered(rule, target, event)));
    const delivered = tries.filter(Boolean).length;
    onMatch({ ruleName: rule.name, delivered, failed: tries.length - delivered });
  };

  return {
    createRule: (rule: Rule): void => void rules.set(rule.name, rule),
    /** In the order of the template. */
    rules: (): readonly Rule[] => [...rules.values()],
    /** Hands an event to the targets of the rules that match it; an event that no rule matches is dropped. */
    send: (event: BusEvent): void => {
      for (const rule of rules.values()) {
        if (!rule.isEnabled || !matchesPattern(rule.pattern, event)) continue;
        const delivery = deliver(rule, event).finally(() => deliveries.delete(delivery));
        deliveries.add(delivery);
      }
    },
    /** Waits for the deliveries under way. */
    close: async (): Promise<void> => {
      await Promise.all(deliveries);
    },
  };
};
