import { SetupError } from '../domain/errors.ts';
import type { Diagnosis } from '../domain/ports.ts';
import type { Diagnose } from '../workflows/diagnose.ts';
import { type CliContext, CommandFailed, type RegisterCommand } from './context.ts';
import { findingLines } from './findings.ts';
import { configFor, logFor } from './open-service.ts';

export interface DoctorOptions {
  readonly project?: readonly string[];
  readonly json?: true;
}

export const registerDoctor: RegisterCommand = (program, context) => {
  program
    .command('doctor')
    .description('look over all that Waymark stands on, and say how to mend what is wrong')
    .option('--project <keys...>', 'look at these Jira projects only')
    .option('--json', 'print one JSON object')
    .addHelpText(
      'after',
      `
It looks at settings, store, queue, mail, credentials, permissions, clocks, fields, webhooks and the last deliveries,
and changes nothing. While a service holds the embedded store, the service is asked instead (HOST and PORT as it has
them). Exit 1 when something failed; a warning is no failure.`,
    )
    .action(async (options: DoctorOptions) => doctor(await diagnoseFor(context), options, context));
};

export async function doctor(diagnose: Diagnose, options: DoctorOptions, context: CliContext): Promise<void> {
  const { project, json } = options;
  const found = await diagnose(project ? { projects: project } : {});
  const failed = found.filter(({ state }) => state === 'failed').length;
  const warnings = found.filter(({ state }) => state === 'warning').length;
  if (json) context.stdout.write(`${JSON.stringify({ ok: failed === 0, findings: found })}\n`);
  else {
    const summary =
      failed + warnings === 0 ? 'All is well.' : `${failed} failed, ${warnings} with a warning.`;
    context.stdout.write(`${findingLines(found)}\n${summary}\n`);
  }
  if (failed > 0) throw new CommandFailed('Something has to be mended before Waymark can do its work.');
}

/** A configuration that cannot be read is a finding too, and then the only one. */
async function diagnoseFor(context: CliContext): Promise<Diagnose> {
  try {
    const config = configFor(context);
    const { createSetupDesk } = await import('../app.ts');
    // What is wrong is told by the findings.
    return createSetupDesk(config, {
      log: logFor(config, context, context.env.LOG_LEVEL ? config.logLevel : 'silent'),
    }).diagnose;
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    const remedy = 'Correct it in the environment or the settings file; .env.example explains each variable.';
    return async () =>
      error.problems.map(
        (detail, index): Diagnosis => ({
          id: `settings:${index + 1}`,
          title: 'Settings',
          state: 'failed',
          detail,
          remedy,
        }),
      );
  }
}
