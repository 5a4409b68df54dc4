import { describe, expect, it } from "vitest";
import { withVariableRenamed } from "./rename-variable.js";

const renamed = (source: string) => withVariableRenamed(source, "input.why", "input.reason");

describe("a variable under another name", () => {
  it.each([
    ["{{input.why}}", "{{input.reason}}"],
    [
      "Because {{ input.why }}.\r\nAgain: {{input.why}}",
      "Because {{ input.reason }}.\r\nAgain: {{input.reason}}",
    ],
    [
      "{{#if input.why}}{{default input.why input.other}}{{else}}input.why{{/if}}",
      "{{#if input.reason}}{{default input.reason input.other}}{{else}}input.why{{/if}}",
    ],
    ["{{! input.why}}{{input.whyNot}}{{why}}", "{{! input.why}}{{input.whyNot}}{{why}}"],
  ])("%j becomes %j: names in braces, and no other word", (source, expected) => {
    expect(renamed(source)).toBe(expected);
  });

  it("leaves a text that cannot be read as it is", () => {
    expect(renamed("{{input.why}} {{#each x}}")).toBe("{{input.why}} {{#each x}}");
  });
});
