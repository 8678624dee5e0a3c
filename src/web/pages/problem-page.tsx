import { Layout, renderPage } from './parts/layout.tsx';

type Words = readonly [title: string, remedy: string];

const words: Readonly<Record<number, Words>> = {
  400: ['That could not be read', 'Go back and try again.'],
  401: ['You are not signed in any more', 'Sign in again and repeat what you did.'],
  403: ['That is not for you to do', 'Your role does not allow it. An administrator can do it.'],
  404: ['There is nothing here', 'The address may be mistyped, or what it named is gone.'],
  429: ['Too many tries', 'Wait five minutes, then try again.'],
};

/** For a form that came without the token of its page. */
export const staleForm: Words = [
  'The form is too old',
  'Nothing was done. Go back, load the page again and repeat it.',
];

const wordsFor = (status: number): Words =>
  words[status] ?? [
    'That did not work',
    'It is not your fault. Try again in a moment; the log tells an administrator more.',
  ];

/** What people see when a page cannot be shown. The request's id is the one to look for in the log. */
export function problemPage(status: number, requestId: string, [title, remedy] = wordsFor(status)): string {
  return renderPage(
    <Layout title={title} visitor={null}>
      <section class="narrow panel">
        <h1>{title}</h1>
        <p>{remedy}</p>
        <p>
          <a href="/board">To the board</a>
        </p>
        <p class="quiet">
          Status {status}, request <code>{requestId}</code>
        </p>
      </section>
    </Layout>,
  );
}
