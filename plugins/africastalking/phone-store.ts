/** One SMS as it stands on a simulated phone. */
export type PhoneMessage = {
  /** The provider's id; unique. */
  readonly id: string;
  /** E.164 for a person, short code or sender id for us. */
  readonly from: string;
  readonly to: string;
  readonly text: string;
  /** ISO 8601. */
  readonly at: string;
};

/** Where simulated phones keep their messages. */
export type PhoneStore = {
  /** Keeps a message; one with a known id changes nothing. */
  record(message: PhoneMessage): Promise<void>;
  /** What a phone has sent and got, oldest first. */
  list(phone: string): Promise<readonly PhoneMessage[]>;
};

/** Phones that forget when the process ends, or when more than `limit` messages are kept. */
export function memoryPhones(limit = 5_000): PhoneStore {
  const messages = new Map<string, PhoneMessage>();
  return {
    record: (message) => {
      if (!messages.has(message.id)) messages.set(message.id, message);
      const [oldest] = messages.keys();
      if (messages.size > limit && oldest !== undefined) messages.delete(oldest);
      return Promise.resolve();
    },
    list: (phone) => {
      const all = [...messages.values()];
      return Promise.resolve(all.filter(({ from, to }) => from === phone || to === phone));
    },
  };
}
