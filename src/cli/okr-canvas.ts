import { renderCanvas } from '../domain/okr/review/canvas.ts';
import type { JudgeOkrs } from '../workflows/judge-okrs.ts';
import { type CliContext, CommandFailed, type RegisterCommand } from './context.ts';
import { type DocumentOptions, formatOption } from './okr-review.ts';
import { withService } from './open-service.ts';

export const registerCanvas: RegisterCommand = (okr, context) => {
  okr
    .command('canvas')
    .description('print the mission canvas of a team: purpose, scope, approach, metrics')
    .argument('<team>', 'its id')
    .addOption(formatOption())
    .option('--json', 'the same as --format json')
    .action((team: string, options: DocumentOptions) =>
      withService(context, ({ okrs: { judge } }) => canvas(judge, team, options, context)),
    );
};

export async function canvas(
  judge: Pick<JudgeOkrs, 'canvas'>,
  team: string,
  { format, json }: DocumentOptions,
  context: CliContext,
): Promise<void> {
  const found = await judge.canvas(team);
  if (found === null) throw new CommandFailed(`There is no team “${team.slice(0, 64)}”.`);
  context.stdout.write(renderCanvas(found, json ? 'json' : format));
}
