import { shown } from '../../../domain/quoted.ts';

/** A button that does something. `about` is heard and not seen, so that buttons of one name can be told apart. */
export function ActionButton(props: {
  action: string;
  csrfToken: string;
  name: string;
  about?: string;
  fields?: Readonly<Record<string, string>>;
}) {
  const { action, csrfToken, name, about, fields = {} } = props;
  return (
    <form class="act" method="post" action={action}>
      <input type="hidden" name="_csrf" value={csrfToken} />
      {Object.entries(fields).map(([field, value]) => (
        <input key={field} type="hidden" name={field} value={value} />
      ))}
      <button type="submit" class="plain">
        {name}
        {about && <span class="hear"> {shown(about, 100)}</span>}
      </button>
    </form>
  );
}
