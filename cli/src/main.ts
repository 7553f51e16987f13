/** The command line: `baml-live check`, `test`, `run` and `serve`. Knows the process; the commands do not. */
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { check, CHECK_HELP } from './commands/check';
import { run, RUN_HELP } from './commands/run';
import { serve, SERVE_HELP } from './commands/serve';
import { test, TEST_HELP } from './commands/test';
import { terminal, type Console } from './console';
import { EXIT, UsageError, type ExitCode } from './usage';

const HELP = `baml-live: BAML in a terminal and in CI, without an editor

  baml-live check [PATH…]      problems of .baml files, and expectations of recordings; calls no model
  baml-live test [PATH…]       the test blocks, on recordings; with --live on the models
  baml-live run FUNCTION       one call, its value as JSON
  baml-live serve              the functions over HTTP, partials as server-sent events

  baml-live COMMAND --help     more about a command
  baml-live --version

Keys are read from the environment and from .env files beside the project. It ends with 0 when all is well, 1 when
something is wrong, 2 when the command line is, 130 after Ctrl+C.`;

type Options = NonNullable<ParseArgsConfig['options']>;
type Values = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;

interface Command {
  readonly help: string;
  readonly options: Options;
  readonly execute: (
    names: readonly string[],
    values: Values,
    console: Console,
    signal: AbortSignal,
  ) => Promise<ExitCode>;
}

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;

const COMMANDS: Readonly<Record<string, Command>> = {
  check: { help: CHECK_HELP, options: { format: text, warnings: flag }, execute: check },
  test: {
    help: TEST_HELP,
    options: { live: flag, filter: text, times: text, client: text, format: text },
    execute: test,
  },
  run: {
    help: RUN_HELP,
    options: {
      args: text,
      test: text,
      client: text,
      replay: text,
      simulate: flag,
      partials: flag,
      format: text,
      save: text,
      project: text,
    },
    execute: run,
  },
  serve: {
    help: SERVE_HELP,
    options: { project: text, port: text, host: text, 'allow-origin': { type: 'string', multiple: true } },
    execute: (_, values, console, signal) => serve(values, console, signal),
  },
};

async function main(args: readonly string[], console: Console, signal: AbortSignal): Promise<ExitCode> {
  const [name = '--help', ...rest] = args;
  if (name === '--help' || name === '-h' || name === 'help') {
    console.out(HELP);
    return EXIT.ok;
  }
  if (name === '--version') {
    console.out(BAML_LIVE_VERSION);
    return EXIT.ok;
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name]! : undefined;
  if (!command) throw new UsageError(`There is no command \`${name}\`. There are ${Object.keys(COMMANDS).join(', ')}.`);
  if (rest.includes('--help') || rest.includes('-h')) {
    console.out(command.help);
    return EXIT.ok;
  }
  const { values, positionals } = parse(rest, command.options);
  return command.execute(positionals, values, console, signal);
}

function parse(args: readonly string[], options: Options): { values: Values; positionals: string[] } {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    return { values: values as Values, positionals };
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

const interrupted = new AbortController();
// The first Ctrl+C closes what is open and tells how far it came, the second one ends at once.
process.once('SIGINT', () => interrupted.abort());
process.once('SIGTERM', () => interrupted.abort());

const console_ = terminal(process, process.env);
main(process.argv.slice(2), console_, interrupted.signal)
  .then((code) => {
    process.exitCode = interrupted.signal.aborted && code !== EXIT.ok ? EXIT.interrupted : code;
  })
  .catch((error: unknown) => {
    const isUsage = error instanceof UsageError;
    console_.err(
      isUsage ? error.message : `BAML Live made a mistake: ${error instanceof Error ? error.message : String(error)}`,
    );
    if (isUsage) console_.err('Try `baml-live --help`.');
    process.exitCode = isUsage ? EXIT.usage : EXIT.failed;
  });
