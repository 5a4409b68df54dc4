import type { ReactNode } from "react";
import { Logo } from "./logo.js";
import classes from "./page.module.css";

/** A page of its own with the mark above: sign-in, the patient pages, and pages that are not there. */
export function Page({
  lang,
  aside,
  name,
  narrow = "no",
  children,
}: {
  /** Language of the page, when it is not the document's. */
  readonly lang?: string;
  /** Whose page it is, in place of the product's name. */
  readonly name?: string | undefined;
  /** Stands beside the mark. */
  readonly aside?: ReactNode;
  /** A page of one small card. */
  readonly narrow?: "no" | "yes";
  readonly children: ReactNode;
}) {
  return (
    <div className={classes.page} lang={lang} data-narrow={narrow}>
      <header className={classes.head}>
        <Logo name={name} />
        {aside}
      </header>
      <main className={classes.main}>{children}</main>
    </div>
  );
}
