/**
 * How the language server's process is started, where it is one of its own.
 *
 * V8 stops a program while it collects young garbage, for as long as what survives takes to be moved. By default it lets 16 MB
 * come together. With 4 MB a stop is less than half as long and the server takes a sixth less memory, for some more time in all
 * (docs/streaming-performance.md).
 */
export const SERVER_FLAGS: readonly string[] = ['--max-semi-space-size=4'];
