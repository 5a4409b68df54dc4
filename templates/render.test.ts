import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Template } from "../engine/definition/template.js";
import { renderMessage, type MessageRequest } from "./render.js";
import { countSegments } from "./segments.js";
import { escapeHtml, headerText } from "./values.js";
import { dataVariables, TEMPLATE_VARIABLES } from "./variables.js";

type Asked = Partial<Omit<MessageRequest, "template">>;

describe("a message is filled", () => {
  test("with the values of one case", () => {
    expect(
      sms("{{contact.name}}, {{case.id}} is {{case.stateName}}.", {
        variables: { "contact.name": "Amina", "case.id": "T-4K7Q-9", "case.stateName": "New" },
      }),
    ).toBe("Amina, T-4K7Q-9 is New.");
  });

  test.each([
    ['{{default contact.name "friend"}}', "", "friend"],
    ['{{default contact.name "friend"}}', "  ", "friend"],
    ['{{default contact.name "friend"}}', "Amina Otieno", "Amina Otieno"],
    ["{{first_name contact.name}}", "Amina  Otieno", "Amina"],
    ['{{default (first_name contact.name) "friend"}}', "", "friend"],
    ["{{upper contact.name}}", "Amina", "AMINA"],
    ["{{#if contact.name}}Dear {{contact.name}}{{else}}Hello{{/if}}", "Amina", "Dear Amina"],
    ["{{#if contact.name}}Dear {{contact.name}}{{else}}Hello{{/if}}", "", "Hello"],
    ["{{#unless contact.name}}Hello{{/unless}}!", "", "Hello!"],
    ["{{#unless contact.name}}Hello{{else}}Hi{{/unless}}!", "Amina", "Hi!"],
    ["{{#if link}}a{{else if contact.name}}b{{else}}c{{/if}}", "Amina", "b"],
    ["a {{!-- a note for translators --}}b", "", "a b"],
    ["a {{~#if contact.name~}} , {{~/if~}} b", "Amina", "a,b"],
  ])("%s with %j says %j", (source, name, expected) => {
    expect(sms(source, { variables: { "contact.name": name } })).toBe(expected);
  });

  test("with dates and times of the clinic's zone, in the alphabet of SMS", () => {
    const known = { ...TEMPLATE_VARIABLES, "data.visit": visit() };
    const variables = { "data.visit": "2026-03-05T21:30:00.000Z" };
    const text = sms("{{date data.visit}} {{time data.visit}}", {
      variables,
      known,
      timeZone: "Africa/Nairobi",
    });
    expect(text).toBe("Mar 6, 2026 00:30");
    expect(countSegments(text).encoding).toBe("GSM7");
  });

  test("and a value that is no instant stands as it is", () => {
    expect(sms("{{date contact.name}}", { variables: { "contact.name": "soon" } })).toBe("soon");
  });

  test("in the contact's language, else the default, else the first there is", () => {
    const template = templateOf({ sw: "Habari", en: "Hello" });
    const say = (language: string, defaultLanguage: string) =>
      renderMessage({ template, channel: "sms", language, defaultLanguage, variables: {} });
    expect(say("en", "sw")).toEqual({ ok: true, text: "Hello", language: "en" });
    expect(say("fr", "en")).toEqual({ ok: true, text: "Hello", language: "en" });
    expect(say("fr", "de")).toEqual({ ok: true, text: "Habari", language: "sw" });
    expect(say("constructor", "toString")).toEqual({ ok: true, text: "Habari", language: "sw" });
  });

  test("from the e-mail text when there is one, else from the SMS text", () => {
    const both: Template = {
      ...templateOf({ en: "Short" }),
      texts: { sms: { en: "Short" }, email: { en: "Long" } },
    };
    expect(ask(both, { channel: "email" })).toMatchObject({ text: "Long" });
    expect(ask(templateOf({ en: "Short" }), { channel: "email" })).toMatchObject({ text: "Short" });
  });
});

