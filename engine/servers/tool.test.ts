import { expect, test } from "vitest";
import { runTool } from "./tool.js";

const node = process.execPath;

test("a tool that is not installed is a plain answer", async () => {
  const result = await runTool({ command: "no-such-tool", args: [], timeoutMs: 5_000 });
  expect(result).toMatchObject({ ok: false, why: "there is no no-such-tool on PATH" });
});

test("a failure answers with the tool's last line", async () => {
  const args = ["-e", "console.error('first'); console.error('disk full'); process.exit(2)"];
  const result = await runTool({ command: node, args, timeoutMs: 20_000 });
  expect(result).toMatchObject({ ok: false, why: "disk full" });
});

test("a tool that says nothing for too long is ended", async () => {
  const args = ["-e", "setInterval(() => {}, 1000)"];
  const result = await runTool({ command: node, args, timeoutMs: 20_000, firstOutputMs: 1_000 });
  expect(result).toMatchObject({ ok: false, why: "no answer within 1 s" });
});

test("a tool that never ends is ended", async () => {
  const args = ["-e", "setInterval(() => console.log('busy'), 50)"];
  const result = await runTool({ command: node, args, timeoutMs: 1_000 });
  expect(result).toMatchObject({ ok: false, why: "took longer than 1 s" });
});

test("Ctrl-C ends a tool", async () => {
  const stop = new AbortController();
  const args = ["-e", "console.log('up'); setInterval(() => {}, 1000)"];
  const onLine = () => {
    stop.abort();
  };
  const run = runTool({ command: node, args, timeoutMs: 20_000, signal: stop.signal, onLine });
  expect(await run).toMatchObject({ ok: false, why: "stopped" });
});
