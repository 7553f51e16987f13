/**
 * The library of the language client, with the messages made of it: both know each other's classes by identity, so they share a bundle.
 * It is most of the extension, and loaded when the server is first needed.
 */
export * from 'vscode-languageclient/node';
export * from '../../protocol/lsp';
