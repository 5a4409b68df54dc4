import classes from "./logo.module.css";

/** The mark: a C that holds a tick. */
export function Mark({ size = 28 }: { readonly size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 32 32"
      aria-hidden="true"
      focusable="false"
      className={classes.mark}
    >
      <rect width="32" height="32" rx="9" className={classes.ground} />
      <path
        d="M22.2 11.2A8 8 0 1 0 22.2 20.8"
        fill="none"
        stroke="#fff"
        strokeWidth="3.4"
        strokeLinecap="round"
      />
      <path
        d="M13.2 16.2l2.9 2.9 7-7"
        fill="none"
        stroke="#a8e3dc"
        strokeWidth="3.2"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}

/** Mark and name together; patient pages show the name of the clinic. */
export function Logo({ name = "Casewright" }: { readonly name?: string | undefined }) {
  return (
    <span className={classes.logo}>
      <Mark />
      <span className={classes.name}>{name}</span>
    </span>
  );
}
