/** Signing in, and the page Access. */
export const ACCESS = `
.panel > details > summary, details.panel > summary { cursor: pointer; font-weight: 600; padding: var(--s1) 0; color: var(--accent); }
details.panel > form { max-width: 34rem; margin-top: var(--s3); }
.notice + .panel, .notice + details { margin-top: var(--s4); }
.notice h2 { margin-top: 0; }
.audit-log td { min-width: 7rem; max-width: 24rem; }
.audit-log td.side { min-width: 11rem; }
`;
