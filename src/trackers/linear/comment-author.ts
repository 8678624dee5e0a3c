import type { Person } from '../../domain/issue.ts';
import type { FetchedComment } from '../../domain/ports.ts';
import { tidyMarkdown } from '../formats/markdown.ts';
import { isoTime, tidy } from '../lenient.ts';
import type { LinearPersonsComment } from './schema.ts';

/** Null when the comment or its issue is gone, or the comment is about something else. */
export function commentFromLinear(comment: LinearPersonsComment, issueId: string): FetchedComment | null {
  const { issue, archivedAt, createdAt, editedAt } = comment;
  if (archivedAt !== null || !issue || issue.id !== issueId || issue.trashed) return null;
  const written = isoTime(createdAt) ?? new Date(0).toISOString();
  return {
    id: comment.id,
    issueId,
    text: tidyMarkdown(comment.body),
    author: authorOf(comment),
    authorMayEdit: mayEdit(comment),
    createdAt: written,
    updatedAt: isoTime(editedAt) ?? written,
  };
}

function authorOf({ user, botActor }: LinearPersonsComment): Person {
  if (user) {
    const person = { id: user.id, name: tidy(user.name || user.displayName || '', 300) };
    return user.app ? { ...person, bot: true } : person;
  }
  const name = botActor?.name ?? botActor?.type ?? 'somebody outside Linear';
  return { id: botActor?.id ?? name, name: tidy(name, 300), bot: true };
}

/**
 * Who may edit an issue in Linear: members of its team, and every other member of the workspace where the team is open
 * to all. Of guests Linear's API does not tell what they may do in their teams, so they are left out, and so are apps,
 * accounts that are switched off, and people who write from outside.
 */
function mayEdit({ user, issue }: LinearPersonsComment): boolean {
  if (!user || user.app || user.active !== true || user.guest !== false || !issue?.team) return false;
  const { id, visibility } = issue.team;
  return visibility === 'public' || user.teams.nodes.some((team) => team.id === id);
}
