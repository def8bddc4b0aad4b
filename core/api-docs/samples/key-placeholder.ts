/** What stands where the caller's own key belongs. */
export const KEY_PLACEHOLDER = 'YOUR_API_KEY';
