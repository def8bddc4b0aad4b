import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * Names a running process so that it can be recognised later: process ids are given out again, the pair of id and
 * start time is not. Null when no such process runs (a zombie counts as gone).
 * @param {number} pid
 * @returns {string | null}
 */
export function processIdentity(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return null;
  if (process.platform === 'linux') return linuxIdentity(pid);
  if (process.platform === 'win32') return windowsIdentity(pid);
  const reply = spawnSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8' });
  const line = (reply.stdout ?? '').trim();
  if (line === '' || line.startsWith('Z')) return null;
  return line.replace(/^\S+\s+/, '');
}

/**
 * @param {number} pid
 * @param {string | null | undefined} identity what `processIdentity` said when the process was started
 * @returns {boolean} whether it is that very process that still runs
 */
export function stillRuns(pid, identity) {
  return identity != null && processIdentity(pid) === identity;
}

/** @param {number} pid */
function linuxIdentity(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The program's name may hold spaces and brackets; what follows the last bracket is a plain list.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return null;
    return `${bootId()}:${fields[19]}`;
  } catch {
    return null;
  }
}

function bootId() {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return '';
  }
}

/** @param {number} pid */
function windowsIdentity(pid) {
  const command = `(Get-Process -Id ${pid} -ErrorAction SilentlyContinue).StartTime.Ticks`;
  const reply = spawnSync('powershell', ['-NoProfile', '-Command', command], { encoding: 'utf8', windowsHide: true });
  return (reply.stdout ?? '').trim() || null;
}
