import { AsyncLocalStorage } from "node:async_hooks";
import { createRequire } from "node:module";
import africastalking from "africastalking";
import { type Exchange, postOnce } from "../post-once.js";

/** One message for the provider's SDK, and where and how it may travel. */
export type Submission = {
  readonly credentials: { readonly username: string; readonly apiKey: string };
  readonly message: { readonly to: string; readonly message: string; readonly from?: string };
  readonly url: URL;
  readonly timeoutMs: number;
  /** Sent as Idempotency-Key. Their documentation promises nothing for SMS, so nothing relies on it. */
  readonly attemptId: string;
};

/** The part of axios that the SDK's requests pass through. */
type AxiosRequest = { data?: unknown; headers: { get(name: string): unknown }; adapter?: Adapter };
type AxiosAnswer = {
  data: string;
  status: number;
  statusText: string;
  headers: object;
  config: AxiosRequest;
};
type Adapter = (request: AxiosRequest) => Promise<AxiosAnswer>;
type Axios = {
  interceptors: { request: { use(change: (request: AxiosRequest) => AxiosRequest): void } };
};

type Journey = { readonly submission: Submission; exchange?: Exchange };

const journeys = new AsyncLocalStorage<Journey>();

/**
 * Sends through the official SDK. It keeps its addresses in module variables, moves them all to the sandbox for ever
 * when one client is called `sandbox`, has no time-out, follows redirects and decompresses. So its axios instance hands
 * each request to our transport, which takes the address of this submission and nothing from those variables; what
 * belongs to one submission travels in the asynchronous context and cannot reach another.
 * @returns undefined when the SDK refused the message before anything was sent
 */
export async function submit(submission: Submission): Promise<Exchange | undefined> {
  const journey: Journey = { submission };
  await journeys.run(journey, async () => {
    try {
      await africastalking({ ...submission.credentials }).SMS.send(submission.message);
    } catch {
      // Its errors carry the whole request with the API key; how it ended stands in the journey.
    }
  });
  return journey.exchange;
}

const sdkAxios = createRequire(createRequire(import.meta.url).resolve("africastalking"))(
  "axios",
) as Axios;

sdkAxios.interceptors.request.use((request) => {
  const journey = journeys.getStore();
  return journey === undefined ? request : Object.assign(request, { adapter: adapterOf(journey) });
});

function adapterOf(journey: Journey): Adapter {
  return async (request) => {
    const { url, timeoutMs, attemptId } = journey.submission;
    const headers = { ...headersOf(request), "idempotency-key": attemptId };
    const exchange = await postOnce({ url, timeoutMs, headers, body: String(request.data) });
    journey.exchange = exchange;
    if (exchange.kind !== "answer") throw new Error(exchange.kind);
    const { status, text } = exchange;
    return { data: text, status, statusText: "", headers: {}, config: request };
  };
}

function headersOf(request: AxiosRequest): Record<string, string> {
  const names = ["apikey", "accept", "content-type"];
  const pairs = names.map((name) => [name, request.headers.get(name)] as const);
  return Object.fromEntries(
    pairs.filter((pair): pair is readonly [string, string] => typeof pair[1] === "string"),
  );
}
