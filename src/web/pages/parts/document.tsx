import { type DocumentBlock, isWebAddress } from '../../../domain/okr/review/document.ts';
import { visible } from '../../../domain/quoted.ts';
import { Fact } from './fact.tsx';
import { ScrollTable } from './scroll-table.tsx';

/** A document that can be printed as it stands; what people must still write is marked. */
export function Document({ blocks }: { blocks: readonly DocumentBlock[] }) {
  return (
    <article class="document panel">
      {blocks.map((block, index) => (
        <Block key={index} block={block} />
      ))}
    </article>
  );
}

/** A document of short parts, each in a box of its own. */
export function BoxedDocument({ blocks }: { blocks: readonly DocumentBlock[] }) {
  const [title, ...boxes] = partsOf(blocks);
  return (
    <article class="document boxed panel">
      {title?.map((block, index) => (
        <Block key={index} block={block} />
      ))}
      <div class="boxes">
        {boxes.map((box, index) => (
          <section key={index}>
            {box.map((block, place) => (
              <Block key={place} block={block} />
            ))}
          </section>
        ))}
      </div>
    </article>
  );
}

/** What stands before the first heading of the second level, then each of those with what is below it. */
function partsOf(blocks: readonly DocumentBlock[]): readonly (readonly DocumentBlock[])[] {
  const parts: DocumentBlock[][] = [[]];
  for (const block of blocks) {
    if (block.kind === 'heading' && block.level === 2) parts.push([block]);
    else parts.at(-1)?.push(block);
  }
  return parts;
}

const told = (text: string) => <bdi>{visible(text)}</bdi>;

function Block({ block }: { block: DocumentBlock }) {
  switch (block.kind) {
    case 'heading': {
      const Heading = `h${block.level}` as const;
      return <Heading>{told(block.text)}</Heading>;
    }
    case 'paragraph':
      return <p>{told(block.text)}</p>;
    case 'facts':
      return (
        <dl class="facts">
          {block.facts.map(([name, text]) => (
            <Fact key={name} name={name}>
              {told(text)}
            </Fact>
          ))}
        </dl>
      );
    case 'list':
      return (
        <ul>
          {block.items.map(({ text, href }, index) => (
            <li key={index}>
              {href !== undefined && isWebAddress(href) ? (
                <a href={href} rel="noopener noreferrer">
                  {told(text)}
                </a>
              ) : (
                told(text)
              )}
            </li>
          ))}
        </ul>
      );
    case 'table':
      return <Table header={block.header} rows={block.rows} />;
    case 'gap':
      return (
        <p class="notice to-fill">
          <strong>To fill:</strong> {told(block.text)}
        </p>
      );
  }
}

function Table({ header, rows }: { header: readonly string[]; rows: readonly (readonly string[])[] }) {
  return (
    <ScrollTable label="Overview" head={header}>
      {rows.map((row, index) => (
        <tr key={index}>
          {row.map((cell, column) => (
            <td key={column}>{told(cell)}</td>
          ))}
        </tr>
      ))}
    </ScrollTable>
  );
}
