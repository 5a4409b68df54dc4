import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { expect, it } from "vitest";
import { fetchAnew } from "./fetch-anew.js";

it("what changes while the first answer is on its way is not missed", async () => {
  const client = new QueryClient();
  const answers: ((rows: string) => void)[] = [];
  const list = new QueryObserver(client, {
    queryKey: ["list"],
    queryFn: () => new Promise<string>((resolve) => answers.push(resolve)),
  });
  const leave = list.subscribe(() => undefined);
  const changed = fetchAnew(client, { queryKey: ["list"] });
  answers[0]?.("as it was before");
  await expect.poll(() => answers.length).toBe(2);
  answers[1]?.("as it is");
  await changed;
  expect(list.getCurrentResult().data).toBe("as it is");
  leave();
});
