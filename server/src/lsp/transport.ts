/** How a client that has started this process speaks to it, by the arguments editors give a language server. */
import { createConnection as connectTo, type Socket } from 'node:net';
import { IPCMessageReader, IPCMessageWriter, StreamMessageWriter } from 'vscode-jsonrpc/node';
import type { MessageReader, MessageWriter } from 'vscode-jsonrpc/node';
import { StreamReader } from './streamReader';
import { writeWholeMessages } from './wholeMessages';

export interface Transport {
  readonly reader: MessageReader;
  readonly writer: MessageWriter;
}

/** Standard input and output unless the arguments name another way: `--node-ipc`, `--socket=PORT`, `--pipe=NAME`. */
export function transportOf(args: readonly string[], process: NodeJS.Process): Transport {
  if (args.includes('--node-ipc')) {
    return { reader: new IPCMessageReader(process), writer: new IPCMessageWriter(process) };
  }
  const port = Number(valueOf(args, '--socket'));
  if (Number.isInteger(port)) return overSocket(connectTo(port, '127.0.0.1'));
  const pipe = valueOf(args, '--pipe');
  if (pipe !== undefined) return overSocket(connectTo(pipe));
  const { stdin, stdout } = process;
  printToErrors();
  writeWholeMessages(stdout);
  return { reader: new StreamReader(stdin), writer: new StreamMessageWriter(stdout) };
}

function overSocket(socket: Socket): Transport {
  writeWholeMessages(socket);
  return { reader: new StreamReader(socket), writer: new StreamMessageWriter(socket) };
}

/** What a library prints must not get in between the messages. */
function printToErrors(): void {
  const { error } = console;
  Object.assign(console, { log: error, info: error, debug: error, dir: error, dirxml: error, table: error });
}

/** The value of an option, behind it or behind an equals sign. */
function valueOf(args: readonly string[], option: string): string | undefined {
  const at = args.findIndex((arg) => arg === option || arg.startsWith(`${option}=`));
  return at < 0 ? undefined : args[at] === option ? args[at + 1] : args[at]!.slice(option.length + 1);
}