describe("a value cannot do more than be read", () => {
  test("it is joined to the NFC form, without control and direction characters", () => {
    const variables = { "contact.name": "Ame\u0301lie\u0000\u202e\u2066 \ud800 B\u0007" };
    expect(sms("{{contact.name}}", { variables })).toBe("Amélie  B");
  });

  test("a name stays on its line, and the words of staff keep theirs", () => {
    const variables = { "contact.name": "A\r\nBcc: x", "input.text": "one\r\ntwo\tthree" };
    expect(sms("{{contact.name}}|{{input.text}}", { variables })).toBe("A Bcc: x|one\ntwo three");
  });

  test("it is never read as a template", () => {
    const variables = { "contact.name": "{{case.id}}{{{x}}}", "case.id": "T-1" };
    expect(sms("{{contact.name}}", { variables })).toBe("{{case.id}}{{{x}}}");
  });

  test("plain text is not escaped, an HTML part is", () => {
    const variables = { "contact.name": '<b>O\'Neil & "Co"</b>' };
    expect(sms("Dear {{contact.name}}", { variables })).toBe('Dear <b>O\'Neil & "Co"</b>');
    const html = sms("<p>{{contact.name}}</p>", { variables, channel: "email", markup: "html" });
    expect(html).toBe("<p>&#60;b&#62;O&#39;Neil &#38; &#34;Co&#34;&#60;/b&#62;</p>");
    expect(escapeHtml("a=`b`")).toBe("a&#61;&#96;b&#96;");
  });

  test("only its own names are looked up", () => {
    const variables = Object.create({ "contact.name": "inherited" }) as Record<string, string>;
    expect(sms('{{default contact.name "none"}}', { variables })).toBe("none");
  });

  test.each(["Subject\r\nBcc: all", "a\nb", "a\rb", "a\u2028b", "a\u0085b"])(
    "a header of %j is refused",
    (value) => {
      expect(headerText(value)).toEqual({ ok: false, code: "line_break" });
    },
  );

  test("a header without line breaks passes, cleaned", () => {
    expect(headerText(" Your ticket \u202eT-1 ")).toEqual({ ok: true, text: "Your ticket T-1" });
  });
});

describe("an SMS has at most six parts", () => {
  test("a long reply is cut and keeps the ticket id", () => {
    const text = sms("{{input.text}} ({{case.id}})", {
      variables: { "input.text": "word ".repeat(800), "case.id": "T-4K7Q-9" },
    });
    expect(countSegments(text).segments).toBe(6);
    expect(text.endsWith("... (T-4K7Q-9)")).toBe(true);
  });

  test("an e-mail of the same text is not cut", () => {
    const words = "word ".repeat(700).trim();
    expect(sms("{{input.text}}", { channel: "email", variables: { "input.text": words } })).toBe(
      words,
    );
  });

  test("whatever staff write, it fits, and no emoji is torn apart", () => {
    const words = fc.string({ unit: fc.constantFrom("a", "€", "🙂", "é", "\n"), maxLength: 3000 });
    fc.assert(
      fc.property(words, (typed) => {
        const text = sms("{{case.id}} {{input.text}}", {
          variables: { "case.id": "T-4K7Q-9", "input.text": typed },
        });
        expect(countSegments(text).segments).toBeLessThanOrEqual(6);
        expect(text).not.toMatch(/\p{Cs}/u);
      }),
      { numRuns: 60 },
    );
  });

  test("a fixed text that does not fit is refused, not cut", () => {
    expect(ask(templateOf({ en: "a".repeat(1000) }))).toMatchObject({ code: "message_too_long" });
  });
});

describe("a template that slipped past the lint is refused again", () => {
  test("for a variable that does not exist", () => {
    const answer = ask(templateOf({ en: "{{contact.diagnosis}}" }), {
      variables: { "contact.diagnosis": "secret" },
    });
    expect(answer).toEqual({
      ok: false,
      code: "variable_unknown",
      message: "probe: contact.diagnosis",
    });
  });

  test.each(["sms", "email"] as const)("for clinical data by %s", (channel) => {
    const answer = ask(templateOf({ en: "{{data.diagnosis}}" }), {
      channel,
      known: { ...TEMPLATE_VARIABLES, ...clinicalData() },
      variables: { "data.diagnosis": "secret" },
    });
    expect(answer).toMatchObject({ ok: false, code: "variable_private" });
    expect(JSON.stringify(answer)).not.toContain("secret");
  });

  test("for syntax that is not allowed", () => {
    expect(ask(templateOf({ en: "{{{case.id}}}" }))).toMatchObject({ code: "template_invalid" });
  });
});

function ask(template: Template, asked: Asked = {}) {
  return renderMessage({
    template,
    channel: "sms",
    language: "en",
    defaultLanguage: "en",
    variables: {},
    ...asked,
  });
}

function sms(source: string, asked: Asked): string {
  const answer = ask(templateOf({ en: source }), asked);
  if (!answer.ok) throw new Error(`${answer.code}: ${answer.message}`);
  return answer.text;
}

function templateOf(texts: { readonly [language: string]: string }): Template {
  return { kind: "template", spec: 1, id: "probe", name: "Probe", texts: { sms: { ...texts } } };
}

function visit() {
  return { type: "instant", description: "", phi: "none", sample: "", longest: "" } as const;
}

function clinicalData() {
  return dataVariables({
    type: "object",
    properties: { diagnosis: { title: "Diagnosis", type: "string" } },
    additionalProperties: false,
  });
}
