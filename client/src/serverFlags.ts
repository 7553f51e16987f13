/**
 * How the language server's process is started, where it is one of its own.
 *
 * V8 stops a program while it collects young garbage, for as long as what survives takes to be moved. By default it lets 16 MB
 * come together, which at the end of a long answer stops everything for 5-9 ms; with 4 MB it is 1-2 ms, for the same CPU in all,
 * and the server takes a fifth less memory (docs/streaming-performance.md).
 */
export const SERVER_FLAGS: readonly string[] = ['--max-semi-space-size=4'];
