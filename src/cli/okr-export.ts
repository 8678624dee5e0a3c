import { writeGoals } from '../domain/okr/write-goals.ts';
import { writeOkrFile } from '../okr-files/yaml-write.ts';
import type { OkrDesk } from '../workflows/okr-desk.ts';
import { type CliContext, CommandFailed, type RegisterCommand } from './context.ts';
import { withService } from './open-service.ts';

interface ExportOptions {
  readonly goalsVersion?: string;
  readonly json?: true;
}

export const registerExport: RegisterCommand = (okr, context) => {
  okr
    .command('export')
    .description('print the goals as one YAML file, every id in it: importing it changes nothing')
    .option('--goals-version <number>', 'an earlier import instead of the last')
    .option('--json', 'print them as JSON instead, as the API takes them')
    .addHelpText('after', '\nFor example: waymark okr export > config/okrs/goals.yaml')
    .action((options: ExportOptions) =>
      withService(context, ({ okrs }) => exportGoals(okrs, options, context)),
    );
};

export async function exportGoals(
  { goals }: Pick<OkrDesk, 'goals'>,
  options: ExportOptions,
  context: CliContext,
): Promise<void> {
  const { goalsVersion, json } = options;
  const found =
    goalsVersion === undefined ? await goals.current() : await goals.version(Number(goalsVersion));
  if (found === null) throw new CommandFailed(`There is no version ${goalsVersion} of the goals.`);
  if (found.version === 0)
    throw new CommandFailed('No goals were imported yet: see waymark okr import --help.');
  context.stdout.write(json ? `${JSON.stringify(writeGoals(found.goals))}\n` : writeOkrFile(found.goals));
}
