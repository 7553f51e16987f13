/**
 * Variables the person has set for the runs of a project: they come before everything else. In memory only, until the window is
 * closed; a value leaves only as the answer to the run that reads it.
 */
export class EnvironmentOverrides {
  private readonly projects = new Map<string, Map<string, string>>();

  /** Names that are set for a project, in order. */
  names(project: string): readonly string[] {
    return [...(this.projects.get(project)?.keys() ?? [])].sort();
  }

  /** The values there are under these names. */
  values(project: string, names: readonly string[]): Readonly<Record<string, string>> {
    const known = this.projects.get(project);
    return Object.fromEntries(
      names.flatMap((name) => {
        const value = known?.get(name);
        return value === undefined ? [] : [[name, value]];
      }),
    );
  }

  set(project: string, name: string, value: string): void {
    const known = this.projects.get(project) ?? new Map<string, string>();
    this.projects.set(project, known.set(name, value));
  }

  delete(project: string, name: string): void {
    this.projects.get(project)?.delete(name);
  }
}
