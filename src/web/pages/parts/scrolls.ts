/** What scrolls must be reached by keyboard. */
export const scrolls = { tabIndex: 0 } as const;
