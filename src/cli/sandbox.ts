import { InvalidArgumentError } from 'commander';
import type { CliContext, RegisterCommand } from './context.ts';
import { stopSignal } from './stop.ts';

export const registerSandbox: RegisterCommand = (program, context) => {
  program
    .command('sandbox')
    .description('a Jira and a Linear on this machine, to try the other commands on')
    .option('--jira-port <port>', 'where the Jira listens', port, 4001)
    .option('--linear-port <port>', 'where the Linear listens', port, 4002)
    .addHelpText(
      'after',
      `
Prints what the environment needs to hold, as lines of a .env file, on stdout, and stays up until Ctrl-C:
  waymark sandbox > .env
Everything it holds is forgotten when it ends.`,
    )
    .action((options: { jiraPort: number; linearPort: number }) => run(options, context));
};

async function run(
  { jiraPort, linearPort }: { jiraPort: number; linearPort: number },
  context: CliContext,
): Promise<void> {
  const signal = stopSignal(context);
  const { openPlayground } = await import('../playground.ts');
  const playground = await openPlayground({ jira: jiraPort, linear: linearPort });
  try {
    const lines = Object.entries(playground.environment).map(([name, value]) => `${name}=${value}\n`);
    context.stdout.write(lines.join(''));
    const { jiraUrl, linearUrl } = playground;
    context.stderr.write(`Jira at ${jiraUrl}, Linear at ${linearUrl}. Ctrl-C ends them.\n`);
    await signal.asked;
  } finally {
    await playground.close();
    signal.forget();
  }
}

function port(value: string): number {
  const number = Number(value);
  if (!/^\d{1,5}$/.test(value) || number > 65_535)
    throw new InvalidArgumentError('Give a port from 0 to 65535.');
  return number;
}
