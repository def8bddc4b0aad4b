import type { NextRequest } from 'next/server';
import { exportResponse } from '../export-response';

/** The log as a table. */
export async function GET(request: NextRequest): Promise<Response> {
  return exportResponse(request, 'csv');
}
