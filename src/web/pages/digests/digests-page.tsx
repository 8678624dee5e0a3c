import type { Audience } from '../../../domain/digest/digest-settings.ts';
import { shown } from '../../../domain/quoted.ts';
import type { Visitor } from '../page-route.ts';
import { Layout, renderPage } from '../parts/layout.tsx';
import { countWords } from '../parts/names.ts';
import { Words } from '../parts/words.tsx';

/** Every audience with its hour, leading to what it would get now. */
export function digestsPage(audiences: readonly Audience[], visitor: Visitor): string {
  return renderPage(
    <Layout title="Digests" visitor={visitor} at="/digests">
      <h1>Digests</h1>
      <p>
        A mail on the morning of the team’s choice: decisions to make, where the objectives stand, and the
        stories to rewrite first. The preview shows what would be in it now; nothing is sent.
      </p>
      <section class="panel" aria-label="Audiences">
        {audiences.length === 0 ? (
          <div class="empty">
            <h2>Nobody gets one yet</h2>
            <p>
              Name audiences under <code>digest.audiences</code> in the settings.
            </p>
          </div>
        ) : (
          <ul class="bare">
            {audiences.map(({ name, title, weekday, at, timeZone, to }) => (
              <li class="finding" key={name}>
                <h2>
                  <Words of={title ?? name} longest={80} />
                </h2>
                <p class="quiet">
                  every {dayName(weekday)} at {at}, {timeZone}, to{' '}
                  {countWords(to.length, 'address', 'addresses')}
                </p>
                <p>
                  <a href={`/digests/preview/${name}`}>
                    Preview <span class="hear">of {shown(title ?? name, 80)}</span>
                  </a>
                </p>
              </li>
            ))}
          </ul>
        )}
      </section>
    </Layout>,
  );
}

const dayName = (weekday: string) => weekday.charAt(0).toUpperCase() + weekday.slice(1);
