/* global document -- the function given to the page runs there */
// Makes a window of the installed VS Code run the extension as VS Code for the Web does: in the worker of the browser, its files over
// http, no Node around. The window's own configuration names it, before the workbench reads that.
import fs from 'node:fs';
import path from 'node:path';

/** Below the address of the workbench itself: to a browser that is the same origin. */
const PLACE = '/baml-live-web-extension';

/** Before the page of a window is opened: serves the extension in `root` to it, and has it started. */
export async function asWebExtension(context, page, server, root) {
  await context.route(
    ({ pathname }) => pathname.startsWith(`${PLACE}/`),
    async (route) => {
      const { pathname } = new URL(route.request().url());
      const file = path.join(root, decodeURIComponent(pathname.slice(PLACE.length)));
      const isThere = file.startsWith(root) && fs.existsSync(file) && fs.statSync(file).isFile();
      if (isThere) await route.fulfill({ path: file, headers: { 'access-control-allow-origin': '*' } });
      else await route.fulfill({ status: 404 });
    },
  );
  const extension = { scheme: 'http', authority: `127.0.0.1:${server.port}`, path: PLACE };
  await page.addInitScript((place) => {
    document.addEventListener('readystatechange', () => {
      const found = document.getElementById('vscode-workbench-web-configuration');
      // The scripts of the workbench are modules, which run later.
      if (!found || document.readyState !== 'interactive') return;
      const configuration = JSON.parse(found.dataset.settings);
      configuration.developmentOptions = { ...configuration.developmentOptions, extensions: [place] };
      found.dataset.settings = JSON.stringify(configuration);
    });
  }, extension);
}
