import { Parser } from "htmlparser2";

/** Elements whose content nobody reads as text. */
const UNSEEN = new Set(["script", "style", "head", "title", "template", "noscript", "svg"]);

/** Elements that begin and end on a line of their own. */
const BLOCKS =
  /^(address|article|blockquote|dd|div|dl|dt|fieldset|figure|footer|form|h[1-6]|header|hr|li|main|ol|p|pre|section|table|tr|ul)$/;

/** Where mail programs keep what a mail answers to. */
const HISTORY = /(^|\s)(gmail_quote|yahoo_quoted|moz-cite-prefix|protonmail_quote)(\s|$)/;

type Reading = { text: string; hidden: number };

/** The words of an HTML mail as plain text: no tag, script, style or address of a link is left. */
export function textOfHtml(html: string): string {
  return wordsOf(html, isHistory) || wordsOf(html, () => false);
}

type Attributes = Readonly<Record<string, string>>;

function isHistory(name: string, attributes: Attributes): boolean {
  return name === "blockquote" || HISTORY.test(attributes["class"] ?? "");
}

function wordsOf(html: string, skips: (name: string, attributes: Attributes) => boolean): string {
  const reading: Reading = { text: "", hidden: 0 };
  const hiding: boolean[] = [];
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        const hides = UNSEEN.has(name) || skips(name, attributes);
        hiding.push(hides);
        if (hides) reading.hidden += 1;
        if (name === "br" || BLOCKS.test(name)) reading.text += "\n";
        if (name === "td" || name === "th") reading.text += " ";
      },
      ontext: (words) => {
        if (reading.hidden === 0) reading.text += words.replaceAll(/\s+/g, " ");
      },
      onclosetag: (name) => {
        if (hiding.pop() === true) reading.hidden -= 1;
        if (name === "p") reading.text += "\n";
        if (BLOCKS.test(name)) reading.text += "\n";
      },
    },
    { decodeEntities: true },
  );
  parser.end(html);
  return tidy(reading.text);
}

/** Blanks at the ends of lines go, and of several empty lines one stays. */
function tidy(text: string): string {
  const lines = text.split("\n").map((line) => line.replaceAll(/[ \u00a0]+/g, " ").trim());
  return lines
    .filter((line, i) => line !== "" || lines[i - 1] !== "")
    .join("\n")
    .trim();
}
