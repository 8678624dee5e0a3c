import type { Audience } from '../../../domain/digest/digest-settings.ts';
import type { Visitor } from '../page-route.ts';
import { Layout, renderPage } from '../parts/layout.tsx';

/** Every audience with its hour, leading to what it would get now. */
export function digestsPage(audiences: readonly Audience[], visitor: Visitor): string {
  return renderPage(
    <Layout title="Digests" visitor={visitor} at="/digests">
      <section class="panel">
        <h1>Digests</h1>
        {audiences.length === 0 ? (
          <p>Nobody gets one yet: name audiences under digest.audiences in the settings.</p>
        ) : (
          <ul>
            {audiences.map(({ name, title, weekday, at, timeZone, to }) => (
              <li key={name}>
                <a href={`/digests/preview/${name}`}>{title ?? name}</a>, {weekday} at {at} in {timeZone}, to{' '}
                {to.length} {to.length === 1 ? 'address' : 'addresses'}
              </li>
            ))}
          </ul>
        )}
      </section>
    </Layout>,
  );
}
