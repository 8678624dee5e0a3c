/** What people see where there is no card. */
export function Nothing({ isFiltered }: { isFiltered: boolean }) {
  return isFiltered ? (
    <div class="panel empty">
      <h2>No mission matches</h2>
      <p>Take a filter away, or look at all of them.</p>
      <a class="button plain" href="/board">
        Clear all filters
      </a>
    </div>
  ) : (
    <div class="panel empty">
      <h2>No mission has been read yet</h2>
      <p>
        Waymark reads an issue when somebody edits it. To read those that are there already, run{' '}
        <code>waymark backfill --tracker jira</code> or <code>--tracker linear</code>.
      </p>
    </div>
  );
}
