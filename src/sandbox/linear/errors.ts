import { GraphQLError } from 'graphql';

function problem(message: string, extensions: Record<string, unknown>): GraphQLError {
  return new GraphQLError(message, { extensions: { userError: true, ...extensions } });
}

/** The vendor's answer to an id that leads nowhere. */
export function entityNotFound(type: string): GraphQLError {
  return problem(`Entity not found: ${type}`, {
    type: 'invalid input',
    code: 'INPUT_ERROR',
    statusCode: 400,
    userPresentableMessage: `Could not find referenced ${type}.`,
  });
}

export function invalidInput(presentable: string, message = 'Argument Validation Error'): GraphQLError {
  return problem(message, {
    type: 'invalid input',
    code: 'INVALID_INPUT',
    statusCode: 400,
    userPresentableMessage: presentable,
  });
}

export function alreadyExists(type: string, id: string): GraphQLError {
  return problem(`Entity ${type} with id ${id} already exists`, {
    type: 'invalid input',
    code: 'INPUT_ERROR',
    statusCode: 400,
    userPresentableMessage: `A ${type} with this id exists already.`,
  });
}

export function forbidden(): GraphQLError {
  return problem('You do not have permission to do this', {
    type: 'forbidden',
    code: 'FORBIDDEN',
    statusCode: 403,
    userPresentableMessage: 'You need to be an admin to access this feature.',
  });
}
