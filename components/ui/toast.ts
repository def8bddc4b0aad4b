export type ToastTone = 'success' | 'info' | 'danger';
export type ToastMessage = { message: string; tone: ToastTone };

export const TOAST_EVENT = 'portico:toast';

/** Says something in the toast region. Browser only; what must not be missed belongs on the page as well. */
export function showToast(message: string, tone: ToastTone = 'success'): void {
  window.dispatchEvent(new CustomEvent<ToastMessage>(TOAST_EVENT, { detail: { message, tone } }));
}
