import { plain } from '../digest.ts';
import { words } from '../wording.ts';
import { defineSection } from './section.ts';

const mostReasons = 6;

/** What Waymark wrote into the trackers within the week, and what it holds back. */
export const writeBack = defineSection({
  id: 'write-back',
  needs: ['writes'],
  build({ writes }, { wording }) {
    const { comments, fields, issues, undone, held } = writes;
    const heldCount = held.reduce((sum, { count }) => sum + count, 0);
    if (comments + fields + undone + heldCount === 0) return null;
    const wrote =
      comments + fields === 0
        ? 'Waymark wrote nothing.'
        : `Waymark wrote ${wording.count(comments, 'comment')} and ${wording.count(fields, 'field')} on ${wording.count(issues, 'issue')}.`;
    const taken = undone === 0 ? '' : ` ${wording.count(undone, 'write')} taken back.`;
    return {
      title: 'What Waymark did',
      blocks: [
        { kind: 'paragraph', line: [plain(`${wrote}${taken}`)] },
        ...(heldCount === 0
          ? []
          : [
              {
                kind: 'paragraph',
                line: [plain(`It holds ${wording.count(heldCount, 'write')} back:`)],
              } as const,
              {
                kind: 'list',
                items: held.slice(0, mostReasons).map(({ reason, count }) => ({
                  line: [plain(`${wording.number(count)} × ${words(reason, 160).text}`)],
                  notes: [],
                })),
              } as const,
            ]),
      ],
      isNews: false,
      headline: null,
    };
  },
});
