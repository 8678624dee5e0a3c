import type { ComponentChildren } from 'preact';
import { scrolls } from './scrolls.ts';

/** A heading of a column: of words, of numbers, or one that is heard and not seen. */
export type ColumnHead = string | { readonly number: string } | { readonly hear: string };

/** A wide table that scrolls in its panel. `kind` is its class, where it has one of its own. */
export function ScrollTable(props: {
  label: string;
  head: readonly ColumnHead[];
  kind?: string;
  children: ComponentChildren;
}) {
  const { label, head, kind, children } = props;
  return (
    <section class="scroll" aria-label={`${label}, to scroll`} {...scrolls}>
      <table class={kind}>
        <thead>
          <tr>
            {head.map((one) => {
              if (typeof one === 'string') return <th scope="col">{one}</th>;
              if ('number' in one) {
                return (
                  <th scope="col" class="number">
                    {one.number}
                  </th>
                );
              }
              return (
                <th scope="col">
                  <span class="hear">{one.hear}</span>
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  );
}
