/** A refusal in the shape of the vendor's error bodies. */
export class JiraProblem extends Error {
  readonly status: number;
  readonly errorMessages: readonly string[];
  readonly errors: Readonly<Record<string, string>>;

  constructor(
    status: number,
    errorMessages: readonly string[],
    errors: Readonly<Record<string, string>> = {},
  ) {
    super([...errorMessages, ...Object.values(errors)].join('; '));
    this.name = 'JiraProblem';
    this.status = status;
    this.errorMessages = errorMessages;
    this.errors = errors;
  }
}

export function issueNotFound(): JiraProblem {
  return new JiraProblem(404, ['Issue does not exist or you do not have permission to see it.']);
}

export function commentNotFound(id: string): JiraProblem {
  return new JiraProblem(404, [`Can not find a comment for the id: ${id}.`]);
}

export function notAdmin(): JiraProblem {
  return new JiraProblem(403, ['Only Jira administrators can do this.']);
}

export function invalidFields(errors: Readonly<Record<string, string>>): JiraProblem {
  return new JiraProblem(400, [], errors);
}
