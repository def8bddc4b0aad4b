import pg from 'pg';

/** As many as graphile-worker opens by itself. */
const CONNECTIONS_MAX = 10;
const CONNECT_TIMEOUT_MS = 5_000;
/** The code that graphile-worker takes for a database that is away for a while: it tries again, for hours. */
const TRIED_AGAIN = 'ETIMEDOUT';

/**
 * Opens the connections of a worker. What fails because a connection broke fails with a code that graphile-worker tries
 * again: of any other, when it notes that a job is done, nobody would hear, and the process would end or the job stay
 * booked.
 */
export function openJobPool(url: string, onError: (error: Error) => void): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: CONNECTIONS_MAX,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    application_name: 'portico jobs',
  });
  pool.on('error', onError);
  pool.on('connect', (client) => {
    // Whoever has it hears of it from their statement.
    client.on('error', () => {});
    const query = client.query.bind(client);
    // pg knows many ways to ask and all of them stay; only an answer that is a promise is looked at.
    client.query = ((...question: Parameters<typeof query>) => patient(query(...question))) as typeof client.query;
  });
  const connect = pool.connect.bind(pool);
  type Callback = Parameters<typeof pool.connect>[0];
  pool.connect = ((callback?: Callback) => (callback ? connect(callback) : patient(connect()))) as typeof connect;
  return pool;
}

function patient<T>(answer: T): T {
  if (!(answer instanceof Promise)) return answer;
  // A promise of the same, with other errors.
  return answer.catch((error: unknown) => {
    throw isLost(error) ? Object.assign(new Error(error.message, { cause: error }), { code: TRIED_AGAIN }) : error;
  }) as T;
}

/** PostgreSQL itself refused nothing: there was no connection, or it ended (08) or was ended (57P01 to 57P03). */
function isLost(error: unknown): error is Error {
  if (error instanceof pg.DatabaseError) return /^(08|57P0)/.test(error.code ?? '');
  return error instanceof Error;
}
