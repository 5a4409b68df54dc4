/** Puts the cursor into the first field that is wrong, once the errors are on the screen; a button cannot be invalid and says it so. */
export function focusFirstError(form: HTMLElement | null): void {
  requestAnimationFrame(() => {
    form?.querySelector<HTMLElement>('[aria-invalid="true"], [data-wrong]')?.focus();
  });
}
