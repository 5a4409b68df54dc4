import { autocompletion, type CompletionContext } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab, undo } from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import { indentUnit } from "@codemirror/language";
import { lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { Annotation, EditorState, Transaction } from "@codemirror/state";
import {
  EditorView,
  highlightActiveLine,
  hoverTooltip,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { useEffect, useEffectEvent, useLayoutEffect, useRef } from "react";
import { codeTheme } from "./code-theme.js";
import { placeAt, type TextPlace } from "./place.js";
import type { Suggestion } from "./suggest.js";

/** Something that is wrong in a text, at an offset of it. */
export type TextFault = {
  readonly at: number;
  readonly severity: "error" | "warning" | "info";
  readonly message: string;
};

/** What knows what can stand at a place of the text. */
export type TextHelp = {
  readonly suggest: (place: TextPlace) => readonly Suggestion[];
  /** What the word at a place is for; null where nothing is known. */
  readonly describe: (place: TextPlace, word: string) => string | null;
};

/** What the editor shows and whom it tells. */
export type CodeEditorProps = {
  readonly label: string;
  /** Id of the element that says how the keyboard leaves the text. */
  readonly describedBy: string;
  readonly value: string;
  readonly readOnly: boolean;
  readonly faults: readonly TextFault[];
  readonly help: TextHelp;
  /** Brought into sight when it changes, by offset or by path; null leaves the text where it is. */
  readonly show: { readonly at: number } | { readonly path: string } | null;
  /** Where a path leads in the text, as far as it can be read. */
  readonly offsetOf: (path: string) => number;
  readonly onType: (text: string) => void;
  /** Ctrl+Z where the text has nothing of its own to take back. */
  readonly undo: { readonly back: () => void; readonly again: () => void; readonly isOwn: boolean };
};

/** What comes from outside is nothing that somebody typed. */
const fromOutside = Annotation.define<true>();

/** A text in YAML that is edited, with suggestions, explanations and marks at what is wrong. */
export function CodeEditor(props: CodeEditorProps) {
  const place = useRef<HTMLDivElement>(null);
  const editor = useRef<EditorView | null>(null);
  const latest = useRef(props);
  useLayoutEffect(() => {
    latest.current = props;
  });
  const { value, readOnly, faults, show } = props;
  const open = useEffectEvent((parent: HTMLElement) => openEditor(parent, () => latest.current));

  useLayoutEffect(() => {
    const { current } = place;
    if (!current) return undefined;
    const view = open(current);
    editor.current = view;
    return () => {
      editor.current = null;
      view.destroy();
    };
  }, [readOnly]);
  useLayoutEffect(() => {
    const { current: view } = editor;
    if (view) bring(view, value);
  }, [value, readOnly]);
  useEffect(() => {
    const { current: view } = editor;
    if (view) mark(view, faults);
  }, [faults, readOnly]);
  useEffect(() => {
    const { current: view } = editor;
    if (!view || !show) return;
    const asked = "at" in show ? show.at : latest.current.offsetOf(show.path);
    const at = Math.min(asked, view.state.doc.length);
    view.dispatch({
      selection: { anchor: at },
      effects: EditorView.scrollIntoView(at, { y: "center" }),
    });
  }, [show]);
  return <div ref={place} />;
}

function openEditor(parent: HTMLElement, now: () => CodeEditorProps): EditorView {
  const { label, describedBy, value, readOnly } = now();
  const back = () => {
    const { undo: stack } = now();
    // What cannot be read yet is in no step: the text takes it back itself.
    if (!(stack.isOwn && undo(view))) stack.back();
    return true;
  };
  const again = () => {
    now().undo.again();
    return true;
  };
  const view: EditorView = new EditorView({
    parent,
    state: EditorState.create({
      doc: value,
      extensions: [
        keymap.of([
          { key: "Mod-z", run: back, stopPropagation: true, preventDefault: true },
          { key: "Mod-y", run: again, stopPropagation: true, preventDefault: true },
          { key: "Mod-Shift-z", run: again, stopPropagation: true, preventDefault: true },
          indentWithTab,
          ...lintKeymap,
          ...defaultKeymap,
          ...historyKeymap,
        ]),
        ...[lineNumbers(), lintGutter(), history(), highlightActiveLine()],
        ...[yaml(), indentUnit.of("  "), EditorView.lineWrapping, codeTheme],
        autocompletion({ override: [(context) => completions(context, now().help)] }),
        hoverTooltip((_view, at) => explanation(view, at, now().help)),
        EditorState.readOnly.of(readOnly),
        EditorView.contentAttributes.of({
          "aria-label": label,
          "aria-describedby": describedBy,
          tabindex: "0",
          ...(readOnly ? { "aria-readonly": "true" } : {}),
        }),
        EditorView.updateListener.of(({ docChanged, transactions, state }) => {
          const isTyped = transactions.some(
            (one) => one.docChanged && !one.annotation(fromOutside),
          );
          if (docChanged && isTyped) now().onType(state.doc.toString());
        }),
      ],
    }),
  });
  return view;
}

/** Another text in place of the present one: only what is different moves, so that the cursor stays where somebody reads. */
function bring(view: EditorView, text: string): void {
  const present = view.state.doc.toString();
  if (present === text) return;
  const least = Math.min(present.length, text.length);
  let from = 0;
  while (from < least && present[from] === text[from]) from++;
  let end = 0;
  while (end < least - from && present.at(-1 - end) === text.at(-1 - end)) end++;
  view.dispatch({
    changes: { from, to: present.length - end, insert: text.slice(from, text.length - end) },
    annotations: [fromOutside.of(true), Transaction.addToHistory.of(false)],
  });
}

function mark(view: EditorView, faults: readonly TextFault[]): void {
  const { doc } = view.state;
  const all = faults.map(({ at, severity, message }) => {
    const from = Math.min(at, doc.length);
    return { from, to: Math.max(from, doc.lineAt(from).to), severity, message };
  });
  view.dispatch(setDiagnostics(view.state, all));
}

function completions(context: CompletionContext, help: TextHelp) {
  const place = placeAt(context.state.doc.toString(), context.pos);
  if (!context.explicit && place.wordFrom === context.pos) return null;
  const options = help.suggest(place).map(({ label, kind, detail }) => ({
    label,
    type: kind === "member" ? "property" : kind === "name" ? "variable" : "constant",
    ...(kind === "member" ? { apply: `${label}: ` } : {}),
    ...(detail === undefined ? {} : { info: detail }),
  }));
  return options.length === 0 ? null : { from: place.wordFrom, options };
}

function explanation(view: EditorView, at: number, help: TextHelp) {
  const word = view.state.wordAt(at);
  if (!word) return null;
  const text = view.state.doc.toString();
  const said = help.describe(placeAt(text, word.from), text.slice(word.from, word.to));
  if (said === null) return null;
  return {
    pos: word.from,
    end: word.to,
    create: () => {
      const dom = document.createElement("div");
      dom.textContent = said;
      return { dom };
    },
  };
}
