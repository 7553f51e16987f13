/**
 * How the language server's process is started, where it is one of its own.
 *
 * V8 stops a program while it collects young garbage, for as long as what survives takes to be moved. By default it lets 16 MB
 * come together; of 2 MB a stop takes about a millisecond, and the server takes less memory (docs/streaming-performance.md). What
 * can be set later the server sets itself, for every editor (`server/src/lsp/newSpace.ts`).
 */
export const SERVER_FLAGS: readonly string[] = ['--max-semi-space-size=2'];
