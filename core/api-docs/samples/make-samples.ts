import { sampleCurl } from './sample-curl';
import { sampleGo } from './sample-go';
import { sampleJavascript } from './sample-javascript';
import { samplePython } from './sample-python';
import type { SampleRequest } from './sample-request';

/** A call in one language, to be copied and run. */
export type Sample = { language: string; label: string; code: string };

/** The same call in the languages that the reference knows. */
export function makeSamples(request: SampleRequest): Sample[] {
  return [
    { language: 'curl', label: 'curl', code: sampleCurl(request) },
    { language: 'javascript', label: 'JavaScript', code: sampleJavascript(request) },
    { language: 'python', label: 'Python', code: samplePython(request) },
    { language: 'go', label: 'Go', code: sampleGo(request) },
  ];
}
