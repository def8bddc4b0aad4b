/** Whether it went well. */
export type ToastTone = 'success' | 'info' | 'danger';
/** What the toast region is told. */
export type ToastMessage = { message: string; tone: ToastTone };

/** The window’s event by which any code on a page reaches the toast region. */
export const TOAST_EVENT = 'portico:toast';

/** Says something in the toast region. Browser only; what must not be missed belongs on the page as well. */
export function showToast(message: string, tone: ToastTone = 'success'): void {
  window.dispatchEvent(new CustomEvent<ToastMessage>(TOAST_EVENT, { detail: { message, tone } }));
}
