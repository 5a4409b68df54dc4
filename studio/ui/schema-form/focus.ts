/** Frames in which errors come to the screen, also on a slow machine. */
const FRAMES = 60;

/** Puts the cursor into the first field that is wrong, once the errors are on the screen; a button cannot be invalid and says it so. */
export function focusFirstError(form: HTMLElement | null, frames = FRAMES): void {
  requestAnimationFrame(() => {
    const wrong = form?.querySelector<HTMLElement>('[aria-invalid="true"], [data-wrong]');
    if (wrong) wrong.focus();
    else if (frames > 1) focusFirstError(form, frames - 1);
  });
}
