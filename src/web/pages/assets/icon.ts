/** A signpost. */
export const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path fill="#1a6b5a" d="M7 1h2v2h4l2 2-2 2H9v8H7v-5H3L1 8l2-2h4V1z"/></svg>';
