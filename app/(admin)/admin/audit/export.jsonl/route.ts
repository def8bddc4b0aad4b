import type { NextRequest } from 'next/server';
import { exportResponse } from '../export-response';

/** The log as JSON, one event a line. */
export async function GET(request: NextRequest): Promise<Response> {
  return exportResponse(request, 'jsonl');
}
