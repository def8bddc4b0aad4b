import type { OperationView } from '../api-docs/get-operation';
import { WEBHOOK } from '../api-docs/methods';
import type { MediaView, OperationContent, ParameterView, ResponseView } from '../api-docs/operation-content';
import { sampleCurl } from '../api-docs/samples/sample-curl';
import { sampleRequest } from '../api-docs/samples/sample-request';
import { code, codeBlock, link, nested, paragraphs, plain } from './markdown-text';
import { schemaLines, words } from './schema-lines';

/** One operation as Markdown. `reference` is the address of its API's reference. */
export function operationPage(operation: OperationView, reference: string): string {
  const { summary, method, path, place, content, isDeprecated } = operation;
  const { baseUrl, needsKey } = place;
  const isCall = method !== WEBHOOK;
  const address = isCall
    ? `${method.toUpperCase()} ${baseUrl ?? ''}${path}`
    : `${content.sentBy?.toUpperCase() ?? 'POST'} to you`;
  const sample = { baseUrl: baseUrl ?? '', method, path, content, needsKey, schemes: operation.security };
  return paragraphs([
    `# ${plain(summary)}`,
    code(address),
    `An operation of ${link(place.apiName, `${reference}.md`)}.`,
    isDeprecated && 'This operation is deprecated.',
    nested(content.about, 1),
    ...parameterLines(content.parameters, reference),
    ...bodyParts(content.body, reference),
    isCall && baseUrl !== null && paragraphs(['## Call', codeBlock(sampleCurl(sampleRequest(sample)), 'sh')]).trim(),
    ...content.responses.flatMap((response, index) => responseParts(response, reference, index === 0)),
    ...(content.callbacks ?? []).flatMap((callback) => [
      `## Callback ${plain(callback.name)}`,
      code(`${callback.method.toUpperCase()} ${callback.address}`),
      nested(callback.content.about, 2),
      ...bodyParts(callback.content.body, reference),
    ]),
  ]);
}

function parameterLines(parameters: readonly ParameterView[], reference: string): string[] {
  if (parameters.length === 0) return [];
  const lines = parameters.map(({ name, place, required, about, schema, written, isDeprecated }) => {
    const view = {
      ...schema,
      about: about || schema.about || '',
      ...(isDeprecated && { isDeprecated: true as const }),
    };
    const how = written === undefined ? '' : `, ${plain(written)}`;
    return `- ${code(name)} (${place}${how}): ${words(view, reference, required)}`;
  });
  return ['## Parameters', lines.join('\n')];
}

function bodyParts(body: OperationContent['body'], reference: string): string[] {
  if (!body) return [];
  return [`## Body${body.required ? '' : ' (optional)'}`, nested(body.about, 2), ...mediaParts(body.media, reference)];
}

function responseParts(response: ResponseView, reference: string, isFirst: boolean): string[] {
  const headers = response.headers.map(({ name, type, about }) =>
    `- header ${code(name)}: ${plain(type)} ${about}`.trim(),
  );
  return [
    isFirst ? '## Responses' : '',
    `### ${response.status}`,
    nested(response.about, 3),
    headers.join('\n'),
    ...mediaParts(response.media, reference),
  ];
}

function mediaParts(media: readonly MediaView[], reference: string): string[] {
  return media.flatMap(({ type, schema, examples }) => [
    `${code(type)}${schema ? `: ${words(schema, reference)}` : ''}`,
    schema ? schemaLines(schema, reference).join('\n') : '',
    ...examples.slice(0, 1).map(({ text }) => codeBlock(text, /json/i.test(type) ? 'json' : '')),
  ]);
}
