/** `bamlLive/clients`: the clients of all projects, for a run with another one than the function's own. */
import type { ProjectClient } from '../../../protocol/clients';
import type { Documents } from './documents';

/** In order of project and name. Waits for projects that are being read. */
export async function allClients(documents: Documents): Promise<readonly ProjectClient[]> {
  await Promise.all(documents.projects().map((project) => project.ready));
  return documents.projects().flatMap(({ root, project }) =>
    project
      .snapshot()
      .clients()
      .map(({ name, provider }) => ({ project: root, name, provider })),
  );
}
