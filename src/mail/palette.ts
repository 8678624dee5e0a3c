import type { Tone } from '../domain/digest/digest.ts';

/** Colours that keep a contrast of 4.5 and more on white; bars stand beside words that say the same. */
export const light = {
  page: '#f4f6f8',
  paper: '#ffffff',
  ink: '#1f2933',
  quiet: '#52606d',
  link: '#0b57d0',
  line: '#d9dfe5',
  track: '#e4e9ee',
  quote: '#f4f6f8',
} as const;

/** The same in the dark, for programs that follow `prefers-color-scheme`. */
export const dark: Record<keyof typeof light, string> = {
  page: '#0f1316',
  paper: '#181d22',
  ink: '#e6e9ec',
  quiet: '#a9b4bf',
  link: '#8ab4f8',
  line: '#323a42',
  track: '#323a42',
  quote: '#20262c',
};

export const tones: Record<Tone, { readonly light: string; readonly dark: string }> = {
  good: { light: '#1a7f37', dark: '#57c27a' },
  warn: { light: '#9a6700', dark: '#e0a84a' },
  bad: { light: '#b42318', dark: '#f2837a' },
  none: { light: '#7b8794', dark: '#8a96a3' },
};
