import { expect, test } from 'vitest';
import { isOwnPage, pageList } from '../../helpers/page-list.ts';
import { openPages } from '../../helpers/pages.ts';

test('every page of the route table is one that the browser looks at', async () => {
  const { server } = await openPages();
  const urls = server.routes.flatMap(({ method, url }) => (method === 'GET' && isOwnPage(url) ? [url] : []));
  expect(urls.length).toBeGreaterThan(15);
  const looked = pageList.map(([, path]) => path.split('?')[0] ?? '');
  const missed = urls.filter((url) => {
    const pattern = new RegExp(`^${url.replace(/:[a-z]+/gi, '[^/]+')}$`);
    return !looked.some((path) => pattern.test(path));
  });
  expect(missed).toEqual([]);
});
