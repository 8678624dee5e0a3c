import { buildDigest } from '../../src/domain/digest/build-digest.ts';
import { renderDigest } from '../../src/mail/render.ts';
import { aContext, someMaterial, someRoles } from '../helpers/digest.ts';

// Prints how long it takes to build and to render the digests of 200 audiences.
// Run with `npx tsc -p test/bench && node test-output/bench/test/bench/digests.js`.

const audiences = 200;
const links = {
  board: 'https://waymark.example',
  unsubscribe: 'https://waymark.example/digests/unsubscribe/7.x',
};
const material = someMaterial();

// The first round warms up the compiler and the template.
for (const round of ['cold', 'warm']) {
  const started = performance.now();
  const digests = Array.from({ length: audiences }, (_, index) =>
    buildDigest(material, aContext({ title: `Team ${index}` }, someRoles)),
  );
  const built = performance.now();
  const bytes = digests.reduce((sum, digest) => {
    const { html, text } = renderDigest(digest, links);
    return sum + html.length + text.length;
  }, 0);
  const rendered = performance.now();
  process.stdout.write(
    `${round}: ${audiences} digests built in ${(built - started).toFixed(0)} ms, ` +
      `rendered in ${(rendered - built).toFixed(0)} ms (${(bytes / audiences / 1024).toFixed(0)} KiB each)\n`,
  );
}
