import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import {
  createContext,
  use,
  useEffect,
  useState,
  useSyncExternalStore,
  type ReactNode,
} from "react";
import type { LiveFrame } from "../../engine/protocol/live.js";
import { isLinks } from "../api/links.js";
import { keys } from "../api/keys.js";
import { coalesce } from "./coalesce.js";
import { staleAfter, unconnected, type Connection } from "./connection.js";
import { fetchAnew } from "./fetch-anew.js";
import { LiveSocket } from "./socket.js";

const LiveContext = createContext<LiveSocket | null>(null);

/** Without a live connection the open screen asks again by itself, this often. */
const POLL_MS = 10_000;

/** Keeps what is on the screen up to date over one WebSocket while somebody is signed in. */
export function LiveProvider({ children }: { readonly children: ReactNode }) {
  const client = useQueryClient();
  const [socket] = useState(() => new LiveSocket(refresher(client)));
  useEffect(() => {
    socket.start();
    const poll = setInterval(() => {
      if (socket.read().phase !== "live") void fetchAnew(client, { refetchType: "active" });
    }, POLL_MS);
    return () => {
      clearInterval(poll);
      socket.stop();
    };
  }, [client, socket]);
  return <LiveContext value={socket}>{children}</LiveContext>;
}

/** How this tab is connected now. */
export function useConnection(): Connection {
  const socket = use(LiveContext);
  return useSyncExternalStore(socket?.subscribe ?? never, socket?.read ?? before);
}

const beforeAll = unconnected(0);
const before = () => beforeAll;
const never = () => () => undefined;

/** Whether an answer is the links of a case, and names one of these cases. */
function isLinkedTo(ids: ReadonlySet<string>, answer: unknown): boolean {
  return isLinks(answer) && answer.links.some(({ id }) => ids.has(id));
}

/** Turns frames into fetches of what they made stale; bursts are gathered. */
function refresher(client: QueryClient): (frame: LiveFrame, before: Connection) => void {
  const timers = {
    now: () => Date.now(),
    after: (ms: number, run: () => void) => void setTimeout(run, ms),
  };
  const staleCase = coalesce((ids) => {
    for (const id of ids) void fetchAnew(client, { queryKey: keys.case(id) });
    void fetchAnew(client, { predicate: ({ state }) => isLinkedTo(ids, state.data) });
  }, timers);
  const staleList = coalesce(() => {
    void fetchAnew(client, { queryKey: keys.lists });
    void fetchAnew(client, { queryKey: keys.queues });
  }, timers);
  return (frame, before) => {
    const stale = staleAfter(frame, before);
    if (stale.what === "everything") void fetchAnew(client);
    if (stale.what === "alerts") void fetchAnew(client, { queryKey: keys.alerts });
    if (stale.what === "notices")
      for (const queryKey of [keys.notices, keys.reviews]) void fetchAnew(client, { queryKey });
    if (stale.what !== "case") return;
    staleCase(stale.id);
    if (!stale.messagesOnly) staleList("all");
  };
}
