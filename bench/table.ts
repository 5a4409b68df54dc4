import { isMet, median, type Row, type Section } from "./rows.js";

/** A section as Markdown: heading, how it was measured, and the table. */
export function sectionText({ title, how, rows }: Section): string {
  const head = ["| | median | min | max | aim | |", "| --- | ---: | ---: | ---: | ---: | --- |"];
  return [`## ${title}`, "", how, "", ...head, ...rows.map(rowText), ""].join("\n");
}

function rowText(row: Row): string {
  const { what, unit, samples, aim, detail } = row;
  const value = (number: number) => `${digits(number)}${unit === "×" ? "" : " "}${unit}`;
  const cells = [
    what,
    `**${value(median(samples))}**`,
    value(Math.min(...samples)),
    value(Math.max(...samples)),
    aimText(row, aim),
    detail,
  ];
  return `| ${cells.join(" | ")} |`;
}

function aimText(row: Row, aim: Row["aim"]): string {
  if (aim === undefined) return "";
  const met = isMet(row) === true ? "met" : "**missed**";
  return "atMost" in aim ? `≤ ${aim.atMost}, ${met}` : `≥ ${aim.atLeast}, ${met}`;
}

function digits(number: number): string {
  if (!Number.isFinite(number)) return "–";
  if (Math.abs(number) >= 100) return number.toFixed(0);
  return number.toFixed(Math.abs(number) >= 10 ? 1 : 2);
}
