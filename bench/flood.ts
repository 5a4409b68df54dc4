import { setTimeout as pause } from "node:timers/promises";
import { CALLBACK_HEADERS, smsCallback } from "./callback.js";

/** How one callback was answered. */
export type Answered = {
  readonly from: string;
  /** From the instant at which it was due until the answer, milliseconds; so a client that falls behind hides nothing. */
  readonly ms: number;
  readonly taken: boolean;
};

/** What is sent: one SMS from each phone, so many a second, whether earlier ones have been answered or not. */
export type Flood = {
  readonly url: string;
  readonly phones: readonly string[];
  readonly perSecond: number;
  readonly text: string;
};

/**
 * Sends at a pace of its own, as people do.
 * @throws Error when an answer is neither 2xx nor a refusal that says when to come again
 */
export async function flood({ url, phones, perSecond, text }: Flood): Promise<readonly Answered[]> {
  const start = performance.now();
  const answers: Promise<Answered>[] = [];
  for (const [place, from] of phones.entries()) {
    const due = start + (place * 1_000) / perSecond;
    const early = due - performance.now();
    if (early > 1) await pause(early);
    answers.push(answered({ url, from, text, due }));
  }
  return Promise.all(answers);
}

async function answered(call: {
  readonly url: string;
  readonly from: string;
  readonly text: string;
  readonly due: number;
}): Promise<Answered> {
  const { url, from, text, due } = call;
  const body = smsCallback({ from, text });
  const answer = await fetch(url, { method: "POST", headers: CALLBACK_HEADERS, body });
  await answer.arrayBuffer();
  const refused = [429, 503].includes(answer.status) && answer.headers.has("retry-after");
  if (!answer.ok && !refused) throw new Error(`answered with ${answer.status}`);
  return { from, ms: performance.now() - due, taken: answer.ok };
}
