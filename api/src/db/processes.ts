// A process id alone proves nothing: ids are given out again. Whoever wants to signal, adopt or sweep
// something first asks here what the process behind the id is. A zombie counts as gone.
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** The command line of a living process, its words joined by spaces; null when there is none. */
export async function commandLine(pid: number): Promise<string | null> {
  if (!Number.isSafeInteger(pid) || pid <= 0) return null;
  if (process.platform === 'linux') {
    const words = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    return words === '' ? null : words.split('\0').join(' ').trim();
  }
  const line = await ps(pid, 'stat=,command=');
  return line === null || line.startsWith('Z') ? null : line.replace(/^\S+\s+/, '');
}

/** A value that two processes with the same id do not share: when the process began. */
export async function birthOf(pid: number): Promise<string | null> {
  if (process.platform !== 'linux') return ps(pid, 'lstart=');
  const [stat, boot] = await Promise.all([
    readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ''),
    readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => ''),
  ]);
  // The second field is the name in brackets and may contain anything, so count from its end.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields[0] === undefined || fields[0] === '' || fields[0] === 'Z' ? null : `${boot.trim()}/${fields[19]}`;
}

async function ps(pid: number, columns: string): Promise<string | null> {
  try {
    const { stdout } = await execute('ps', ['-ww', '-o', columns, '-p', String(pid)]);
    return stdout.trim() === '' ? null : stdout.trim();
  } catch {
    return null;
  }
}
