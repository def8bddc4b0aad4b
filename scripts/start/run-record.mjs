import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { signalGroup } from './family.mjs';
import { processIdentity, stillRuns } from './process-identity.mjs';
import { StartError } from './start-error.mjs';
import { waitUntil } from './wait-until.mjs';

const GRACE_MS = 5_000;
const TAKE_OVER_MS = 30_000;

/** @typedef {{ pid: number, identity: string | null, name: string }} Recorded */
/** @typedef {{ pid: number, identity: string | null, launcher: Recorded | null, children: Recorded[] }} RunRecord */

/**
 * Makes this process the only one that runs the portal from the data folder. What a killed start left running is ended
 * first, so that ports and files are free.
 * @param {string} dataDir
 * @throws {StartError} when another start runs there
 */
export async function claimRun(dataDir) {
  const file = path.join(dataDir, 'run.json');
  const before = readRecord(file);
  if (before !== null && stillRuns(before.pid, before.identity)) await waitForAbandoned(before);
  for (const child of before?.children ?? []) await endOrphan(child);

  /** @type {RunRecord} */
  const record = {
    pid: process.pid,
    identity: processIdentity(process.pid),
    launcher: findLauncher(),
    children: [],
  };
  const parent = process.ppid;
  const write = () => {
    writeFileSync(`${file}.draft`, JSON.stringify(record), { mode: 0o600 });
    renameSync(`${file}.draft`, file);
  };
  write();
  return {
    /** @param {readonly { pid: number, name: string }[]} members */
    note(members) {
      record.children = members.map(({ pid, name }) => knownBefore(record, pid) ?? recordOf(pid, name));
      write();
    },
    /**
     * @returns {boolean} whether npm, which started us, is gone without telling us; cheap enough to ask all the time
     */
    launcherIsGone: () => record.launcher !== null && (process.ppid !== parent || launcherDied(record.launcher)),
    release: () => rmSync(file, { force: true }),
  };
}

/**
 * @param {string} dataDir
 * @returns {boolean} whether a start runs there now
 */
export function runIsClaimed(dataDir) {
  const record = readRecord(path.join(dataDir, 'run.json'));
  return record !== null && stillRuns(record.pid, record.identity);
}

/** @param {RunRecord} record */
async function waitForAbandoned(record) {
  const isAbandoned = record.launcher !== null && !stillRuns(record.launcher.pid, record.launcher.identity);
  if (!isAbandoned) {
    throw new StartError(
      `Portico already runs from this data folder (process ${record.pid}). Stop it first, or choose another folder with PORTAL_DATA_DIR.`,
    );
  }
  // Its npm was killed; it notices and ends by itself.
  const isGone = () => !stillRuns(record.pid, record.identity);
  if (await waitUntil(isGone, { timeoutMs: TAKE_OVER_MS, everyMs: 100 })) return;
  process.kill(record.pid, 'SIGKILL');
  await waitUntil(isGone, { timeoutMs: GRACE_MS });
}

/** @param {Recorded} child */
async function endOrphan(child) {
  const isGone = () => !stillRuns(child.pid, child.identity);
  if (isGone()) return;
  signalGroup(child.pid, 'SIGTERM');
  if (await waitUntil(isGone, { timeoutMs: GRACE_MS })) return;
  signalGroup(child.pid, 'SIGKILL');
  await waitUntil(isGone, { timeoutMs: GRACE_MS });
}

/**
 * Where a shell stays between npm and us, npm's end does not change our parent. Only Linux tells it without a program.
 * @param {Recorded} launcher
 */
function launcherDied(launcher) {
  return process.platform === 'linux' && !stillRuns(launcher.pid, launcher.identity);
}

/** @returns {Recorded | null} npm, when it runs us: killed hard it takes nobody along, so we watch it */
function findLauncher() {
  if (process.env.npm_lifecycle_event === undefined) return null;
  const parent = parentOf(process.ppid);
  // Some shells stay between npm and us, others make room.
  return parent === null || parent.name !== 'npm' ? recordOf(process.ppid, 'parent') : recordOf(parent.pid, 'npm');
}

/**
 * @param {number} pid
 * @returns {{ pid: number, name: string } | null} Linux only
 */
function parentOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    const command = readFileSync(`/proc/${parent}/cmdline`, 'utf8');
    return { pid: parent, name: /\bnpm(?:-cli)?\b/.test(command) ? 'npm' : 'other' };
  } catch {
    return null;
  }
}

/**
 * @param {number} pid
 * @param {string} name
 * @returns {Recorded}
 */
function recordOf(pid, name) {
  return { pid, name, identity: processIdentity(pid) };
}

/**
 * @param {RunRecord} record
 * @param {number} pid
 */
function knownBefore(record, pid) {
  return record.children.find((child) => child.pid === pid);
}

/**
 * @param {string} file
 * @returns {RunRecord | null}
 */
function readRecord(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
