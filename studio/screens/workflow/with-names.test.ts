import { expect, test } from "vitest";
import { workflowOf } from "../../canvas/testing/workflows.js";
import { withNames } from "./with-names.js";

const workflow = workflowOf(
  {
    open: { name: "Open", class: "new" },
    close: { name: "Closed for good", class: "done", final: true },
  },
  { close: { name: "Close it", from: ["open"], to: "close", by: ["admin"] } },
);

const found = (path: string, message: string, fix?: string) => ({
  code: "W001",
  severity: "error" as const,
  path,
  message,
  ...(fix === undefined ? {} : { fix }),
});

test("what the check says names things as people do; what is no name of theirs stays", () => {
  const finding = found("/states/open", "A case in `open` stays.", "Set `final: true` on `other`.");
  expect(withNames(finding, workflow)).toEqual({
    ...finding,
    message: "A case in “Open” stays.",
  });
});

test("of two things with one id the one that it is about is named", () => {
  expect(withNames(found("/states/close", "`close` ends."), workflow).message).toBe(
    "“Closed for good” ends.",
  );
  expect(withNames(found("/transitions/close/by", "`close` ends."), workflow).message).toBe(
    "“Close it” ends.",
  );
});
