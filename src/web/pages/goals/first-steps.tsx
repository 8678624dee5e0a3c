import { rollOutPhases } from '../../../domain/okr/roll-out.ts';
import { Fact } from '../parts/fact.tsx';

const steps: Readonly<Record<(typeof rollOutPhases)[number]['id'], string>> = {
  'first-30-days':
    'Draft the mission statement, set the first objectives with two to five key results each, and say how each is measured.',
  'days-60-90':
    'Check in every week, and let the numbers come by themselves where there is a source for them.',
  beyond: 'Review the period with the document that Waymark fills in, and set the next one.',
};

/** What a company without goals does first. */
export function FirstSteps() {
  return (
    <div class="panel first-steps">
      <h2>No goals yet</h2>
      <p>Goals tell what the missions are for. To begin:</p>
      <ol>
        <li>
          Write an objective and its key results into a file; <code>config/okrs</code> has one to start from.
          Markdown documents, as teams keep them, do as well.
        </li>
        <li>
          See what an import would do, and agree: <code>waymark okr import okrs.yaml</code>
        </li>
        <li>
          Tell where a key result stands: <code>waymark okr check-in order-completion 61%</code>, or here on
          its page.
        </li>
      </ol>
      <h3>The way from there</h3>
      <dl class="facts">
        {rollOutPhases.map(({ id, title }) => (
          <Fact key={id} name={title}>
            {steps[id]}
          </Fact>
        ))}
      </dl>
    </div>
  );
}
