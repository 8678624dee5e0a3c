import { buildDigest } from '../../src/domain/digest/build-digest.ts';
import { renderDigest } from '../../src/mail/render.ts';
import { aContext, someMaterial, someRoles } from '../helpers/digest.ts';
import type { BenchPart } from './part.ts';

const audiences = 200;
const links = {
  board: 'https://waymark.example',
  unsubscribe: 'https://waymark.example/digests/unsubscribe/7.x',
};
const material = someMaterial();

/** Building and rendering the digests of two hundred audiences. */
export const digests: BenchPart = {
  name: 'digests',
  on: 'no binding',
  async run() {
    const figures = { cold: measured(), warm: measured() };
    const shown = ({ buildMs, renderMs, kibEach }: ReturnType<typeof measured>) =>
      `built in ${buildMs.toFixed(0)} ms, rendered in ${renderMs.toFixed(0)} ms (${kibEach.toFixed(0)} KiB each)`;
    return {
      figures,
      lines: [
        [`${audiences} digests, cold`, shown(figures.cold)],
        [`${audiences} digests, warm`, shown(figures.warm)],
      ],
    };
  },
};

function measured() {
  const started = performance.now();
  const digests = Array.from({ length: audiences }, (_, index) =>
    buildDigest(material, aContext({ title: `Team ${index}` }, someRoles)),
  );
  const built = performance.now();
  const bytes = digests.reduce((sum, digest) => {
    const { html, text } = renderDigest(digest, links);
    return sum + html.length + text.length;
  }, 0);
  const renderMs = performance.now() - built;
  return { buildMs: built - started, renderMs, kibEach: bytes / audiences / 1024 };
}
